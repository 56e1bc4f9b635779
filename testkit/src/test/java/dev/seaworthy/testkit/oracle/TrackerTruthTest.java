package dev.seaworthy.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.oracle.TrackerTruth.Judgement;
import dev.seaworthy.testkit.oracle.TrackerTruth.Source;
import dev.seaworthy.testkit.oracle.TrackerTruth.Statement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerTruthTest {
  private static final String FILE =
      """
      {"zlib": {
        "CVE-1": {"description": "d", "scope": "local", "releases": {
          "bookworm": {"status": "open", "repositories": {"bookworm": "1:1.2.13"}, "urgency": "low"},
          "bullseye": {"status": "resolved", "fixed_version": "1", "urgency": "low"}}},
        "CVE-2": {"releases": {"bookworm": {"status": "resolved", "fixed_version": "1:1.2.13-2", "urgency": "high"}}},
        "CVE-3": {"releases": {"bookworm": {"status": "resolved", "fixed_version": "2.0", "urgency": "high"}}},
        "CVE-4": {"releases": {"bookworm": {"status": "resolved", "fixed_version": "0", "urgency": "unimportant"}}},
        "CVE-5": {"debianbug": 12, "releases": {"bookworm": {"status": "undetermined", "urgency": "low"}}},
        "CVE-6": {"releases": {"trixie": {"status": "open", "urgency": "low"}}}},
       "other": {"CVE-1": {"releases": {"bookworm": {"status": "open", "urgency": "low"}}}}}
      """;

  private static final Source ZLIB = new Source("zlib", "1:1.2.13-1");

  @TempDir Path folder;

  @Test
  void putsEachStatementOfTheSuiteIntoOneSet() throws Exception {
    Gates.run(
        "oracle tracker",
        DpkgOracle.binary().need(),
        path -> {
          Judgement judgement = TrackerTruth.read(file(FILE), "bookworm").judge(List.of(ZLIB));

          assertThat(judgement.open()).containsExactly(new Statement(ZLIB, "CVE-1", "low"));
          assertThat(judgement.fixedLater()).containsExactly(new Statement(ZLIB, "CVE-2", "high"));
          assertThat(judgement.fixed()).containsExactly(new Statement(ZLIB, "CVE-3", "high"));
          assertThat(judgement.notAffected())
              .containsExactly(new Statement(ZLIB, "CVE-4", "unimportant"));
          assertThat(judgement.undetermined()).containsExactly(new Statement(ZLIB, "CVE-5", "low"));
          return 5;
        });
  }

  @Test
  void refusesAFileOfAnotherShape() throws IOException {
    Path list = file("[]");

    assertThatThrownBy(() -> TrackerTruth.read(list, "bookworm")).isInstanceOf(IOException.class);
  }

  /// The counts are taken once more by a few lines of Python that know nothing of the class.
  @Test
  void agreesWithAnotherReaderOnTheWholeTracker() throws Exception {
    Gates.run(
        "oracle tracker",
        List.of(
            Gates.shared("advisories/debian/tracker-data.json.gz"),
            DpkgOracle.binary().need(),
            Gates.tool("python3")),
        () -> {
          Path tracker = Gates.shared("advisories/debian/tracker-data.json.gz").path();
          List<Source> installed =
              List.of(new Source("openssl", "3.0.9-1"), new Source("curl", "7.88.1-10"));
          Judgement judgement = TrackerTruth.read(tracker, "bookworm").judge(installed);
          String counting =
              """
              import gzip, json, sys
              tracker = json.load(gzip.open(sys.argv[1]))
              for name in ("openssl", "curl"):
                  states = [cve["releases"]["bookworm"]["status"] for cve in tracker[name].values()
                            if "bookworm" in cve["releases"]]
                  print(name, states.count("open"), states.count("resolved"))
              """;
          List<String> counted = Command.of("python3", "-c", counting, tracker.toString()).lines();

          assertThat(counted)
              .containsExactly(counts(judgement, "openssl"), counts(judgement, "curl"));
          assertThat(judgement.fixedLater())
              .anyMatch(statement -> statement.advisory().equals("CVE-2023-38545"));
          assertThat(judgement.fixed())
              .anyMatch(statement -> statement.advisory().equals("CVE-2014-0160"));
          return (long) judgement.open().size()
              + judgement.fixed().size()
              + judgement.fixedLater().size();
        });
  }

  private static String counts(Judgement judgement, String source) {
    long resolved =
        count(judgement.fixed(), source)
            + count(judgement.fixedLater(), source)
            + count(judgement.notAffected(), source);
    return source + " " + count(judgement.open(), source) + " " + resolved;
  }

  private static long count(SortedSet<Statement> statements, String source) {
    return statements.stream()
        .filter(statement -> statement.source().name().equals(source))
        .count();
  }

  private Path file(String json) throws IOException {
    Path file = folder.resolve("tracker.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
