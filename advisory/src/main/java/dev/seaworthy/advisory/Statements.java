package dev.seaworthy.advisory;

import java.util.ArrayList;
import java.util.List;

/// A package's statements, read in place one after the other, so that matching pays only for what
/// it looks at. Stands before the first statement at the beginning. Not for several threads.
public interface Statements {

  /// Moves to the next statement; false after the last one.
  boolean next();

  /// Who says it, as in [Advisory#source].
  String source();

  /// As in [Advisory#statement].
  Advisory.Statement statement();

  /// As in [Advisory#isWithdrawn].
  boolean isWithdrawn();

  /// As in [Advisory#ranges].
  List<AffectedRange> ranges();

  /// As in [Advisory#versions].
  List<String> versions();

  /// Whether it carries this id, as its own, as an alias or as the flaw that it speaks of.
  boolean carries(AdvisoryId id);

  /// As in [Advisory#flaws].
  List<AdvisoryId> flaws();

  /// The whole statement.
  Advisory advisory();

  /// All that follow.
  default List<Advisory> toList() {
    List<Advisory> all = new ArrayList<>();
    while (next()) {
      all.add(advisory());
    }
    return all;
  }

  /// Statements that are in memory already.
  static Statements of(List<Advisory> advisories) {
    return new ListedStatements(advisories);
  }
}
