package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.SignedCertificate;
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
  /// @param ended how many of such files say themselves that they are over
  record Found(List<SignedCertificate> latest, Map<Path, String> unread, int ended) {}

  private final SurveyStore store;
  private final CertificateReading reading;
  private final @Nullable Path ledger;
  private final Map<Subject, SignedCertificate> latest = new TreeMap<>(Subject.ORDER);
  private final Map<Subject, List<Decision>> decisions = new HashMap<>();
  private final Map<Path, String> unread = new TreeMap<>();
  private boolean isRead;

  /// @param reading knows whose signatures count
  /// @param ledger that knows of decisions whose certificates aren't kept here; null for none
  KeptCertificates(SurveyStore store, CertificateReading reading, @Nullable Path ledger) {
    this.store = store;
    this.reading = reading;
    this.ledger = ledger;
  }

  /// The latest certificate of each image.
  ///
  /// @param now what nobody can vouch for and is over anyway needs no attention any more
  Found latest(Instant now) {
    readAll();
    Map<Path, String> open = new TreeMap<>(unread);
    open.keySet().removeIf(file -> hasEnded(file, now));
    return new Found(List.copyOf(latest.values()), open, unread.size() - open.size());
  }

  private static boolean hasEnded(Path file, Instant now) {
    Limits limits = Limits.defaults();
    try {
      return SignedCertificate.claimedEnd(InputFiles.bytes(file, limits), limits)
          .filter(end -> end.isBefore(now))
          .isPresent();
    } catch (SeaworthyException e) {
      // Why it can't be read is told already.
      return false;
    }
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
        take(reading.read(file));
      } catch (SeaworthyException e) {
        unread.put(file, "%s (%s). %s".formatted(e.getMessage(), e.code().id(), e.hint()));
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
      return List.of(reading.read(file));
    }
    List<SignedCertificate> found = new ArrayList<>();
    readAll();
    for (SignedCertificate signed : latest.values()) {
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
          "there is no file %s, and no certificate of such an image is kept here%s"
              .formatted(
                  Text.visible(text),
                  unread.isEmpty()
                      ? ""
                      : "; of %s kept there nobody can tell: %s"
                          .formatted(
                              unread.size() == 1 ? "one" : unread.size(),
                              unread.values().iterator().next())));
    }
    return found;
  }

  /// Names a digest for messages.
  static String shortened(Digest digest) {
    return digest.hex().substring(0, 12);
  }
}
