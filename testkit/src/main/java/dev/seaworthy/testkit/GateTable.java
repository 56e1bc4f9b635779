package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The closing tables of `./test`: the labelled fixtures, every gate with what became of it, then
/// one line of totals.
///
/// It reads `target/gates/*.tsv` and `target/surefire-reports/TEST-*.xml` of the repository and of
/// each module. Neither is cleared here: whoever starts the tests removes the old ones first.
public final class GateTable {
  private final Collection<GateRecord> rows;
  private final Totals totals;

  private GateTable(Collection<GateRecord> rows, Totals totals) {
    this.rows = List.copyOf(rows);
    this.totals = totals;
  }

  private record Totals(long passed, long failed, long skipped) {
    Totals plus(Totals other) {
      return new Totals(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }
  }

  /// Prints the table of a repository.
  ///
  /// Exit code 1 when a test or a gate failed, when no gate or no test ran, or when a gate is
  /// absent although all are required.
  ///
  /// @param args the repository's folder, then optionally `--require all`
  public static void main(String[] args) throws IOException {
    List<String> words = List.of(args);
    boolean requireAll =
        words.size() == 3 && words.subList(1, 3).equals(List.of("--require", "all"));
    if (words.size() != 1 && !requireAll) {
      System.err.println("usage: GateTable <repository root> [--require all]");
      System.exit(2);
      return;
    }
    GateTable table = read(Path.of(words.getFirst()));
    System.out.print(LabelTable.read(Path.of(words.getFirst())).text());
    System.out.print(table.text());
    Optional<String> refusal = table.refusal(requireAll);
    refusal.ifPresent(System.err::println);
    System.exit(refusal.isPresent() ? 1 : 0);
  }

  static GateTable read(Path root) throws IOException {
    TreeMap<String, GateRecord> rows = new TreeMap<>();
    Totals totals = new Totals(0, 0, 0);
    for (Path target : targets(root)) {
      for (Path file : files(target.resolve("gates"), name -> name.endsWith(".tsv"))) {
        for (String line : Files.readAllLines(file)) {
          GateRecord row = GateRecord.parse(line);
          rows.merge(row.gate(), row, GateTable::merge);
        }
      }
      for (Path file :
          files(
              target.resolve("surefire-reports"),
              name -> name.startsWith("TEST-") && name.endsWith(".xml"))) {
        totals = totals.plus(totals(file));
      }
    }
    return new GateTable(rows.values(), totals);
  }

  /// The table and the line of totals.
  String text() {
    int width = rows.stream().mapToInt(row -> row.gate().length()).max().orElse(0);
    width = Math.max(width, "gate".length());
    StringBuilder text = new StringBuilder();
    append(text, width, "gate", "outcome", "count", "");
    append(text, width, "-".repeat(width), "-------", "----------", "");
    for (GateRecord row : rows) {
      append(
          text, width, row.gate(), row.outcome().word(), Long.toString(row.count()), row.detail());
    }
    return text.append('\n')
        .append(totals.passed + " passed, ")
        .append(totals.failed + " failed, ")
        .append(totals.skipped + " skipped\n")
        .toString();
  }

  /// Why these results can't stand, or nothing when they can.
  Optional<String> refusal(boolean requireAll) {
    if (totals.failed > 0 || counts(GateRecord.Outcome.FAILED) > 0) {
      return Optional.of("a test or a gate failed");
    }
    if (counts(GateRecord.Outcome.RAN) == 0) {
      return Optional.of("no gate ran");
    }
    if (totals.passed == 0) {
      return Optional.of("no test passed");
    }
    if (requireAll && counts(GateRecord.Outcome.ABSENT) > 0) {
      return Optional.of("a gate is absent although all are required");
    }
    return Optional.empty();
  }

  private long counts(GateRecord.Outcome outcome) {
    return rows.stream().filter(row -> row.outcome() == outcome).count();
  }

  private static GateRecord merge(GateRecord one, GateRecord other) {
    String detail =
        one.detail().isEmpty() || one.detail().equals(other.detail())
            ? other.detail()
            : other.detail().isEmpty() ? one.detail() : one.detail() + "; " + other.detail();
    return new GateRecord(
        one.gate(), one.outcome().worse(other.outcome()), one.count() + other.count(), detail);
  }

  private static void append(
      StringBuilder text, int width, String gate, String outcome, String count, String detail) {
    String line = "%-" + width + "s  %-7s  %10s  %s";
    text.append(
            String.format(java.util.Locale.ROOT, line, gate, outcome, count, detail)
                .stripTrailing())
        .append('\n');
  }

  static List<Path> targets(Path root) throws IOException {
    List<Path> targets = new ArrayList<>(List.of(root.resolve("target")));
    for (Path module : files(root, name -> !name.startsWith("."))) {
      targets.add(module.resolve("target"));
    }
    return targets.stream().filter(Files::isDirectory).toList();
  }

  static List<Path> files(Path folder, Predicate<String> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> wanted.test(file.getFileName().toString())).sorted().toList();
    }
  }

  private static Totals totals(Path report) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      reader.nextTag();
      long failed = number(reader, "failures") + number(reader, "errors");
      long skipped = number(reader, "skipped");
      return new Totals(number(reader, "tests") - failed - skipped, failed, skipped);
    } catch (XMLStreamException e) {
      throw new IOException("could not read the test report " + report, e);
    }
  }

  private static long number(XMLStreamReader reader, String attribute) {
    return Long.parseLong(reader.getAttributeValue(null, attribute));
  }
}
