package dev.seaworthy.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir Path folder;

  @Test
  void opensslTrustsTheServerByTheAuthorityForEachOfItsNames() throws Exception {
    Gates.run(
        "certificates of the installation",
        Gates.tool("openssl"),
        openssl -> {
          Certificates certificates = made(List.of("sea.example", "192.0.2.7"));
          String server = certificates.files().server().toString();
          String root = certificates.files().authority().toString();
          String at = String.valueOf(NOW.getEpochSecond());
          for (String name : List.of("sea.example", "localhost")) {
            assertThat(verify(openssl, at, root, server, "-verify_hostname", name).exit()).isZero();
          }
          for (String address : List.of("192.0.2.7", "127.0.0.1", "::1")) {
            assertThat(verify(openssl, at, root, server, "-verify_ip", address).exit()).isZero();
          }
          assertThat(verify(openssl, at, root, server, "-verify_hostname", "other.example").exit())
              .isNotZero();
          return 6;
        });
  }

  private static Command.Result verify(
      Path openssl, String at, String root, String server, String option, String name) {
    return Command.of(
            openssl.toString(),
            "verify",
            "-x509_strict",
            "-purpose",
            "sslserver",
            "-attime",
            at,
            "-CAfile",
            root,
            option,
            name,
            server)
        .run();
  }

  @Test
  void theServersCertificateIsRenewedThirtyDaysBeforeItsEndAndTheAuthorityStays()
      throws IOException {
    Certificates certificates = made(List.of());
    String server = Files.readString(certificates.files().server());
    String root = Files.readString(certificates.files().authority());
    assertThat(certificates.refresh(NOW.plus(Duration.ofDays(60)).minusSeconds(1))).isFalse();
    assertThat(certificates.files().server()).hasContent(server);
    assertThat(certificates.refresh(NOW.plus(Duration.ofDays(60)))).isTrue();
    assertThat(Files.readString(certificates.files().server())).isNotEqualTo(server);
    assertThat(Files.readString(certificates.files().authority())).isEqualTo(root);
  }

  @Test
  void aNewNameMakesANewCertificate() throws IOException {
    made(List.of());
    Certificates more = new Certificates(folder, List.of("sea.example"), new SecureRandom());
    assertThat(more.refresh(NOW)).isTrue();
    assertThat(more.refresh(NOW)).isFalse();
  }

  private Certificates made(List<String> names) throws IOException {
    Certificates certificates = new Certificates(folder, names, new SecureRandom());
    assertThat(certificates.refresh(NOW)).isTrue();
    return certificates;
  }
}
