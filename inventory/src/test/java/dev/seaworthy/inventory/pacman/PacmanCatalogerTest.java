package dev.seaworthy.inventory.pacman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacmanCatalogerTest extends CatalogerContract {

  private static final String FOLDER = "/var/lib/pacman/local/gcc-libs-13.2.1-5/";
  private static final String DESC =
      """
      %NAME%
      gcc-libs

      %VERSION%
      13.2.1-5

      %BASE%
      gcc

      %DESC%
      Runtime libraries shipped by GCC

      %ARCH%
      x86_64

      %LICENSE%
      GPL3
      LGPL

      %DEPENDS%
      glibc>=2.27

      %PROVIDES%
      libgcc_s.so=1-64
      """;
  private static final String FILES =
      """
      %FILES%
      usr/
      usr/lib/
      usr/lib/libgcc_s.so.1
      """;

  @Override
  protected Cataloger cataloger() {
    return new PacmanCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(Sample.of(FOLDER + "desc", DESC), Sample.of(FOLDER + "files", FILES));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of(FOLDER + "desc", DESC.replace("13.2.1-5", ""));
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // One file holds one package, so that nothing of it remains when it is broken.
    RecordingSink sink =
        RecordingSink.of(cataloger(), partlyBroken().path(), partlyBroken().content());
    assertThat(sink.gaps()).hasSize(1);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/var/lib/pacman/sync/core.db", "/home/desc");
  }

  @Test
  void knowsTheSourcePackageAndTheFiles() {
    Component component =
        RecordingSink.of(cataloger(), FOLDER + "desc", DESC.getBytes(StandardCharsets.UTF_8))
            .component("gcc-libs");
    RecordingSink files =
        RecordingSink.of(cataloger(), FOLDER + "files", FILES.getBytes(StandardCharsets.UTF_8));

    assertThat(component.purl()).isEqualTo("pkg:alpm/gcc-libs@13.2.1-5");
    assertThat(component.source()).isEqualTo(new Component.SourcePackage("gcc", "13.2.1-5"));
    assertThat(component.licences()).containsExactly("GPL3", "LGPL");
    assertThat(files.facts())
        .containsExactly(new Owns("alpm", "gcc-libs", List.of("/usr/lib/libgcc_s.so.1")));
  }
}
