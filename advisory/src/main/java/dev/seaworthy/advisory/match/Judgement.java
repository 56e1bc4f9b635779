package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.MatchStatus.Reason;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.Statements;
import dev.seaworthy.advisory.version.ParsedVersion;
import dev.seaworthy.advisory.version.VersionOrder;
import dev.seaworthy.advisory.version.VersionOrder.Incomparable;
import org.jspecify.annotations.Nullable;

/// What one statement says of one version, with the range that decided.
///
/// @param range the range that decided, or null when none did
/// @param detail why it can't be told, or what the statement is limited to; else empty
/// @param remark the source's own words, or empty
record Judgement(
    Verdict verdict,
    Advisory.Statement statement,
    ParsedVersion version,
    @Nullable AffectedRange range,
    String detail,
    String remark) {

  /// The judgement in full, of the statement that the cursor stands on and [StatementJudge] has
  /// just judged.
  static Judgement of(Statements at, StatementJudge judge, Verdict verdict) {
    int place = judge.decidingRange();
    AffectedRange range = null;
    String detail = limits(at.scope(), verdict);
    if (place >= 0) {
      int introduced = at.introduced(place);
      range =
          new AffectedRange(
              introduced == Statements.NO_VERSION ? AffectedRange.FIRST : at.version(introduced),
              textOrEmpty(at, at.fixed(place)),
              textOrEmpty(at, at.lastAffected(place)));
      detail = verdict == Verdict.INCOMPARABLE ? reason(at, place, judge) : detail;
    }
    return new Judgement(verdict, at.statement(), judge.version(), range, detail, at.remark());
  }

  private static String limits(Scope scope, Verdict verdict) {
    return switch (verdict) {
      case CONDITIONAL -> scope.alongside();
      case NOT_CONCERNED -> {
        String module =
            switch (scope.module()) {
              case "" -> "";
              case Scope.NO_MODULE -> "outside of modules";
              case Scope.ANY_MODULE -> "of a module";
              default -> "of the module " + scope.module();
            };
        String architectures = String.join(", ", scope.architectures());
        yield module.isEmpty() || architectures.isEmpty()
            ? module + architectures
            : module + ", " + architectures;
      }
      case WITHDRAWN,
          SAID_NOT_AFFECTED,
          IN_RANGE,
          LISTED,
          BELOW,
          FIXED,
          PAST,
          OUTSIDE,
          UNDETERMINED,
          INCOMPARABLE ->
          "";
    };
  }

  private static String textOrEmpty(Statements at, int number) {
    return number == Statements.NO_VERSION ? "" : at.version(number);
  }

  private static String reason(Statements at, int place, StatementJudge judge) {
    for (int number : new int[] {at.introduced(place), at.fixed(place), at.lastAffected(place)}) {
      if (number != Statements.NO_VERSION) {
        VersionOrder order = judge.order(number);
        if (order instanceof Incomparable(String reason)) {
          return reason;
        }
      }
    }
    throw new IllegalStateException("a range is incomparable without an incomparable end");
  }

  /// The answer as a value.
  MatchStatus status() {
    return switch (verdict) {
      case WITHDRAWN -> new MatchStatus.NotAffected(Reason.WITHDRAWN);
      case NOT_CONCERNED -> new MatchStatus.NotAffected(Reason.NOT_CONCERNED);
      case SAID_NOT_AFFECTED -> new MatchStatus.NotAffected(Reason.VENDOR_NOT_AFFECTED);
      case CONDITIONAL ->
          new MatchStatus.Unknown(
              "it is affected only together with %s, which the inventory can't show"
                  .formatted(detail));
      case IN_RANGE, LISTED -> new MatchStatus.Affected(fix());
      case FIXED -> new MatchStatus.NotAffected(Reason.FIXED);
      case BELOW, PAST, OUTSIDE -> new MatchStatus.NotAffected(Reason.OUTSIDE_RANGES);
      case UNDETERMINED ->
          new MatchStatus.Unknown("its source has not determined whether it is affected");
      case INCOMPARABLE -> new MatchStatus.Unknown(detail);
    };
  }

  private Fix fix() {
    if (range != null && !range.fixed().isEmpty()) {
      return new Fix.Available(range.fixed());
    }
    return switch (statement) {
      case WILL_NOT_FIX -> new Fix.WillNotFix();
      case DEFERRED -> new Fix.Deferred();
      case RANGES, UNIMPORTANT, UNDETERMINED, NOT_AFFECTED -> new Fix.None();
    };
  }

  boolean hasFix() {
    return range != null && !range.fixed().isEmpty();
  }

  /// The comparison that decided, for people, with the source's own words where it has some.
  String words() {
    return remark.isEmpty() ? comparison() : comparison() + "; in its words: " + remark;
  }

  private String comparison() {
    String installed = version.text().isEmpty() ? "a component without a version" : version.text();
    String scheme = " (" + version.scheme().id() + ")";
    return switch (verdict) {
      case WITHDRAWN -> "the statement was withdrawn";
      case NOT_CONCERNED -> "the statement is limited to packages " + detail;
      case SAID_NOT_AFFECTED -> "its source says that this package is not affected";
      case CONDITIONAL -> inRange(installed, scheme) + ", only together with " + detail;
      case LISTED -> installed + " is among the affected versions" + scheme;
      case OUTSIDE -> installed + " is not among the affected versions" + scheme;
      case INCOMPARABLE -> detail;
      case BELOW -> installed + " < " + introduced() + scheme;
      case FIXED -> installed + " >= " + fixed() + scheme;
      case PAST -> installed + " > " + lastAffected() + scheme;
      case IN_RANGE, UNDETERMINED -> inRange(installed, scheme);
    };
  }

  private String inRange(String installed, String scheme) {
    if (range == null || (range.isOpen() && introduced().equals(AffectedRange.FIRST))) {
      return "every version is concerned, %s too".formatted(installed);
    }
    String lower = introduced().equals(AffectedRange.FIRST) ? "" : introduced() + " <= ";
    String upper =
        range.isOpen() ? "" : range.fixed().isEmpty() ? " <= " + lastAffected() : " < " + fixed();
    return lower + installed + upper + scheme;
  }

  private String introduced() {
    return range == null ? "" : range.introduced();
  }

  private String fixed() {
    return range == null ? "" : range.fixed();
  }

  private String lastAffected() {
    return range == null ? "" : range.lastAffected();
  }
}
