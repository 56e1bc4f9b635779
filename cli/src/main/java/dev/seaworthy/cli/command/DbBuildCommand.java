package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.database.BuildReport;
import dev.seaworthy.advisory.database.BuildReport.DamagedRecord;
import dev.seaworthy.advisory.database.BuildReport.LeftOut;
import dev.seaworthy.advisory.database.BuildRequest;
import dev.seaworthy.advisory.database.BuiltInFeeds;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.DatabaseText;
import dev.seaworthy.cli.text.Quantities;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy db build`: from feeds on this machine to an advisory database.
@Command(
    name = "build",
    header = "Build an advisory database from feeds on this machine.",
    description = {
      "",
      "Finds the feeds in what is named, packed or not: OSV records, the Debian",
      "tracker, secdb (Alpine, Wolfi, Chainguard), Red Hat's VEX, OVAL, NVD, the CVE",
      "List, KEV, EPSS, endoflife.date. The same feeds give the same bytes. The",
      "database is signed by this installation's key."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy db build --from PATH... --out FILE",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = "  seaworthy db build --from feeds/ --out advisories.db")
final class DbBuildCommand implements Callable<Integer> {

  private static final int SHOWN_MAX = 10;

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private ShowOptions show = new ShowOptions();

  @Option(
      names = "--from",
      paramLabel = "PATH",
      required = true,
      description = "A feed, or a directory that holds feeds. Repeatable.")
  private List<Path> from = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to make; replaced in one step when all went well.")
  private Path file = Path.of("");

  DbBuildCommand(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    this.surroundings = surroundings;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Limits limits = Limits.defaults();
    BuildReport report;
    try (Progress progress = show.progress(surroundings, err)) {
      report =
          new DatabaseBuilder(
                  BuiltInFeeds.all(limits),
                  limits,
                  new Databases(surroundings).keys().own(),
                  progress::step)
              .build(BuildRequest.of(from, file));
    }
    out.print(DatabaseText.of(report.info()));
    out.println("size " + Quantities.bytes(report.sizeBytes()));
    for (LeftOut left : report.leftOut()) {
      err.println(
          "left out: %s %s: %s"
              .formatted(
                  Text.shorten(left.feed(), 80), left.count(), Text.shorten(left.reason(), 200)));
    }
    List<DamagedRecord> damaged = report.damaged();
    for (DamagedRecord record : damaged.subList(0, Math.min(SHOWN_MAX, damaged.size()))) {
      err.println(
          "could not be read: %s %s: %s"
              .formatted(
                  Text.shorten(record.feed(), 80),
                  Text.shorten(record.record(), 80),
                  Text.shorten(record.reason(), 200)));
    }
    if (damaged.size() > SHOWN_MAX) {
      err.println(
          "and %s".formatted(Quantities.counted(damaged.size() - SHOWN_MAX, "more such record")));
    }
    return SeaworthyCommand.done();
  }
}
