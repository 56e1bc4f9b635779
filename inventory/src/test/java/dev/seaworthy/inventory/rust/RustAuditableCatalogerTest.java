package dev.seaworthy.inventory.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.binary.ElfMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class RustAuditableCatalogerTest extends CatalogerContract {

  private static final String PATH = "/usr/bin/shop";
  private static final String JSON =
      """
      {"packages":[
        {"name":"adler","version":"0.2.3","source":"registry"},
        {"name":"cc","version":"1.0.73","source":"crates.io","kind":"build"},
        {"name":"shop","version":"0.1.0","source":"local","root":true,"dependencies":[0]}]}
      """;

  private static byte[] program(byte[] json) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ElfMaker.usual().section(".dep-v0", compressed.toByteArray()).make();
  }

  @Override
  protected Cataloger cataloger() {
    return RustCatalogers.auditable();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(new Sample(PATH, program(JSON.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  protected Sample partlyBroken() {
    return new Sample(PATH, program("{\"packages\":[".getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // One document: half of it proves nothing about the other half.
    RecordingSink sink =
        RecordingSink.of(cataloger(), partlyBroken().path(), partlyBroken().content());
    assertThat(sink.gaps()).hasSize(1);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/usr/share/doc/shop");
  }

  @Test
  void tellsCratesAndMarksThoseOfTheBuild() {
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, wholeFiles().getFirst().content());

    assertThat(sink.releases()).containsExactly("adler 0.2.3", "cc 1.0.73", "shop 0.1.0");
    assertThat(sink.component("cc").properties()).containsEntry("scope", "build");
    assertThat(sink.component("adler").purl()).isEqualTo("pkg:cargo/adler@0.2.3");
  }

  @Test
  void stopsABombThatUnpacksToHundredsOfMegabytes() {
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, program(new byte[200 << 20]));

    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gaps()).hasSize(1).first().matches(gap -> gap.detail().contains("more than"));
  }
}
