package dev.seaworthy.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.reference.KeyReferences;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chains that the real `openssl ca` made, each honest one and each attack.
class ChainTrustTest {

  private static final String TYPE = "application/vnd.in-toto+json";
  private static final byte[] PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEARS = Duration.ofDays(2000);
  private static final Cryptography JDK = CryptographyProfile.STANDARD.cryptography();

  @TempDir Path folder;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  void trustsWhoHasACertificateBelowARoot() throws Exception {
    Gates.run(
        "chains of openssl ca",
        Gates.tool("openssl"),
        openssl -> {
          TestPki pki = pki();
          pki.issue("issuing", "ci", "signer", MONTH);
          byte[] envelope = signed(pki, "ci");

          List<ChainTrust.CertifiedSigner> signers =
              signers("x509:" + pki.file("root.crt"), envelope, now);
          assertThat(signers).hasSize(1);
          assertThat(signers.getFirst().key()).isEqualTo(pki.key("ci").verification());
          assertThat(signers.getFirst().subject()).isEqualTo("CN=ci");
          assertThat(signers.getFirst().notAfter()).isEqualTo(now.plus(MONTH));
          assertThat(ChainSigner.of(pki.key("ci"), pki.file("ci.chain"), null).notAfter())
              .contains(now.plus(MONTH));
          assertThat(
                  new KeyReferences(JDK, new Secrets(Map.of()))
                      .trust(List.of("x509:" + pki.file("root.crt") + "?subject=CN=ci"))
                      .keysFor(envelope, "test", Limits.defaults(), now))
              .containsExactly(pki.key("ci").verification());

          refused(pki, "?subject=CN=cd", envelope, now, SigningError.NOT_SIGNED_BY);
          refused(pki, "", envelope, now.plus(MONTH).plusSeconds(1), SigningError.SIGNER_EXPIRED);
          refused(
              pki,
              "",
              envelope,
              now.minus(TestPki.DAY).minusSeconds(1),
              SigningError.SIGNER_NOT_YET_VALID);
          return 6;
        });
  }

  @Test
  void refusesEachAttackByItsOwnCode() throws Exception {
    Gates.run(
        "attacks on chains of openssl ca",
        Gates.tool("openssl"),
        openssl -> {
          TestPki pki = pki();
          pki.root("other");
          pki.issue("other", "stranger", "signer", MONTH);
          pki.issue("issuing", "web", "server", MONTH);
          pki.issue("issuing", "any", "anything", MONTH);
          pki.issue("issuing", "below", "authority", YEARS);
          pki.issue("below", "deep", "signer", MONTH);
          pki.issue("root", "harbour", "harbour", YEARS);
          pki.issue("harbour", "inside", "signer", "/O=Harbour/CN=inside", MONTH);
          pki.issue("harbour", "outside", "signer", "/O=Sea/CN=outside", MONTH);
          pki.issue("web", "forged", "signer", MONTH);
          Files.writeString(pki.file("torn.chain"), Files.readString(pki.file("inside.crt")));

          assertThat(signers("x509:" + pki.file("root.crt"), signed(pki, "inside"), now))
              .hasSize(1);
          refused(pki, "", signed(pki, "stranger"), now, SigningError.OTHER_ROOT);
          refused(pki, "", signed(pki, "web"), now, SigningError.NO_CODE_SIGNING);
          refused(pki, "", signed(pki, "any"), now, SigningError.NO_CODE_SIGNING);
          refused(pki, "", signed(pki, "deep"), now, SigningError.PATH_LENGTH);
          refused(pki, "", signed(pki, "outside"), now, SigningError.NAME_CONSTRAINTS);
          refused(pki, "", signed(pki, "forged"), now, SigningError.CHAIN);
          refused(
              pki,
              "",
              envelope(ChainSigner.of(pki.key("inside"), pki.file("torn.chain"), null)),
              now,
              SigningError.OTHER_ROOT);
          refused(
              pki,
              "",
              envelope(
                  new Impostor(ChainSigner.of(pki.key("inside"), pki.file("inside.chain"), null))),
              now,
              SigningError.BAD_SIGNATURE);
          assertThatThrownBy(() -> ChainSigner.of(pki.key("inside"), pki.file("web.chain"), null))
              .isInstanceOf(SeaworthyException.class)
              .hasMessageContaining("the first certificate of");
          return 10;
        });
  }

  @Test
  void asksRevocationListsThatAreCurrent() throws Exception {
    Gates.run(
        "revocation lists of openssl ca",
        Gates.tool("openssl"),
        openssl -> {
          TestPki pki = pki();
          pki.issue("issuing", "ci", "signer", MONTH);
          pki.issue("issuing", "lost", "signer", MONTH);
          byte[] good = signed(pki, "ci");
          byte[] bad = signed(pki, "lost");
          Path top = pki.list("root", now.minusSeconds(60));
          pki.revoke("issuing", "lost", "keyCompromise", now.minusSeconds(60));
          String lists = "?crl=" + pki.list("issuing", now.minusSeconds(60)) + "&crl=" + top;

          assertThat(signers("x509:" + pki.file("root.crt") + lists, good, now)).hasSize(1);
          refused(pki, lists, bad, now, SigningError.SIGNER_REVOKED);
          refused(pki, "?crl=" + top, good, now, SigningError.REVOCATION_UNKNOWN);
          refused(
              pki,
              lists,
              good,
              now.plus(TestPki.DAY.multipliedBy(11)),
              SigningError.REVOCATION_UNKNOWN);

          // An authority of another root can't speak for this one.
          pki.root("issuing");
          refused(
              pki,
              "?crl=" + top + "&crl=" + pki.list("issuing", now.minusSeconds(60)),
              good,
              now,
              SigningError.REVOCATION_UNKNOWN);
          return 5;
        });
  }

  @Test
  void believesTimestampsOfATrustedAuthority() throws Exception {
    Gates.run(
        "timestamps of openssl ts",
        Gates.tool("openssl"),
        openssl -> {
          TestPki pki = pki();
          pki.root("clock");
          pki.issue("clock", "tsa", "timestamps", YEARS);
          pki.issue("issuing", "ci", "signer", MONTH);
          HttpServer server = pki.timestamping("tsa");
          try {
            TimestampAuthority authority =
                TimestampAuthority.at(
                    "http://127.0.0.1:%s/tsa".formatted(server.getAddress().getPort()), JDK);
            judge(pki, ChainSigner.of(pki.key("ci"), pki.file("ci.chain"), authority));
          } finally {
            server.stop(0);
          }
          return 8;
        });
  }

  private void judge(TestPki pki, ChainSigner signer) throws IOException {
    byte[] envelope = envelope(signer);
    Instant later = now.plus(MONTH).plus(TestPki.DAY);
    String clock = "?tsa=" + pki.file("clock.crt");
    List<ChainTrust.CertifiedSigner> signers =
        signers("x509:" + pki.file("root.crt") + clock, envelope, later);
    assertThat(signers).hasSize(1);
    assertThat(signers.getFirst().signedAt()).isBetween(now, now.plusSeconds(600));

    refused(pki, "", envelope, later, SigningError.SIGNER_EXPIRED);
    refused(
        pki,
        clock,
        envelope(ChainSigner.of(pki.key("ci"), pki.file("ci.chain"), null)),
        later,
        SigningError.SIGNER_EXPIRED);
    refused(pki, "?tsa=" + pki.file("root.crt"), envelope, later, SigningError.TIMESTAMP);
    refused(pki, clock, envelope, now.minusSeconds(3600), SigningError.TIMESTAMP);
    byte[] moved = envelope(new Impostor(signer));
    refused(pki, clock, moved, now.plusSeconds(600), SigningError.BAD_SIGNATURE);
    refused(
        pki,
        clock,
        envelope(new OldTimestamp(signer)),
        now.plusSeconds(600),
        SigningError.TIMESTAMP);

    // What was signed before a key was replaced counts; what a stolen key signed doesn't.
    Instant found = now.plusSeconds(7200);
    pki.revoke("issuing", "ci", "superseded", found);
    String lists = clock + "&crl=" + pki.list("root", found) + "&crl=" + pki.list("issuing", found);
    assertThat(signers("x509:" + pki.file("root.crt") + lists, envelope, found.plusSeconds(60)))
        .hasSize(1);
    Path index = pki.file("issuing.index");
    Files.writeString(index, Files.readString(index).replace("superseded", "keyCompromise"));
    pki.list("issuing", found);
    refused(pki, lists, envelope, found.plusSeconds(60), SigningError.SIGNER_REVOKED);
  }

  private TestPki pki() throws IOException {
    TestPki pki = new TestPki(folder, now);
    pki.root("root");
    pki.issue("root", "issuing", "lowest", YEARS);
    return pki;
  }

  private static byte[] signed(TestPki pki, String name) throws IOException {
    return envelope(ChainSigner.of(pki.key(name), pki.file(name + ".chain"), null));
  }

  private static byte[] envelope(Signer signer) {
    return DsseEnvelope.sign(TYPE, PAYLOAD, List.of(signer)).toJson();
  }

  private static List<ChainTrust.CertifiedSigner> signers(
      String reference, byte[] envelope, Instant now) {
    return ChainTrust.open(ChainUri.parse(reference), JDK)
        .signers(DsseEnvelope.read(envelope, "test", Limits.defaults()), now);
  }

  private static void refused(
      TestPki pki, String options, byte[] envelope, Instant now, SigningError code) {
    assertThatThrownBy(() -> signers("x509:" + pki.file("root.crt") + options, envelope, now))
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }

  /// Has somebody's certificates and not the key.
  private record Impostor(Signer victim, SigningKey own) implements Signer {
    Impostor(Signer victim) {
      this(victim, SigningKey.generate());
    }

    @Override
    public VerificationKey verification() {
      return victim.verification();
    }

    @Override
    public String cryptography() {
      return victim.cryptography();
    }

    @Override
    public byte[] sign(byte[] message) {
      return own.sign(message);
    }

    @Override
    public List<byte[]> certificates() {
      return victim.certificates();
    }

    @Override
    public List<byte[]> timestamps(byte[] signature) {
      return victim.timestamps(signature);
    }
  }

  /// Puts a timestamp of an earlier signature beside a new one.
  private record OldTimestamp(Signer signer) implements Signer {
    @Override
    public VerificationKey verification() {
      return signer.verification();
    }

    @Override
    public String cryptography() {
      return signer.cryptography();
    }

    @Override
    public byte[] sign(byte[] message) {
      return signer.sign(message);
    }

    @Override
    public List<byte[]> certificates() {
      return signer.certificates();
    }

    @Override
    public List<byte[]> timestamps(byte[] signature) {
      return signer.timestamps(new byte[] {1});
    }
  }
}
