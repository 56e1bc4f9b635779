package dev.seaworthy.testkit;

import java.util.Set;
import java.util.TreeSet;

/// How a test says what was found in a labelled fixture. [GateTable] prints all of it as one table
/// of recall and precision.
public final class Labels {

  static final String SUFFIX = ".labels";

  private Labels() {}

  /// A fixture with a truth from outside.
  ///
  /// @param fixture its name
  /// @param catalogers who reads it, by name, parted by commas
  /// @param truth whose listing says what is in it, such as `` `npm ls` ``
  public record Fixture(String fixture, String catalogers, String truth) {}

  /// Records how what was found compares with what was expected. It fails no test: the caller still
  /// says what it wants of the two.
  public static void record(Fixture fixture, Set<String> expected, Set<String> found) {
    Set<String> right = new TreeSet<>(found);
    right.retainAll(expected);
    RecordFile.of(SUFFIX)
        .append(
            new LabelRecord(
                    fixture.catalogers(),
                    fixture.fixture(),
                    fixture.truth(),
                    expected.size(),
                    found.size(),
                    right.size())
                .line());
  }
}
