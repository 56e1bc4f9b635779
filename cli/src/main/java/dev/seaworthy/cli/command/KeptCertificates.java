package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.scan.SurveyStore;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds certificates: in files, or among those that a store keeps, which is read once.
final class KeptCertificates {

  private static final Comparator<SignedCertificate> LATEST =
      Comparator.comparing((SignedCertificate signed) -> signed.certificate().decidedAt())
          .thenComparing(signed -> signed.certificate().issuedAt())
          .thenComparing(SignedCertificate::digest);

  /// What was found.
  ///
  /// @param unread files that hold no certificate that counts, with the reason
  record Found(List<SignedCertificate> latest, Map<Path, String> unread) {}

  /// A certificate that opens gates, as far as it says itself.
  private record Clearance(Digest certificate, Instant validUntil) {}

  private final SurveyStore store;
  private final TrustedKeys trusted;
  private final Map<String, SignedCertificate> latest = new TreeMap<>();
  private final Map<String, List<Clearance>> clearances = new HashMap<>();
  private final Map<Path, String> unread = new TreeMap<>();
  private boolean isRead;

  /// @param trusted whose signatures count
  KeptCertificates(SurveyStore store, TrustedKeys trusted) {
    this.store = store;
    this.trusted = trusted;
  }

  /// The latest certificate of each image.
  Found latest() {
    readAll();
    return new Found(List.copyOf(latest.values()), unread);
  }

  /// Those of the same image that open gates still, and say more than a decision that was made now:
  /// each scan leaves one behind.
  ///
  /// @param now what ended before opens no gate
  Set<Digest> sayingMore(Certificate decision, Instant now) {
    readAll();
    boolean isRefused = decision.outcome() == Outcome.REFUSED;
    return clearances.getOrDefault(key(decision), List.of()).stream()
        .filter(each -> !each.validUntil().isBefore(now))
        .filter(each -> isRefused || each.validUntil().isAfter(decision.validUntil()))
        .map(Clearance::certificate)
        .collect(Collectors.toSet());
  }

  private void readAll() {
    if (isRead) {
      return;
    }
    for (Path file : store.certificates()) {
      try {
        take(read(file));
      } catch (SeaworthyException e) {
        unread.put(file, String.valueOf(e.getMessage()));
      }
    }
    isRead = true;
  }

  private void take(SignedCertificate signed) {
    Certificate certificate = signed.certificate();
    String key = key(certificate);
    latest.merge(key, signed, (one, other) -> LATEST.compare(one, other) >= 0 ? one : other);
    if (certificate.outcome() != Outcome.REFUSED) {
      clearances
          .computeIfAbsent(key, _ -> new ArrayList<>())
          .add(new Clearance(signed.digest(), certificate.validUntil()));
    }
  }

  /// An image of two names has two certificates.
  private static String key(Certificate certificate) {
    return "%s\n%s\n%s"
        .formatted(
            certificate.asset().name(), certificate.asset().boundary(), certificate.subject());
  }

  /// What a person means by a text: a certificate's file, or an image by name or digest.
  ///
  /// @throws SeaworthyException [CertificateError#NOT_KEPT]
  List<SignedCertificate> named(String text) {
    Path file = Path.of(text);
    if (Files.isRegularFile(file)) {
      return List.of(read(file));
    }
    List<SignedCertificate> found = new ArrayList<>();
    for (SignedCertificate signed : latest().latest()) {
      Certificate certificate = signed.certificate();
      if (certificate.asset().name().equals(text)
          || certificate.asset().toString().equals(text)
          || certificate.subject().toString().equals(text)) {
        found.add(signed);
      }
    }
    if (found.isEmpty()) {
      throw new SeaworthyException(
          CertificateError.NOT_KEPT,
          "there is no file %s, and no certificate of such an image is kept here"
              .formatted(Text.visible(text)));
    }
    return found;
  }

  private SignedCertificate read(Path file) {
    byte[] envelope = InputFiles.bytes(file, Limits.defaults());
    return SignedCertificate.read(
        envelope, trusted.of(envelope), file.toString(), Limits.defaults());
  }

  /// Names a digest for messages.
  static String shortened(Digest digest) {
    return digest.hex().substring(0, 12);
  }
}
