package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.CertificateRules;
import dev.seaworthy.certificate.Revocations;
import dev.seaworthy.certificate.Revocations.Revocation;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.store.Transaction;
import dev.seaworthy.server.survey.ProjectRules;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.verdict.BuiltInPolicies;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Asks of a manifest's certificate what every gate asks: its signature by a key that this
/// installation trusts, its image, boundary, policy, time, verdict, and that nobody took it back.
@Singleton
class CertificateCheck {
  /// For so long keys are not read anew.
  private static final Duration KEYS_AGE_MAX = Duration.ofSeconds(30);

  private static final int READ_MAX = 4096;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Keys keys;
  private final IdentityRules rules;
  private final InstantSource clock;
  private final Map<String, Digest> policies = new ConcurrentHashMap<>();
  private volatile @Nullable Trusted trusted;

  CertificateCheck(Keys keys, IdentityRules rules, InstantSource clock) {
    this.keys = keys;
    this.rules = rules;
    this.clock = clock;
  }

  /// The keys of a while, and the certificates whose signatures they verified.
  private record Trusted(
      Set<VerificationKey> keys, long readAt, Map<String, SignedCertificate> read) {}

  /// Why it opens no gate.
  ///
  /// @param why for people
  /// @param expired whether it would, but for its end
  record Failed(String why, boolean expired) {}

  /// @return why the manifest may not be pulled; empty when it may
  Optional<Failed> check(Transaction tx, HeldManifest manifest) throws SQLException {
    String envelope = manifest.envelope();
    if (envelope == null) {
      return Optional.of(
          new Failed(
              "is in quarantine since %s: it has not been scanned yet"
                  .formatted(MINUTE.format(manifest.since())),
              false));
    }
    SignedCertificate signed;
    CertificateRules asked;
    try {
      signed = read(envelope);
      asked = rules(tx, manifest, signed);
      asked.require(signed, manifest.digest(), clock.instant());
      return Optional.empty();
    } catch (SeaworthyException e) {
      return Optional.of(failed(manifest, envelope, e));
    }
  }

  private CertificateRules rules(Transaction tx, HeldManifest manifest, SignedCertificate signed)
      throws SQLException {
    ProjectRules.Rules laid = rules.of(tx, manifest.repository().project());
    Digest policy =
        policies.computeIfAbsent(laid.policy(), name -> BuiltInPolicies.named(name).digest());
    return new CertificateRules(
        Set.of(policy),
        laid.boundary().isEmpty() ? null : laid.boundary(),
        revocations(tx, signed.digest()),
        null,
        manifest.surveyedAt());
  }

  private Revocations revocations(Transaction tx, Digest certificate) throws SQLException {
    Optional<Revocation> revocation =
        tx.find(
            "select at, reason from registry_revocation where certificate = ?",
            row -> new Revocation(row.instant("at"), row.text("reason")),
            certificate.toString());
    return revocation
        .map(found -> new Revocations(clock.instant(), Map.of(certificate, found)))
        .orElse(Revocations.NONE);
  }

  /// A certificate that a trusted key signed.
  SignedCertificate read(String envelope) {
    Trusted now = trusted();
    SignedCertificate known = now.read().get(envelope);
    if (known != null) {
      return known;
    }
    SignedCertificate signed =
        SignedCertificate.read(
            envelope.getBytes(StandardCharsets.UTF_8),
            now.keys(),
            "the image's certificate",
            Limits.defaults());
    if (now.read().size() >= READ_MAX) {
      now.read().clear();
    }
    now.read().put(envelope, signed);
    return signed;
  }

  private Trusted trusted() {
    Trusted known = trusted;
    if (known == null || System.nanoTime() - known.readAt() > KEYS_AGE_MAX.toNanos()) {
      Set<VerificationKey> read = keys.trusted();
      known =
          new Trusted(
              read,
              System.nanoTime(),
              known != null && known.keys().equals(read)
                  ? known.read()
                  : new ConcurrentHashMap<>());
      trusted = known;
    }
    return known;
  }

  private Failed failed(HeldManifest manifest, String envelope, SeaworthyException e) {
    String since = MINUTE.format(manifest.since());
    if (e.code() == CertificateError.REFUSED) {
      int findings = read(envelope).certificate().inTheWay();
      return new Failed(
          "is in quarantine since %s: certificate refused (%s finding%s)"
              .formatted(since, findings, findings == 1 ? "" : "s"),
          false);
    }
    if (e.code() == CertificateError.EXPIRED) {
      SignedCertificate signed = read(envelope);
      Instant until = signed.certificate().validUntil();
      return new Failed(
          "may not be pulled any more: certificate ended with %s (%s)"
              .formatted(
                  DateTimeFormatter.ISO_INSTANT.format(until),
                  dev.seaworthy.base.Text.shorten(signed.certificate().endsBecause(), 120)),
          true);
    }
    return new Failed("may not be pulled: " + e.code().title() + ", " + e.getMessage(), false);
  }
}
