package dev.seaworthy.inventory.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.binary.ElfMaker;
import dev.seaworthy.inventory.classifier.BinaryClassifier.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryClassifierCatalogerTest extends CatalogerContract {

  private static final String NGINX = "\0nginx version: nginx/1.22.1\n\0";

  static byte[] program(String text) {
    byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
    return ElfMaker.usual().section(".rodata", content).make();
  }

  private static RecordingSink read(String path, byte[] content) {
    return RecordingSink.of(new BinaryClassifierCataloger(), path, content);
  }

  @Override
  protected Cataloger cataloger() {
    return new BinaryClassifierCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        new Sample("/usr/sbin/nginx", program(NGINX)),
        Sample.of("/usr/lib/erlang/releases/25/OTP_VERSION", "25.2.3\n"));
  }

  @Override
  protected Sample partlyBroken() {
    return new Sample("/usr/bin/python3.11", program("\0003.11.x\0"));
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // A program that tells no version is no damage, and no gap.
    RecordingSink sink = read(partlyBroken().path(), partlyBroken().content());
    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gaps()).isEmpty();
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/usr/sbin/nginx", "/etc/OTP_VERSION.old");
  }

  @Test
  void recognisesEachSampleAndNothingElseInIt() {
    for (BinaryClassifier classifier : ClassifierTable.builtIn().classifiers()) {
      for (BinaryClassifier.Sample sample : classifier.samples()) {
        byte[] bytes =
            classifier.kind() == Kind.ELF
                ? program(sample.bytes())
                : sample.bytes().getBytes(StandardCharsets.ISO_8859_1);
        RecordingSink sink = read("/opt/x/" + sample.fileName(), bytes);
        assertThat(sink.releases())
            .as(sample.toString())
            .containsExactly(classifier.name() + " " + sample.version());
      }
    }
  }

  @Test
  void eachPatternHasASampleOfItsOwn() {
    for (BinaryClassifier classifier : ClassifierTable.builtIn().classifiers()) {
      for (int i = 0; i < classifier.patterns().size(); i++) {
        BinaryClassifier.Sample sample = classifier.samples().get(i);
        ClassifierTable.Candidate candidate =
            ClassifierTable.builtIn().candidates("/" + sample.fileName()).stream()
                .filter(one -> one.classifier().equals(classifier))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sample.toString()));
        assertThat(classifier.patterns().get(i).compile(candidate.named()).expression())
            .as(sample.toString())
            .matches(expression -> expression.matcher(sample.bytes()).find());
      }
    }
  }

  @Test
  void tellsPurlCpeAndWhatItSaw() {
    RecordingSink sink = read("/usr/sbin/nginx", program(NGINX));

    assertThat(sink.component("nginx").purl()).isEqualTo("pkg:generic/nginx@1.22.1");
    assertThat(sink.component("nginx").properties())
        .containsEntry("cpe", "cpe:2.3:a:f5:nginx:1.22.1:*:*:*:*:*:*:*");
    assertThat(sink.found().getFirst().method())
        .isEqualTo("binary analysis: nginx version: nginx/1.22.1");
  }

  @Test
  void keepsTheUpdateApartInTheCpe() {
    RecordingSink sink = read("/usr/sbin/sshd", program("\0OpenSSH_9.2p1 Debian\0"));

    assertThat(sink.releases()).containsExactly("openssh 9.2p1");
    assertThat(sink.component("openssh").properties())
        .containsEntry("cpe", "cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*");
  }

  @Test
  void takesTheVersionThatTheNameOfTheFileBegins() {
    // A Python with OpenSSL linked in, whose version looks alike.
    byte[] python = program("\0003.0.13\0\0003.11\0\0003.11.8\0");

    assertThat(read("/usr/local/bin/python3.11", python).releases())
        .containsExactly("python 3.11.8");
    assertThat(read("/usr/local/bin/python3.12", python).releases()).isEmpty();
    assertThat(read("/usr/local/bin/python3", python).releases()).containsExactly("python 3.0.13");
  }

  @Test
  void looksOnlyAtFilesOfItsNames() {
    assertThat(read("/usr/bin/nginx-prometheus-exporter", program(NGINX)).facts()).isEmpty();
    assertThat(read("/usr/bin/my-nginx", program(NGINX)).facts()).isEmpty();
    assertThat(
            read("/usr/bin/nginx", ("#!/bin/sh\n" + NGINX).getBytes(StandardCharsets.UTF_8))
                .facts())
        .isEmpty();
  }

  @Test
  void seesAVersionWhereverTheWindowsMeet() {
    int window = 128 << 10;
    for (int before = window - 500; before < window + 700; before += 13) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(program("x"));
      bytes.writeBytes(new byte[before]);
      bytes.writeBytes(NGINX.getBytes(StandardCharsets.ISO_8859_1));
      bytes.writeBytes(new byte[1_000]);
      assertThat(read("/nginx", bytes.toByteArray()).releases())
          .as("%s bytes before", before)
          .containsExactly("nginx 1.22.1");
    }
  }

  @Test
  void saysThatItSearchedOnlyTheBeginning() {
    byte[] bytes = program("x".repeat(5_000) + NGINX);
    RecordingSink sink =
        RecordingSink.of(
            new BinaryClassifierCataloger(),
            "/nginx",
            bytes,
            Limits.defaults().with(Limit.BINARY_SEARCH_BYTES, 4_000));

    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gapCodes()).containsExactly(InventoryError.BINARY_SEARCH_LIMIT);
  }

  @Test
  void givesUpOnAFileMadeOfNothingButAnchors() {
    RecordingSink sink = read("/nginx", program("nginx version: nginx/".repeat(60_000)));

    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gapCodes()).containsExactly(InventoryError.BINARY_SEARCH_LIMIT);
  }

  @Test
  void readsAVersionThatEndsWithTheFile() {
    byte[] bytes =
        (new String(program("x"), StandardCharsets.ISO_8859_1) + "nginx version: nginx/1.2.3")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(read("/nginx", bytes).releases()).containsExactly("nginx 1.2.3");
  }
}
