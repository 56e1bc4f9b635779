package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Certificates are what their published schema says, with nothing missing and nothing besides.
class CertificateSchemaTest {

  private static final List<String> REQUIRED =
      List.of(
          "asset",
          "bounds",
          "cryptography",
          "data",
          "detections",
          "deviations",
          "findings",
          "issuedAt",
          "policy",
          "surveyedAt",
          "tool",
          "validUntil",
          "verdict");

  private final Path home = Path.of("target", "certificate-schema").toAbsolutePath();
  private final Path certificate = home.resolve("cart.json");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  /// The outcome of a command that may have written a certificate, which must conform.
  static Outcome conforming(Outcome outcome, Path certificate) {
    if (Files.exists(certificate)) {
      try {
        assertThat(ReportSchema.faultsOfCertificate(certificate)).isEmpty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return outcome;
  }

  @Test
  void certificatesConform() throws IOException {
    certify("4.6.0", "--builder", "https://ci.example/runs/7", "--manual-step", "looked at it");
    assertThat(ReportSchema.statement(certificate)).contains("\"manualSteps\"", "\"builder\"");
    Path first = Files.move(certificate, home.resolve("first.json"));
    certify("4.5.6", "--previous", first + "");
    assertThat(ReportSchema.statement(certificate))
        .contains("\"refused\"", "\"previous\"", "\"open\":true");

    Path next = home.resolve("next.json");
    Outcome again =
        new Terminal(home)
            .at("2026-11-24T09:14:00Z")
            .run(
                "reevaluate",
                "--db",
                cart.database("4.7.0", "2026-11-24") + "",
                "--out",
                next + "",
                first + "");
    assertThat(again.exitCode()).as(again.transcript()).isEqualTo(1);
    assertThat(ReportSchema.statement(next)).contains("\"reevaluation\"", "\"refused\"");
    conforming(again, next);
  }

  @Test
  void anythingMissingOrUnknownIsAFault() throws IOException {
    certify("4.5.6");
    String whole = ReportSchema.statement(certificate);
    for (String member : REQUIRED) {
      String without = whole.replaceFirst("\"" + member + "\":", "\"" + member + "s-\":");
      assertThat(ReportSchema.faultsOfCertificate(without)).as(member).hasSizeGreaterThan(1);
    }
    for (String place :
        List.of(
            "\"predicate\":{", "\"policy\":{", "\"asset\":{", "\"findings\":{", "\"bounds\":[{")) {
      assertThat(whole).contains(place);
      assertThat(ReportSchema.faultsOfCertificate(whole.replace(place, place + "\"more\":1,")))
          .as(place)
          .hasSize(1);
    }
    assertThat(ReportSchema.faultsOfCertificate(whole.replace("\"refused\"", "\"open\"")))
        .hasSize(1);
    assertThat(
            ReportSchema.faultsOfCertificate(
                whole.replaceFirst("\"validUntil\":\"[^\"]*\"", "\"validUntil\":\"for ever\"")))
        .hasSize(1);
  }

  private void certify(String version, String... options) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("certify", cart.image(version), "--no-cache", "--out", certificate + ""));
    words.addAll(List.of("--db", cart.database() + ""));
    words.addAll(List.of(options));
    Outcome outcome =
        new Terminal(home).at("2026-11-21T09:14:00Z").run(words.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isLessThan(2);
    conforming(outcome, certificate);
  }
}
