package dev.seaworthy.image.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.AttachmentWriter;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Traffic;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutWriterTest {

  private static final byte[] DOCUMENT = {'{', '}'};

  @TempDir Path folder;

  /// Whatever other tools wrote into the index stays as it is, or nothing is written.
  @ParameterizedTest
  @ValueSource(strings = {"12345678901234567890", "1e2147483647", "10e2147483647"})
  void leavesAnIndexAloneWhoseNumbersItCanNotWriteAgain(String number) throws IOException {
    Path layout = folder.resolve("layout");
    ImageMaker.linux()
        .layer(LayerSpec.of(tar -> tar.file("a", "b")))
        .ociLayout(layout, "registry.example/shop/cart:1.8");
    Path index = layout.resolve("index.json");
    String before = Files.readString(index).replaceFirst("\\{", "{\"x\":" + number + ",");
    Files.writeString(index, before);
    OpenOptions options =
        OpenOptions.of(
            Limits.defaults(),
            Platform.of("linux", "amd64"),
            folder,
            RegistryOptions.of(Traffic.of(Clock.systemUTC(), Thread::sleep)));
    try (AttachmentWriter writer =
        ImageSources.writer(ImageSources.parse("oci-layout:" + layout), options)) {
      assertThatThrownBy(() -> writer.tag("a-tag", DOCUMENT, List.of()))
          .isInstanceOf(SeaworthyException.class)
          .hasMessageContaining("index.json has a number that would not stay the same")
          .extracting(e -> ((SeaworthyException) e).code())
          .isEqualTo(ImageError.UNWRITABLE);
    }
    assertThat(index).hasContent(before);
    assertThat(layout.resolve("blobs/sha256").resolve(Digest.sha256(DOCUMENT).hex()))
        .doesNotExist();
  }
}
