package dev.seaworthy.bench;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.ledger.Entry;
import dev.seaworthy.ledger.Head;
import dev.seaworthy.ledger.Keying;
import dev.seaworthy.ledger.Ledger;
import dev.seaworthy.ledger.LedgerFault;
import dev.seaworthy.ledger.LedgerIndex;
import dev.seaworthy.ledger.LedgerReader;
import dev.seaworthy.ledger.LedgerVerifier;
import dev.seaworthy.ledger.Verification;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// `./bench --ledger`: how fast a long ledger is verified, and what is said of one that was
/// tampered with.
///
/// @param seaworthy our launcher
/// @param records how many, of 1 KB and more each
/// @param rounds how often each command runs that has such a ledger
record LedgerBench(Path seaworthy, int records, int rounds) {

  /// As the goal has it.
  static final int USUAL_RECORDS = 1_000_000;

  private static final double SECONDS_MAX = 10;
  private static final int BATCH = 5_000;
  private static final int PAYLOAD_CHARS = 1_000;
  private static final Instant TIME = Instant.parse("2026-11-22T09:00:00Z");

  /// So that each has a hundred records, as an image that is certified daily.
  private static final int KEYS = USUAL_RECORDS / 100;

  private static final double LOOKUP_SECONDS_MAX = 0.3;
  private static final Keying KEYING =
      new Keying(
          "bench-1",
          Set.of("bench"),
          record -> "number " + record.payload().integer("number").orElseThrow() % KEYS);

  private interface Timed {
    void run() throws IOException;
  }

  /// What is done to the lines of one file.
  private record Tampering(String name, String told, Consumer<List<String>> change) {}

  List<Goal> measure() throws IOException {
    Path folder = Files.createTempDirectory("seaworthy-bench-ledger");
    try (ExecutorService executor =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      Path whole = folder.resolve("whole");
      Head head = make(whole);
      System.out.printf("%s records in %s files%n", records, segments(whole).size());
      List<Goal> goals = new ArrayList<>();
      goals.add(
          new Goal(
              "a ledger of %s records verified".formatted(records),
              seconds(() -> requireWhole(verify(whole, head, executor))),
              SECONDS_MAX,
              "s"));
      goals.forEach(System.out::println);
      System.out.printf(
          Locale.ROOT,
          "read by one thread, as certify does without an index: %.2f s%n",
          seconds(() -> LedgerReader.read(whole, Set.of("certificate"), _ -> {})));
      goals.add(lookedUp(whole));
      for (Tampering each : tamperings()) {
        String told = tampered(whole, folder.resolve("tampered"), each, head, executor);
        System.out.printf("%-9s %s%n", each.name(), told);
        goals.add(new Goal(each.name() + " is named", told.contains(each.told()) ? 0 : 1, 0, ""));
      }
      Folders.delete(whole);
      goals.addAll(
          new LongLedger(seaworthy, records, rounds)
              .measure(Files.createDirectory(folder.resolve("commands"))));
      return goals;
    } finally {
      Folders.delete(folder);
    }
  }

  /// As `certify` looks up one image and one asset; the index is there.
  private Goal lookedUp(Path whole) throws IOException {
    SigningKey key = SigningKey.generate();
    System.out.printf(
        Locale.ROOT, "index made: %.2f s%n", seconds(() -> requireFound(whole, key, "number 7")));
    Goal goal =
        new Goal(
            "two keys looked up in the index of %s records".formatted(records),
            seconds(() -> requireFound(whole, key, "number 11")),
            LOOKUP_SECONDS_MAX,
            "s");
    System.out.println(goal);
    return goal;
  }

  private void requireFound(Path whole, SigningKey key, String wanted) {
    AtomicLong found = new AtomicLong();
    try (LedgerIndex index = LedgerIndex.open(whole, KEYING, key)) {
      index.records(Set.of(wanted), _ -> found.incrementAndGet());
      index.records(Set.of("number 13"), _ -> found.incrementAndGet());
    }
    if (found.get() != 2L * records / KEYS) {
      throw new IllegalStateException("found %s of %s".formatted(found, wanted));
    }
  }

  private Head make(Path folder) {
    String text = "0123456789".repeat(PAYLOAD_CHARS / 10);
    try (Ledger ledger = Ledger.openOrCreate(folder, "bench", InstantSource.fixed(TIME))) {
      Head head = new Head("bench", 0, ledger.genesis(), TIME);
      for (int from = 0; from < records; from += BATCH) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < Math.min(records, from + BATCH); i++) {
          entries.add(
              new Entry("bench", new JsonBuilder().put("number", i).put("text", text).build()));
        }
        var last = ledger.appendAll(entries).getLast();
        head = new Head("bench", last.sequence(), last.digest(), TIME);
      }
      return head;
    }
  }

  private static Verification verify(Path folder, Head head, ExecutorService executor) {
    return LedgerVerifier.verify(folder, List.of(head), executor);
  }

  private static void requireWhole(Verification verification) {
    if (!verification.isWhole()) {
      throw new IllegalStateException("the ledger isn't whole: " + verification.faults());
    }
  }

  private static double seconds(Timed work) throws IOException {
    long start = System.nanoTime();
    Duration before = processorTime();
    work.run();
    System.out.printf(
        Locale.ROOT,
        "took %.2f s of the processors%n",
        processorTime().minus(before).toMillis() / 1e3);
    return (System.nanoTime() - start) / 1e9;
  }

  /// Tells more than the clock where others use the machine too.
  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static List<Tampering> tamperings() {
    return List.of(
        new Tampering(
            "altered",
            "was altered",
            lines -> lines.set(7, lines.get(7).replace("\"text\":\"0", "\"text\":\"9"))),
        new Tampering("removed", "was removed", lines -> lines.remove(7)),
        new Tampering(
            "reordered", "was moved to another place", lines -> Collections.swap(lines, 7, 8)),
        new Tampering("appended", "was put in", lines -> lines.add(lines.get(7))),
        new Tampering("truncated", "the tail was cut off", lines -> lines.removeLast()));
  }

  /// The last file is tampered with, the others are the same ones under other names.
  private static String tampered(
      Path whole, Path folder, Tampering tampering, Head head, ExecutorService executor)
      throws IOException {
    Files.createDirectory(folder);
    try {
      List<Path> segments = segments(whole);
      for (Path segment : segments.subList(0, segments.size() - 1)) {
        Files.createLink(folder.resolve(segment.getFileName()), segment);
      }
      Files.copy(whole.resolve("ledger.json"), folder.resolve("ledger.json"));
      List<String> lines = new ArrayList<>(Files.readAllLines(segments.getLast()));
      tampering.change().accept(lines);
      Files.write(folder.resolve(segments.getLast().getFileName()), lines);
      return String.valueOf(
          verify(folder, head, executor).faults().stream().map(LedgerFault::text).toList());
    } finally {
      Folders.delete(folder);
    }
  }

  private static List<Path> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("records-"))
          .sorted()
          .toList();
    }
  }
}
