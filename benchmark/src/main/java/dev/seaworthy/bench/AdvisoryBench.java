package dev.seaworthy.bench;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `./bench --advisories`: the advisory database by itself. Builds it from the shared data, once as
/// they are and once eight times over, measures opening and matching in a warm process, and what
/// the first match adds to a cold command line.
///
/// @param seaworthy our launcher
/// @param rounds how often what is short runs
record AdvisoryBench(Path seaworthy, int rounds) {

  private static final int TIMES = 8;
  private static final double BUILD_SECONDS_MAX = 60;
  private static final double BUILD_MEGABYTES_MAX = 1_000;
  private static final double MATCH_500_MILLIS_MAX = 5;
  private static final double MATCH_5000_MILLIS_MAX = 50;
  private static final double OPEN_RATIO_MAX = 1.5;
  private static final double FIRST_MATCH_MILLIS_MAX = 100;
  private static final Set<Integer> DONE = Set.of(0);
  private static final Set<Integer> JUDGED = Set.of(0, 1);

  List<Goal> measure() throws IOException {
    Path shared = RepositoryRoot.shared().resolve("advisories");
    if (!Files.isDirectory(shared)) {
      throw new IOException("absent: the shared data; --advisories measures on them");
    }
    Path scratch = Files.createTempDirectory("seaworthy-bench-advisories");
    try {
      return measure(shared, scratch);
    } finally {
      Folders.delete(scratch);
    }
  }

  private List<Goal> measure(Path shared, Path scratch) throws IOException {
    List<Goal> goals = new ArrayList<>();
    Path once = scratch.resolve("once.db");
    Run build = build(shared, once);
    told(goals, new Goal("database from the shared data", build.seconds(), BUILD_SECONDS_MAX, "s"));
    if (build.peakKibibytes() > 0) {
      double megabytes = build.peakKibibytes() * 1024 / 1e6;
      told(goals, new Goal("memory to build it", megabytes, BUILD_MEGABYTES_MAX, "MB"));
    }
    System.out.printf("%s bytes from the shared data%n", Files.size(once));
    Path copies = Files.createDirectory(scratch.resolve("copies"));
    new AdvisoryCopies(shared.resolve("osv")).write(copies, TIMES);
    Path often = scratch.resolve("often.db");
    Run larger = build(copies, often);
    System.out.printf(
        "%s bytes from OSV's eight times over, built in %.1f s%n",
        Files.size(often), larger.seconds());
    Warm small = warm(once);
    Warm large = warm(often);
    told(
        goals,
        new Goal(
            "opening with the data eight times over",
            large.openMicros() / small.openMicros(),
            OPEN_RATIO_MAX,
            "x"));
    told(goals, new Goal("open and match 500", small.match500(), MATCH_500_MILLIS_MAX, "ms"));
    told(goals, new Goal("open and match 5,000", small.match5000(), MATCH_5000_MILLIS_MAX, "ms"));
    told(goals, firstMatch(once, scratch));
    return goals;
  }

  private static void told(List<Goal> goals, Goal goal) {
    System.out.println(goal);
    goals.add(goal);
  }

  private Run build(Path from, Path out) throws IOException {
    System.err.println("bench: building a database from " + from);
    return Stopwatch.ofThisMachine()
        .measure(
            new Contender(
                "build",
                List.of(
                    seaworthy.toString(),
                    "db",
                    "build",
                    "--from",
                    from.toString(),
                    "--out",
                    out.toString()),
                DONE,
                ""));
  }

  /// What the warm process says.
  ///
  /// @param openMicros to open alone
  /// @param match500 to open and match 500 components, in milliseconds
  /// @param match5000 the same of 5,000
  private record Warm(double openMicros, double match500, double match5000) {}

  /// In a process of its own, so that what was measured before warms nothing up.
  private Warm warm(Path database) {
    Command run =
        Command.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            WarmMatching.class.getName(),
            database.toString(),
            keys().toString());
    String[] figures = run.text().strip().split(" ", -1);
    return new Warm(
        Double.parseDouble(figures[0]),
        Double.parseDouble(figures[1]),
        Double.parseDouble(figures[2]));
  }

  /// Where the key is that `db build` signed with (XDG base directory specification).
  private static Path keys() {
    String data = System.getenv().getOrDefault("XDG_DATA_HOME", "");
    Path home =
        data.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(data);
    return home.resolve("seaworthy").resolve("database-keys");
  }

  /// The same directory with the database and with one that has nothing on it: what opening and
  /// matching add. Both end in a table, so both load what one takes.
  private Goal firstMatch(Path database, Path scratch) throws IOException {
    Path root = new SmallRoot(scratch.resolve("root")).write();
    Path empty = scratch.resolve("empty.db");
    build(new SmallRoot(scratch.resolve("other")).writeUnrelatedAdvisory(), empty);
    Race.Outcome outcome =
        new Race(Stopwatch.ofThisMachine(), rounds)
            .run(List.of(scan("with", root, database), scan("without", root, empty)));
    if (outcome.series().size() != 2) {
      throw new IOException("a scan failed: " + outcome.failures());
    }
    double added =
        outcome.series().get(0).medianSeconds() - outcome.series().get(1).medianSeconds();
    return new Goal(
        "the first match in a cold command line", added * 1_000, FIRST_MATCH_MILLIS_MAX, "ms");
  }

  private Contender scan(String name, Path root, Path database) {
    return new Contender(
        name,
        List.of(
            seaworthy.toString(), "scan", "dir:" + root, "--db", database.toString(), "--quiet"),
        JUDGED,
        "");
  }
}
