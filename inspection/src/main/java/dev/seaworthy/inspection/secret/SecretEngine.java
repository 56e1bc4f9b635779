package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.secret.ContentScan.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// What all readings of a scan share: the rules, how they are looked for, and scans that are free
/// to be used again.
final class SecretEngine {

  /// For the key stores of one scan: a few seconds.
  private static final long ITERATIONS = 8_000_000;

  private final SecretRules rules;
  private final FingerprintKey key;
  private final KeywordFinders finders;
  private final ConcurrentLinkedQueue<ContentScan> free = new ConcurrentLinkedQueue<>();
  private final AtomicLong nanos = new AtomicLong();
  private final DerivationBudget derivations = new DerivationBudget(ITERATIONS);

  SecretEngine(SecretRules rules, FingerprintKey key, KeywordFinders finders) {
    this.rules = rules;
    this.key = key;
    this.finders = finders;
  }

  SecretRules rules() {
    return rules;
  }

  FingerprintKey key() {
    return key;
  }

  DerivationBudget derivations() {
    return derivations;
  }

  KeywordFinders finders() {
    return finders;
  }

  long nanos() {
    return nanos.get();
  }

  /// A scan for the calling thread.
  ContentScan take() {
    ContentScan scan = free.poll();
    return scan != null ? scan : new ContentScan(rules, finders);
  }

  /// Gives a scan back; one that failed is closed instead.
  void giveBack(ContentScan scan) {
    free.add(scan);
  }

  /// Counts what a scan took.
  void count(long bytes, long sinceNanos) {
    finders.count(bytes);
    nanos.addAndGet(System.nanoTime() - sinceNanos);
  }

  /// Lets go of what is held.
  void close() {
    for (ContentScan scan = free.poll(); scan != null; scan = free.poll()) {
      scan.close();
    }
  }

  /// Tells what was found in a content, each secret once.
  ///
  /// @param path of the file with the place in it
  /// @param nestedPath the place in it
  void tell(ContentScan.Result result, String path, String nestedPath, FactSink sink) {
    Map<String, SecretFact> told = new LinkedHashMap<>();
    for (Secret secret : result.secrets()) {
      if (!AllowedPlaces.allows(secret.rule(), path, secret.isInComment())) {
        String fingerprint = key.fingerprint(secret.value());
        SecretFact fact =
            new SecretFact(
                secret.rule().id(),
                nestedPath,
                secret.line(),
                1,
                fingerprint,
                Redaction.of(secret.value()));
        told.merge(
            secret.rule().id() + ' ' + fingerprint,
            fact,
            (first, _) ->
                new SecretFact(
                    first.rule(),
                    nestedPath,
                    first.line(),
                    first.count() + 1,
                    fingerprint,
                    first.shown()));
      }
    }
    told.values().forEach(sink::fact);
    tellShortcomings(result, (code, detail) -> sink.gap(code, nestedPath, detail));
  }

  /// Tells what was not looked for to the end.
  static void tellShortcomings(ContentScan.Result result, BiConsumer<ErrorCode, String> gaps) {
    if (result.tooMany() > 0) {
      gaps.accept(
          InspectionError.TOO_MANY_SECRETS,
          "%s more places look like secrets beside those listed".formatted(result.tooMany()));
    }
    for (String rule : result.spent().stream().sorted().toList()) {
      gaps.accept(
          InspectionError.RULE_SPENT,
          rule + ": its expression took too long here, and the rest was not searched for it");
    }
    if (result.isCutShort()) {
      gaps.accept(
          InspectionError.RULE_SPENT,
          "all rules together took longer than in any honest content of this size, and the rest was not searched");
    }
  }
}
