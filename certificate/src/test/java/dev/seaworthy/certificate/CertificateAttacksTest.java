package dev.seaworthy.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What could be put before a gate in place of a certificate that clears the image, each refused
/// with a code of its own.
class CertificateAttacksTest {

  private static final Instant SURVEYED = Instant.parse("2026-11-01T12:00:00Z");
  private static final Digest IMAGE = digest("image");
  private static final Digest POLICY = digest("policy");

  private final SigningKey key = SigningKey.generate();

  @Test
  void letsThroughWhatIsInOrder() {
    SignedCertificate read = read(sign(certificate(Outcome.CLEARED)));
    assertThat(read.certificate()).isEqualTo(certificate(Outcome.CLEARED));
    assertThatCode(
            () -> CertificateRules.PLAIN.require(read, IMAGE, SURVEYED.plus(Duration.ofDays(1))))
        .doesNotThrowAnyException();
  }

  /// The window is 30 times 24 hours, and that instant still counts.
  @Test
  void expiresASecondAfterTheWindow() {
    SignedCertificate read = read(sign(certificate(Outcome.CLEARED)));
    Instant end = SURVEYED.plus(Duration.ofDays(30));
    for (Instant in : List.of(SURVEYED, SURVEYED.plus(Duration.ofDays(29)), end)) {
      CertificateRules.PLAIN.require(read, IMAGE, in);
    }
    for (Instant out : List.of(end.plusSeconds(1), SURVEYED.plus(Duration.ofDays(31)))) {
      refused(() -> CertificateRules.PLAIN.require(read, IMAGE, out), CertificateError.EXPIRED);
    }
  }

  @Test
  void refusesTheCertificateOfAnotherImage() {
    refused(
        () ->
            CertificateRules.PLAIN.require(
                read(sign(certificate(Outcome.CLEARED))), digest("other"), SURVEYED),
        CertificateError.OTHER_SUBJECT);
  }

  @Test
  void refusesAnotherKey() {
    byte[] envelope =
        SignedCertificate.sign(certificate(Outcome.CLEARED), List.of(SigningKey.generate()))
            .toJson();
    refused(() -> read(envelope), SigningError.NOT_SIGNED_BY);
  }

  @Test
  void refusesAClockInThePast() {
    refused(
        () ->
            CertificateRules.PLAIN.require(
                read(sign(certificate(Outcome.CLEARED))),
                IMAGE,
                SURVEYED.minus(Duration.ofDays(1))),
        CertificateError.NOT_YET_VALID);
  }

  @Test
  void refusesAnotherKindOfDocument() {
    byte[] envelope =
        DsseEnvelope.sign(
                "application/json", Statement.write(certificate(Outcome.CLEARED)), List.of(key))
            .toJson();
    refused(() -> read(envelope), SigningError.PAYLOAD_TYPE);
  }

  @Test
  void refusesAnotherPredicateAndAnotherStatement() {
    String statement =
        new String(Statement.write(certificate(Outcome.CLEARED)), StandardCharsets.UTF_8);
    for (String changed :
        List.of(
            statement.replace("certificate/v1", "certificate/v2"),
            statement.replace("Statement/v1", "Statement/v0.1"),
            statement.replace("\"verdict\":\"cleared\"", "\"verdict\":\"fine\""),
            statement.replace("\"inTheWay\":0", "\"inTheWay\":99999999999"),
            statement.replace("swf1-", "swf9-"),
            statement.replace(IMAGE.hex(), "00"),
            statement.replace("\"validUntil\":\"2026-12-01", "\"validUntil\":\"2027-12-01"))) {
      assertThat(changed).isNotEqualTo(statement);
      byte[] envelope =
          DsseEnvelope.sign(Statement.TYPE, changed.getBytes(StandardCharsets.UTF_8), List.of(key))
              .toJson();
      refused(() -> read(envelope), CertificateError.NOT_A_CERTIFICATE);
    }
  }

  @Test
  void refusesMembersThatAreThereTwice() {
    String statement =
        new String(Statement.write(certificate(Outcome.REFUSED)), StandardCharsets.UTF_8);
    String twice =
        statement.replace(
            "\"verdict\":\"refused\"", "\"verdict\":\"refused\",\"verdict\":\"cleared\"");
    byte[] envelope =
        DsseEnvelope.sign(Statement.TYPE, twice.getBytes(StandardCharsets.UTF_8), List.of(key))
            .toJson();
    refused(() -> read(envelope), CertificateError.NOT_A_CERTIFICATE);
  }

  @Test
  void refusesATruncatedEnvelope() {
    String envelope = new String(sign(certificate(Outcome.CLEARED)), StandardCharsets.UTF_8);
    for (int length : List.of(0, 1, envelope.length() / 2, envelope.length() - 1)) {
      refused(
          () -> read(envelope.substring(0, length).getBytes(StandardCharsets.UTF_8)),
          SigningError.BAD_ENVELOPE);
    }
  }

  @Test
  void refusesAChangedVerdict() {
    byte[] refused = Statement.write(certificate(Outcome.REFUSED));
    String cleared =
        new String(refused, StandardCharsets.UTF_8)
            .replace("\"verdict\":\"refused\"", "\"verdict\":\"cleared\"");
    String envelope =
        new String(sign(certificate(Outcome.REFUSED)), StandardCharsets.UTF_8)
            .replace(base64(refused), base64(cleared.getBytes(StandardCharsets.UTF_8)));
    refused(() -> read(envelope.getBytes(StandardCharsets.UTF_8)), SigningError.BAD_SIGNATURE);
  }

  @Test
  void refusesWhatWasTakenBack() {
    SignedCertificate read = read(sign(certificate(Outcome.CLEARED)));
    Revocations list =
        new Revocations(
            SURVEYED.plusSeconds(60),
            Map.of(
                read.digest(),
                new Revocations.Revocation(SURVEYED.plusSeconds(50), "a worm in its base")));
    byte[] signed = list.signed(List.of(key)).toJson();
    Revocations known =
        Revocations.read(signed, Set.of(key.verification()), "list", Limits.defaults());
    assertThat(known).isEqualTo(list);
    CertificateRules rules = new CertificateRules(Set.of(), null, known, Duration.ofDays(1), null);
    refused(() -> rules.require(read, IMAGE, SURVEYED.plusSeconds(70)), CertificateError.REVOKED);
    refused(
        () -> rules.require(read, IMAGE, SURVEYED.plus(Duration.ofDays(2))),
        CertificateError.STALE_REVOCATIONS);
    refused(
        () ->
            Revocations.read(
                signed, Set.of(SigningKey.generate().verification()), "list", Limits.defaults()),
        SigningError.NOT_SIGNED_BY);
  }

  @Test
  void refusesAnOlderCertificateThanTheOneThatIsKnown() {
    CertificateRules rules =
        new CertificateRules(Set.of(), null, Revocations.NONE, null, SURVEYED.plusSeconds(1));
    refused(
        () ->
            rules.require(
                read(sign(certificate(Outcome.CLEARED))), IMAGE, SURVEYED.plusSeconds(10)),
        CertificateError.REPLAYED);
  }

  @Test
  void refusesASignedRefusal() {
    refused(
        () ->
            CertificateRules.PLAIN.require(
                read(sign(certificate(Outcome.REFUSED))), IMAGE, SURVEYED),
        CertificateError.REFUSED);
  }

  @Test
  void refusesAPolicyThatTheGateDoesNotName() {
    CertificateRules rules =
        new CertificateRules(Set.of(digest("stricter")), null, Revocations.NONE, null, null);
    SignedCertificate read = read(sign(certificate(Outcome.CLEARED)));
    refused(() -> rules.require(read, IMAGE, SURVEYED), CertificateError.OTHER_POLICY);
    new CertificateRules(Set.of(POLICY), "east", Revocations.NONE, null, null)
        .require(read, IMAGE, SURVEYED);
    refused(
        () ->
            new CertificateRules(Set.of(), "west", Revocations.NONE, null, null)
                .require(read, IMAGE, SURVEYED),
        CertificateError.OTHER_ASSET);
  }

  private byte[] sign(Certificate certificate) {
    return SignedCertificate.sign(certificate, List.of(key)).toJson();
  }

  private SignedCertificate read(byte[] envelope) {
    return SignedCertificate.read(envelope, Set.of(key.verification()), "test", Limits.defaults());
  }

  private static Certificate certificate(Outcome outcome) {
    return new Certificate(
        "registry.example/shop/cart:1.8",
        IMAGE,
        new AssetClass("east", "registry.example/shop/cart:1.8"),
        outcome,
        SURVEYED,
        SURVEYED,
        List.of(
            new Bound("deadline", SURVEYED.plus(Duration.ofDays(60)), "deadline of CVE-2026-1"),
            new Bound("scan-window", SURVEYED.plus(Duration.ofDays(30)), "30 days from the scan")),
        "fedramp@1",
        POLICY,
        List.of(new DatedDigest("advisories", digest("data"), SURVEYED)),
        "seaworthy 0.1.0",
        Map.of(
            Rating.CRITICAL,
            0,
            Rating.HIGH,
            0,
            Rating.MODERATE,
            2,
            Rating.LOW,
            1,
            Rating.NONE,
            0,
            Rating.UNRATED,
            0),
        outcome == Outcome.REFUSED ? 2 : 0,
        List.of(
            new Detection(
                FindingId.parse("swf1-00112233445566778899aabbccddeeff"), SURVEYED, true)),
        null,
        List.of(),
        digest("sbom"),
        "https://ci.example/runs/7",
        "ed25519 by the JDK",
        true,
        null,
        List.of());
  }

  private static void refused(Runnable tried, ErrorCode code) {
    assertThatThrownBy(tried::run)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Digest digest(String of) {
    return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
  }
}
