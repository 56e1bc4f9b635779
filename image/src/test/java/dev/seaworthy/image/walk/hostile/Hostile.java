package dev.seaworthy.image.walk.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.TestImage;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.util.List;

/// An image of an honest layer and one with an attack between two honest files.
public final class Hostile {

  private Hostile() {}

  /// Walks the image and checks that the honest files of both layers are listed.
  public static ImageFacts walk(TarWriter.Content attack) throws IOException {
    return walk(Limits.defaults(), attack);
  }

  public static ImageFacts walk(Limits limits, TarWriter.Content attack) throws IOException {
    ImageFacts facts = Walks.walk(image(attack), limits, Walks.TEXTS);
    assertThat(Walks.texts(facts))
        .containsEntry("/honest/base.txt", "base")
        .containsEntry("/honest/before.txt", "before")
        .containsEntry("/honest/after.txt", "after");
    return facts;
  }

  public static TestImage image(TarWriter.Content attack) throws IOException {
    return TestImage.of(
        tar -> tar.directory("honest").file("honest/base.txt", "base"),
        tar -> {
          tar.file("honest/before.txt", "before");
          attack.writeTo(tar);
          tar.file("honest/after.txt", "after");
        });
  }

  /// The details of the gaps of this kind, all of which are in the attacked layer.
  public static List<String> gaps(ImageFacts facts, ImageError code) {
    assertThat(facts.gaps()).allMatch(gap -> gap.location().layer() == 1);
    return facts.gaps().stream()
        .filter(gap -> gap.code().equals(code.id()))
        .map(Gap::detail)
        .toList();
  }
}
