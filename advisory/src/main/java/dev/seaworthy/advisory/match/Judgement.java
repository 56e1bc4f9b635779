package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.MatchStatus.Reason;
import dev.seaworthy.advisory.Statements;
import dev.seaworthy.advisory.version.ParsedVersion;
import dev.seaworthy.advisory.version.VersionOrder;
import dev.seaworthy.advisory.version.VersionOrder.Certain;
import dev.seaworthy.advisory.version.VersionOrder.Incomparable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one statement says of one version, with the range that decided, so that the sentence for
/// people is only made for those that are shown.
///
/// @param range the range that decided, or null when none did
/// @param detail why it can't be told, or the listed version that it equals; else empty
record Judgement(
    Kind kind, Advisory.Statement statement, @Nullable AffectedRange range, String detail) {

  /// How it ended.
  enum Kind {
    WITHDRAWN,
    SAID_NOT_AFFECTED,
    IN_RANGE,
    LISTED,
    BELOW,
    FIXED,
    PAST,
    OUTSIDE,
    UNDETERMINED,
    INCOMPARABLE
  }

  private static final Judgement WITHDRAWN = plain(Kind.WITHDRAWN, Advisory.Statement.RANGES);
  private static final Judgement NOT_AFFECTED =
      plain(Kind.SAID_NOT_AFFECTED, Advisory.Statement.NOT_AFFECTED);

  private static Judgement plain(Kind kind, Advisory.Statement statement) {
    return new Judgement(kind, statement, null, "");
  }

  /// Whether it has to be reported: the version is affected, or nobody can tell.
  boolean isReported() {
    return switch (kind) {
      case IN_RANGE, LISTED, UNDETERMINED, INCOMPARABLE -> true;
      case WITHDRAWN, SAID_NOT_AFFECTED, BELOW, FIXED, PAST, OUTSIDE -> false;
    };
  }

  boolean isAffected() {
    return kind == Kind.IN_RANGE || kind == Kind.LISTED;
  }

  /// Judges the statement that the cursor stands on.
  static Judgement of(Statements at, ParsedVersion version) {
    return at.isWithdrawn() ? WITHDRAWN : of(at.statement(), at.ranges(), at, version);
  }

  private static Judgement of(
      Advisory.Statement statement,
      List<AffectedRange> ranges,
      Statements at,
      ParsedVersion version) {
    if (statement == Advisory.Statement.NOT_AFFECTED) {
      return NOT_AFFECTED;
    }
    Judgement outside = plain(Kind.OUTSIDE, statement);
    Judgement unsure = null;
    for (AffectedRange range : ranges) {
      Judgement judged = of(statement, range, version);
      if (judged.kind == Kind.IN_RANGE) {
        return statement == Advisory.Statement.UNDETERMINED
            ? new Judgement(Kind.UNDETERMINED, statement, range, "")
            : judged;
      }
      if (judged.kind == Kind.INCOMPARABLE) {
        unsure = judged;
      } else if (judged.weight() > outside.weight()) {
        outside = judged;
      }
    }
    Judgement listed = listed(statement, at.versions(), version);
    if (listed != null) {
      return listed;
    }
    if (ranges.isEmpty() && statement == Advisory.Statement.UNDETERMINED) {
      return plain(Kind.UNDETERMINED, statement);
    }
    return unsure == null ? outside : unsure;
  }

  /// Of several ranges that the version lies outside of, the one that it left last tells most.
  private int weight() {
    return switch (kind) {
      case FIXED -> 3;
      case PAST -> 2;
      case BELOW -> 1;
      default -> 0;
    };
  }

  private static Judgement of(
      Advisory.Statement statement, AffectedRange range, ParsedVersion version) {
    if (!range.introduced().equals(AffectedRange.FIRST)) {
      VersionOrder order = version.order(parse(range.introduced(), version));
      if (order instanceof Incomparable(String reason)) {
        return new Judgement(Kind.INCOMPARABLE, statement, range, reason);
      }
      if (order == Certain.LESS) {
        return new Judgement(Kind.BELOW, statement, range, "");
      }
    }
    if (range.isOpen()) {
      return new Judgement(Kind.IN_RANGE, statement, range, "");
    }
    boolean isFixed = !range.fixed().isEmpty();
    VersionOrder order =
        version.order(parse(isFixed ? range.fixed() : range.lastAffected(), version));
    if (order instanceof Incomparable(String reason)) {
      return new Judgement(Kind.INCOMPARABLE, statement, range, reason);
    }
    boolean isIn = order == Certain.LESS || (order == Certain.EQUAL && !isFixed);
    Kind kind = isIn ? Kind.IN_RANGE : isFixed ? Kind.FIXED : Kind.PAST;
    return new Judgement(kind, statement, range, "");
  }

  private static @Nullable Judgement listed(
      Advisory.Statement statement, List<String> versions, ParsedVersion version) {
    for (String one : versions) {
      if (one.equals(version.text()) || version.order(parse(one, version)) == Certain.EQUAL) {
        return new Judgement(Kind.LISTED, statement, null, one);
      }
    }
    return null;
  }

  private static ParsedVersion parse(String text, ParsedVersion like) {
    return like.scheme().parse(text);
  }

  /// The answer as a value.
  MatchStatus status() {
    return switch (kind) {
      case WITHDRAWN -> new MatchStatus.NotAffected(Reason.WITHDRAWN);
      case SAID_NOT_AFFECTED -> new MatchStatus.NotAffected(Reason.VENDOR_NOT_AFFECTED);
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

  /// The comparison that decided, for people.
  String words(ParsedVersion version) {
    String installed = version.text().isEmpty() ? "a component without a version" : version.text();
    String scheme = " (" + version.scheme().id() + ")";
    return switch (kind) {
      case WITHDRAWN -> "the statement was withdrawn";
      case SAID_NOT_AFFECTED -> "its source says that no version of this package is affected";
      case LISTED -> "%s is among the affected versions%s".formatted(installed, scheme);
      case OUTSIDE -> "%s is not among the affected versions%s".formatted(installed, scheme);
      case INCOMPARABLE -> detail;
      case BELOW -> "%s < %s%s".formatted(installed, introduced(), scheme);
      case FIXED -> "%s >= %s%s".formatted(installed, fixed(), scheme);
      case PAST -> "%s > %s%s".formatted(installed, lastAffected(), scheme);
      case IN_RANGE, UNDETERMINED -> inRange(installed, scheme);
    };
  }

  private String inRange(String installed, String scheme) {
    if (range == null || (range.isOpen() && introduced().equals(AffectedRange.FIRST))) {
      return "every version is concerned, so " + installed;
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
