package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.inspection.hardening.check.Check.Coded;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The hardening checks that there are, each joined of what it says of itself and of its code.
public final class BuiltInChecks {

  private BuiltInChecks() {}

  /// Made when first asked for, and once.
  private static final class Holder {
    private static final List<Check> CHECKS = joined();
  }

  /// All of them, by id.
  public static List<Check> all() {
    return Holder.CHECKS;
  }

  /// The check of this id.
  public static Optional<Check> find(String id) {
    return all().stream().filter(check -> check.id().equals(id)).findFirst();
  }

  private static List<Check> joined() {
    Map<String, Coded> codes = new HashMap<>();
    Stream.of(
            ConfigChecks.all(),
            StartChecks.all(),
            HistoryChecks.all(),
            AccountChecks.all(),
            FileChecks.all(),
            SourceChecks.all(),
            ToolChecks.all(),
            EvidenceChecks.all())
        .flatMap(Collection::stream)
        .forEach(coded -> {
          if (codes.put(coded.id(), coded) != null) {
            throw new IllegalStateException("two checks are called " + coded.id());
          }
        });
    List<Check> checks =
        CheckTexts.all(id -> {
          Coded coded = codes.remove(id);
          if (coded == null) {
            throw new IllegalStateException("no code for the check " + id);
          }
          return coded;
        });
    if (!codes.isEmpty()) {
      throw new IllegalStateException("no texts for the checks " + codes.keySet());
    }
    return checks;
  }
}
