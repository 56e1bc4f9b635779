package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.database.InstalledSnapshot;
import dev.seaworthy.advisory.database.InstalledSnapshots;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.report.DatabaseText;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.verdict.BuiltInPolicies;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `seaworthy db status`: what the advisory database in use says of itself.
@Command(
    name = "status",
    header = "Show what the advisory database in use holds, and of when.",
    synopsisHeading = "%nUsage:%n  ",
    optionListHeading = "%nOptions:%n")
final class DbStatusCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Mixin private DatabaseOption database = new DatabaseOption();

  DbStatusCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    SnapshotInfo info;
    try (AdvisoryDatabase advisories = database.open(surroundings)) {
      info = advisories.info();
    }
    out.print(DatabaseText.of(info));
    out.println("  " + age(info));
    InstalledSnapshots snapshots = new Databases(surroundings).installed();
    List<InstalledSnapshot> installed = snapshots.list();
    if (!installed.isEmpty()) {
      out.println("installed");
    }
    for (InstalledSnapshot each : installed) {
      try (DatabaseFile snapshot = snapshots.open(each.digest())) {
        out.println("  " + DatabaseText.line(snapshot.info()));
      }
    }
    return SeaworthyCommand.done();
  }

  private String age(SnapshotInfo info) {
    int daysMax = BuiltInPolicies.standard().dataAgeDaysMax();
    if (info.isStarterSet()) {
      return "no scan with it is ever cleared: install the full data with seaworthy db update";
    }
    if (info.dataDate().equals(Instant.EPOCH)) {
      return "no source says how old it is, so no scan with it is cleared";
    }
    Duration age = Duration.between(info.dataDate(), surroundings.clock().instant());
    String days = Quantities.counted(Math.max(0, age.toDays()), "day") + " old";
    return age.compareTo(Duration.ofDays(daysMax)) > 0
        ? days + ": no scan with it is cleared, since the policy allows " + daysMax
        : days + ", and the policy allows " + daysMax;
  }
}
