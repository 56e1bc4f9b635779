package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bills of materials that somebody signed for, held against the image.
class SbomAttestationTest {

  private final Path home = Path.of("target", "sbom-attestation").toAbsolutePath();
  private final Path attestation = home.resolve("cart.sbom.json");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void attest() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
    Outcome attested = run("attest", "--out", attestation.toString(), cart.image("4.5.6"));
    assertThat(attested.exitCode()).as(attested.transcript()).isZero();
    assertThat(attested.out()).contains("attests 1 components of " + CartImage.NAME);
  }

  @Test
  void saysTheSameOfTheSameImage() {
    Outcome same = check("oci-layout:" + home.resolve("cart"));
    assertThat(same.exitCode()).as(same.transcript()).isZero();
    assertThat(same.out()).isEqualTo("SAME  1 components in both\n");
  }

  @Test
  void refusesTheStatementOfAnotherImage() throws IOException {
    Outcome other = check(cart.image("4.6.0"));
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out()).contains("SW-CERTIFICATE-0002");
  }

  /// Somebody with the key signs for less than is in the image.
  @Test
  void namesWhatIsMissingAndWhatIsMadeUp() throws Exception {
    Path key = KeyFiles.make(home.resolve("ci"));
    Path signed = home.resolve("signed.json");
    run("attest", "--key", key.toString(), "--out", signed.toString(), cart.image("4.5.6"));
    Path forged = home.resolve("forged.json");
    KeyFiles.resign(
        signed, key, forged, text -> text.replace("@4.5.6", "@4.6.0").replace("4.5.6", "4.6.0"));
    Outcome different =
        run(
            "check",
            "--trust",
            key + ".pub",
            "--attestation",
            forged.toString(),
            "oci-layout:" + home.resolve("cart"));
    assertThat(different.exitCode()).as(different.transcript()).isEqualTo(1);
    assertThat(different.out())
        .startsWith("DIFFERENT  0 components in both")
        .contains("in the image, not attested: pkg:npm/%40harbour/rope@4.5.6")
        .contains("attested, not in the image: pkg:npm/%40harbour/rope@4.6.0");
  }

  @Test
  void believesNoStrangerAndNoOtherKindOfStatement() throws IOException {
    Outcome stranger =
        new Terminal(home.resolve("elsewhere"))
            .run(
                "sbom",
                "check",
                "--no-cache",
                "--attestation",
                attestation.toString(),
                "oci-layout:" + home.resolve("cart"));
    assertThat(stranger.exitCode()).isEqualTo(1);
    assertThat(stranger.out()).contains("SW-SIGNING-0007");
    Path certificate = home.resolve("certificate.json");
    new Terminal(home)
        .run(
            "certify",
            "oci-layout:" + home.resolve("cart"),
            "--no-cache",
            "--out",
            certificate.toString());
    Outcome other =
        run("check", "--attestation", certificate.toString(), "oci-layout:" + home.resolve("cart"));
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out()).contains("SW-CERTIFICATE-0015");
  }

  private Outcome check(String image) {
    return run("check", "--attestation", attestation.toString(), image);
  }

  private Outcome run(String command, String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "sbom";
    all[1] = command;
    all[2] = "--no-cache";
    System.arraycopy(words, 0, all, 3, words.length);
    return new Terminal(home).run(all);
  }
}
