package dev.seaworthy.testkit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/// Lets a gate's body run, or records why not. What [Gates] does, with its surroundings named.
///
/// @param records the folder that the records go to
/// @param requireAll whether an absent need fails the test
/// @param out where the line about something absent goes
record GateKeeper(Path records, boolean requireAll, PrintStream out) {

  static GateKeeper fromProperties() {
    return new GateKeeper(
        Path.of(System.getProperty("gates.dir", "target/gates")),
        System.getProperty("seaworthy.require", "").equals("all"),
        System.out);
  }

  void run(String gate, List<Need> needs, Gates.Check check) throws Exception {
    String absent =
        needs.stream()
            .filter(need -> !need.isMet())
            .map(Need::what)
            .collect(Collectors.joining(", "));
    if (!absent.isEmpty()) {
      throw refusal(gate, absent);
    }
    write(new GateRecord(gate, GateRecord.Outcome.RAN, judge(gate, check), ""));
  }

  private long judge(String gate, Gates.Check check) throws Exception {
    try {
      long count = check.count();
      if (count < 1) {
        throw new AssertionError("the gate \"" + gate + "\" judged nothing: count " + count);
      }
      return count;
    } catch (TestAbortedException e) {
      throw e; // a gate inside this one has already recorded why
    } catch (Exception | AssertionError e) {
      write(new GateRecord(gate, GateRecord.Outcome.FAILED, 0, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private TestAbortedException refusal(String gate, String absent) {
    write(new GateRecord(gate, GateRecord.Outcome.ABSENT, 0, absent));
    String line = "gate \"" + gate + "\" skipped, absent: " + absent;
    if (requireAll) {
      throw new AssertionError(line + " (required by seaworthy.require=all)");
    }
    out.println(line);
    return new TestAbortedException(line);
  }

  private void write(GateRecord row) {
    new RecordFile(records, ".tsv").append(row.line());
  }
}
