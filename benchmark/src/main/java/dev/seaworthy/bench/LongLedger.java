package dev.seaworthy.bench;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.ledger.Entry;
import dev.seaworthy.ledger.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// What a ledger that certificates were recorded in for years costs a command that starts anew: a
/// small image certified and its certificate verified.
///
/// @param seaworthy our launcher
/// @param records how many, of a scan, its findings and its certificate in turns
/// @param rounds how often each command runs
record LongLedger(Path seaworthy, int records, int rounds) {

  private static final double CERTIFY_RATIO_MAX = 1.5;
  private static final double VERIFY_SECONDS_MAX = 0.35;
  private static final Instant BEGINNING = Instant.parse("2024-11-22T09:00:00Z");
  private static final int BATCH = 6_000;
  private static final int IMAGES = 10_000;

  /// So that a record has 1 KB and more on average.
  private static final int FINDINGS = 70;

  private static final String SHORT = "certify, a short ledger";
  private static final String LONG = "certify, a long ledger";
  private static final String VERIFY = "verify";

  List<Goal> measure(Path scratch) throws IOException {
    SmallCart cart = SmallCart.make(seaworthy, scratch);
    Path certificate = scratch.resolve("cart.json");
    cart.run(cart.certify(certificate, "--ledger", scratch.resolve("short").toString()));
    Path ledger = scratch.resolve("long");
    make(ledger);
    long start = System.nanoTime();
    cart.run(cart.certify(certificate, "--ledger", ledger.toString()));
    System.out.printf(
        Locale.ROOT,
        "the first certify on %s records, which makes the index: %.2f s%n",
        records,
        Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3);
    Race.Outcome outcome =
        new Race(Stopwatch.ofThisMachine(), rounds)
            .run(
                List.of(
                    contender(SHORT, cart, scratch.resolve("short")),
                    contender(LONG, cart, ledger),
                    new Contender(VERIFY, cart.verify(certificate), Set.of(0), "")));
    if (!outcome.failures().isEmpty()) {
      throw new IOException(outcome.failures().toString());
    }
    outcome
        .series()
        .forEach(series ->
            System.out.printf(
                Locale.ROOT, "%-24s %.3f s%n", series.name(), series.medianSeconds()));
    return goals(outcome);
  }

  private List<Goal> goals(Race.Outcome outcome) {
    List<Goal> goals =
        List.of(
            new Goal(
                "a cold certify with %s records against one with a few".formatted(records),
                seconds(outcome, LONG) / seconds(outcome, SHORT),
                CERTIFY_RATIO_MAX,
                "x"),
            new Goal(
                "its certificate verified by a cold command line",
                seconds(outcome, VERIFY),
                VERIFY_SECONDS_MAX,
                "s"));
    goals.forEach(System.out::println);
    return goals;
  }

  private static Contender contender(String name, SmallCart cart, Path ledger) {
    return new Contender(
        name,
        cart.certify(Path.of("{scratch}/cart.json"), "--ledger", ledger.toString()),
        Set.of(0),
        "");
  }

  private static double seconds(Race.Outcome outcome, String name) {
    return outcome.series().stream()
        .filter(series -> series.name().equals(name))
        .findFirst()
        .orElseThrow()
        .medianSeconds();
  }

  private void make(Path folder) {
    try (Ledger ledger = Ledger.openOrCreate(folder, "bench", InstantSource.fixed(BEGINNING))) {
      for (int from = 0; from < records; from += BATCH) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < Math.min(records, from + BATCH); i++) {
          entries.add(entry(i));
        }
        ledger.appendAll(entries);
      }
    }
  }

  /// The measured image is one of them, as if it had been certified each week.
  private static Entry entry(int number) {
    int run = number / 3;
    int image = run % IMAGES;
    Digest digest = Digest.sha256(("run " + run).getBytes(StandardCharsets.UTF_8));
    JsonBuilder payload =
        new JsonBuilder()
            .put(
                "asset",
                new JsonBuilder()
                    .put("boundary", "")
                    .put("name", image == 0 ? SmallCart.NAME : "registry.example/shop/i:" + image)
                    .build())
            .put("image", digest.toString());
    Instant at = BEGINNING.plus(Duration.ofDays(run / IMAGES * 7L));
    return switch (number % 3) {
      case 0 ->
          new Entry(
              "scan",
              payload
                  .put("surveyedAt", at.toString())
                  .put("verdict", "cleared")
                  .put("policy", digest.toString())
                  .put("advisories", digest.toString())
                  .build());
      case 1 ->
          new Entry(
              "detections",
              payload
                  .put("firstDetected", at.toString())
                  .putStrings(
                      "findings",
                      IntStream.range(0, FINDINGS)
                          .mapToObj(
                              i -> String.format(Locale.ROOT, "swf1-%024x%08x", (long) run, i))
                          .toList())
                  .build());
      default ->
          new Entry(
              "certificate",
              payload
                  .put("certificate", digest.toString())
                  .put("validUntil", at.plus(Duration.ofDays(30)).toString())
                  .putStrings("deviations", List.of())
                  .put("signer", digest.toString())
                  .build());
    };
  }
}
