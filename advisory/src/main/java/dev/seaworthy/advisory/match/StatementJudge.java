package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.Statements;
import dev.seaworthy.advisory.version.ParsedVersion;
import dev.seaworthy.advisory.version.VersionOrder;
import dev.seaworthy.advisory.version.VersionOrder.Certain;
import dev.seaworthy.advisory.version.VersionOrder.Incomparable;

/// Judges a package's statements one after the other by a component's version. This is what runs
/// for every statement on every component, so it makes nothing: the answer is an enum, and the
/// range that decided is kept until the next one.
final class StatementJudge {

  private static final int NO_RANGE = -1;

  private final Statements at;
  private final Target.Packaging packaging;
  private final VersionOrders orders;
  private int decidingRange = NO_RANGE;

  StatementJudge(Statements at, Target target) {
    this.at = at;
    this.packaging = target.packaging();
    this.orders = new VersionOrders(at, target.version());
  }

  ParsedVersion version() {
    return orders.version();
  }

  VersionOrder order(int number) {
    return orders.of(number);
  }

  /// The range that decided last, or a negative number when none did.
  int decidingRange() {
    return decidingRange;
  }

  /// Judges the statement that the cursor stands on (OSV schema, "Evaluation", and what the sources
  /// say beyond it).
  Verdict judge() {
    decidingRange = NO_RANGE;
    if (at.isWithdrawn()) {
      return Verdict.WITHDRAWN;
    }
    Scope scope = at.scope();
    boolean isConcerned =
        scope.concernsModule(packaging.module())
            && scope.concernsArchitecture(packaging.architecture());
    if (!isConcerned) {
      return Verdict.NOT_CONCERNED;
    }
    Verdict verdict = versions();
    boolean isAffected = verdict == Verdict.IN_RANGE || verdict == Verdict.LISTED;
    return isAffected && !scope.alongside().isEmpty() ? Verdict.CONDITIONAL : verdict;
  }

  private Verdict versions() {
    Advisory.Statement statement = at.statement();
    if (statement == Advisory.Statement.NOT_AFFECTED) {
      return at.listedCount() == 0 || isListed() ? Verdict.SAID_NOT_AFFECTED : Verdict.OUTSIDE;
    }
    Verdict verdict = ranges();
    if (verdict == Verdict.IN_RANGE) {
      return statement == Advisory.Statement.UNDETERMINED ? Verdict.UNDETERMINED : verdict;
    }
    if (isListed()) {
      decidingRange = NO_RANGE;
      return Verdict.LISTED;
    }
    boolean isWithoutRanges = at.rangeCount() == 0;
    return isWithoutRanges && statement == Advisory.Statement.UNDETERMINED
        ? Verdict.UNDETERMINED
        : verdict;
  }

  private Verdict ranges() {
    Verdict outside = Verdict.OUTSIDE;
    int unsure = NO_RANGE;
    for (int i = 0; i < at.rangeCount(); i++) {
      Verdict verdict = range(i);
      if (verdict == Verdict.IN_RANGE) {
        decidingRange = i;
        return verdict;
      }
      if (verdict == Verdict.INCOMPARABLE) {
        unsure = i;
      } else if (verdict.telling() > outside.telling()) {
        outside = verdict;
        decidingRange = i;
      }
    }
    if (unsure != NO_RANGE) {
      decidingRange = unsure;
      return Verdict.INCOMPARABLE;
    }
    return outside;
  }

  private Verdict range(int range) {
    int introduced = at.introduced(range);
    if (introduced != Statements.NO_VERSION) {
      VersionOrder order = orders.of(introduced);
      if (order instanceof Incomparable) {
        return Verdict.INCOMPARABLE;
      }
      if (order == Certain.LESS) {
        return Verdict.BELOW;
      }
    }
    int fixed = at.fixed(range);
    int end = fixed == Statements.NO_VERSION ? at.lastAffected(range) : fixed;
    if (end == Statements.NO_VERSION) {
      return Verdict.IN_RANGE;
    }
    VersionOrder order = orders.of(end);
    if (order instanceof Incomparable) {
      return Verdict.INCOMPARABLE;
    }
    boolean isIn = order == Certain.LESS || (order == Certain.EQUAL && end != fixed);
    return isIn ? Verdict.IN_RANGE : end == fixed ? Verdict.FIXED : Verdict.PAST;
  }

  private boolean isListed() {
    for (int i = 0; i < at.listedCount(); i++) {
      if (orders.of(at.listed(i)) == Certain.EQUAL) {
        return true;
      }
    }
    return false;
  }
}
