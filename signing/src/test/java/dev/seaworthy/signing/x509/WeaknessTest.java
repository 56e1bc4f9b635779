package dev.seaworthy.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is well formed and too weak, too much, or nothing at all.
class WeaknessTest {

  private static final Cryptography JDK = CryptographyProfile.STANDARD.cryptography();
  private static final Duration MONTH = Duration.ofDays(30);
  private static final String RSA = "-algorithm RSA -pkeyopt rsa_keygen_bits:";

  @TempDir Path folder;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  void refusesShortKeysAndOldHashesInAChain() throws Exception {
    Gates.run(
        "weak chains of openssl ca",
        Gates.tool("openssl"),
        openssl -> {
          TestPki pki = new TestPki(folder, now);
          pki.root("root");
          pki.issueWith(RSA + "1024", "sha256", "root", "short", "authority");
          pki.issue("short", "first", "signer", MONTH);
          refused(pki, "first", "1024 bits");

          pki.issueWith(RSA + "2048", "sha256", "root", "long", "authority");
          pki.issueWith(
              "-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "sha1", "long", "second", "signer");
          refused(pki, "second", "over a hash that doesn't count");

          pki.issue("long", "third", "signer", MONTH);
          assertThat(signers(pki, "third", "")).as("for comparison").hasSize(1);
          return 3;
        });
  }

  /// Whoever may choose which list is looked at would choose the one before the theft.
  @Test
  void eachCurrentListOfAnAuthorityCounts() throws Exception {
    Gates.run(
        "two current revocation lists of one authority",
        Gates.tool("openssl"),
        openssl -> {
          TestPki pki = new TestPki(folder, now);
          pki.root("root");
          pki.issue("root", "issuing", "lowest", Duration.ofDays(2000));
          pki.issue("issuing", "lost", "signer", MONTH);
          String top = "&crl=" + pki.list("root", now.minusSeconds(60));
          Path before = Files.move(pki.list("issuing", now.minusSeconds(60)), pki.file("before"));
          pki.revoke("issuing", "lost", "keyCompromise", now.minusSeconds(60));
          Path after = pki.list("issuing", now.minusSeconds(60));

          assertThat(signers(pki, "lost", "?crl=" + before + top)).hasSize(1);
          for (String lists :
              List.of("?crl=" + before + "&crl=" + after, "?crl=" + after + "&crl=" + before)) {
            assertThatThrownBy(() -> signers(pki, "lost", lists + top))
                .isInstanceOf(SeaworthyException.class)
                .extracting(e -> ((SeaworthyException) e).code())
                .isEqualTo(SigningError.SIGNER_REVOKED);
          }
          return 3;
        });
  }

  @Test
  void refusesATimestampWithMoreCertificatesThanAnyoneNeeds() throws Exception {
    Gates.run(
        "a crowded timestamp of openssl ts",
        Gates.tool("openssl"),
        openssl -> {
          TestPki pki = new TestPki(folder, now);
          pki.root("clock");
          pki.issue("clock", "tsa", "timestamps", MONTH);
          assertThat(stamped(pki, "")).isBetween(now, now.plusSeconds(600));
          pki.crowd("tsa", 20);
          assertThatThrownBy(() -> stamped(pki, " -chain crowd.pem"))
              .isInstanceOfSatisfying(
                  SeaworthyException.class,
                  e -> assertThat(e.code()).isEqualTo(SigningError.TIMESTAMP))
              .hasMessageContaining("it holds 21 certificates, and 20 may be");
          return 2;
        });
  }

  @Test
  void nothingIsNeitherCertificateNorTimestamp() {
    assertThatThrownBy(() -> Certificates.ofDer(List.of(new byte[0]), "nothing"))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(SigningError.BAD_CERTIFICATE));
    assertThatThrownBy(
            () -> new Timestamps(Set.of(), JDK).instant(new byte[0], new byte[] {1}, now))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(SigningError.TIMESTAMP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://clerk:hunter2@time.example/tsa",
        "http://hunter2@time.example/tsa",
        "ftp://time.example/tsa?key=hunter2",
        "https://clerk:hunter2@time example/tsa"
      })
  void refusesAnAddressWithAUserAndDoesntShowTheSecret(String address) {
    assertThatThrownBy(() -> TimestampAuthority.at(address, JDK))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(SigningError.BAD_REFERENCE))
        .hasMessageNotContaining("hunter2")
        .hasNoCause()
        .hasMessageContaining("without a user");
  }

  private Instant stamped(TestPki pki, String more) throws IOException {
    HttpServer server = pki.timestamping("tsa", more);
    try {
      byte[] signature = "signature".getBytes(StandardCharsets.UTF_8);
      byte[] token =
          TimestampAuthority.at(
                  "http://127.0.0.1:%s/tsa".formatted(server.getAddress().getPort()), JDK)
              .token(signature);
      return new Timestamps(Set.copyOf(Certificates.ofFile(pki.file("clock.crt"))), JDK)
          .instant(token, signature, now.plusSeconds(600));
    } finally {
      server.stop(0);
    }
  }

  private void refused(TestPki pki, String name, String words) {
    assertThatThrownBy(() -> signers(pki, name, ""))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(SigningError.CHAIN))
        .hasMessageContaining(words);
  }

  private List<ChainTrust.CertifiedSigner> signers(TestPki pki, String name, String options)
      throws IOException {
    byte[] envelope =
        DsseEnvelope.sign(
                "application/vnd.in-toto+json",
                "{}".getBytes(StandardCharsets.UTF_8),
                List.of(ChainSigner.of(pki.key(name), pki.file(name + ".chain"), null)))
            .toJson();
    return ChainTrust.open(ChainUri.parse("x509:" + pki.file("root.crt") + options), JDK)
        .signers(DsseEnvelope.read(envelope, "test", Limits.defaults()), now);
  }
}
