package dev.seaworthy.advisory;

import java.util.ArrayList;
import java.util.List;

/// A package's statements, read in place one after the other, so that matching pays only for what
/// it looks at. Versions are named by numbers into one list for all statements, because many
/// statements name the same ones: each is then compared once. Stands before the first statement at
/// the beginning. Not for several threads.
public interface Statements {

  /// The number that stands for no version.
  int NO_VERSION = -1;

  /// How many different versions the statements name.
  int versionCount();

  /// The version of a number from 0 to [#versionCount].
  String version(int number);

  /// Moves to the next statement; false after the last one.
  boolean next();

  /// Who says it, as in [Advisory#source]. Equal names are the same object.
  String source();

  /// As in [Advisory#statement].
  Advisory.Statement statement();

  /// As in [Advisory#isWithdrawn].
  boolean isWithdrawn();

  /// As in [Advisory#scope].
  default Scope scope() {
    return advisory().scope();
  }

  /// As in [Advisory#remark].
  default String remark() {
    return advisory().remark();
  }

  /// How many ranges it has.
  int rangeCount();

  /// The lower end of a range; [#NO_VERSION] for "from the first version".
  int introduced(int range);

  /// The fixed version of a range, or [#NO_VERSION].
  int fixed(int range);

  /// The inclusive upper end of a range, or [#NO_VERSION].
  int lastAffected(int range);

  /// How many versions it lists one by one.
  int listedCount();

  /// One of the listed versions.
  int listed(int place);

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
