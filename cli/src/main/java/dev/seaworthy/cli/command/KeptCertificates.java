package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.scan.Decision;
import dev.seaworthy.scan.Decision.Subject;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.scan.SurveyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds certificates: in files, or among those that a store keeps, which is read once.
final class KeptCertificates {

  /// What was found.
  ///
  /// @param unread files that hold no certificate that counts, with the reason
  record Found(List<SignedCertificate> latest, Map<Path, String> unread) {}

  private final SurveyStore store;
  private final TrustedKeys trusted;
  private final @Nullable Path ledger;
  private final Map<Subject, SignedCertificate> latest = new TreeMap<>(Subject.ORDER);
  private final Map<Subject, List<Decision>> decisions = new HashMap<>();
  private final Map<Path, String> unread = new TreeMap<>();
  private boolean isRead;

  /// @param trusted whose signatures count
  /// @param ledger that knows of decisions whose certificates aren't kept here; null for none
  KeptCertificates(SurveyStore store, TrustedKeys trusted, @Nullable Path ledger) {
    this.store = store;
    this.trusted = trusted;
    this.ledger = ledger;
  }

  /// The latest certificate of each image.
  Found latest() {
    readAll();
    return new Found(List.copyOf(latest.values()), unread);
  }

  /// Those of the same image that open gates still, and say more than a decision that is later:
  /// each scan leaves one behind.
  ///
  /// @param now what ended before opens no gate
  Set<Digest> sayingMore(Subject subject, Decision decision, Instant now) {
    readAll();
    return decisions.getOrDefault(subject, List.of()).stream()
        .filter(each -> decision.isExceededBy(each, now))
        .map(Decision::certificate)
        .collect(Collectors.toSet());
  }

  /// The latest decision on the image of a certificate, if it came after that certificate.
  Optional<Decision> later(SignedCertificate signed) {
    readAll();
    Decision told = decision(signed);
    return decisions.getOrDefault(Subject.of(signed.certificate()), List.of()).stream()
        .filter(each -> each.isAfter(told))
        .max(Decision.ORDER);
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
    if (ledger != null) {
      ScanLedger.decisions(ledger).forEach(this::add);
    }
    isRead = true;
  }

  private void take(SignedCertificate signed) {
    Subject subject = Subject.of(signed.certificate());
    latest.merge(
        subject,
        signed,
        (one, other) -> Decision.ORDER.compare(decision(one), decision(other)) >= 0 ? one : other);
    add(subject, decision(signed));
  }

  private void add(Subject subject, Decision decision) {
    decisions.computeIfAbsent(subject, _ -> new ArrayList<>()).add(decision);
  }

  private static Decision decision(SignedCertificate signed) {
    return Decision.of(signed.digest(), signed.certificate());
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
