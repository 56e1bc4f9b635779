package dev.seaworthy.cli.report;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.text.Ink;
import dev.seaworthy.cli.text.Ink.Tone;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.scan.Reevaluation;
import dev.seaworthy.scan.Reevaluation.Change;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says what a re-evaluation of certificates came to.
///
/// @param at when it was
/// @param advisories the digest of the data
/// @param ended how many certificates had ended before, and were left out
public record ReevaluationReport(
    Instant at, Digest advisories, List<Entry> entries, int ended, Ink ink, boolean isDetailed) {

  private static final int WIDTH = 80;
  private static final String DETAIL = "    ";
  private static final int FINDINGS_TOLD = 3;
  private static final String NOT_JUDGED = "not-judged";

  public ReevaluationReport {
    entries = List.copyOf(entries);
  }

  /// What it came to for one certificate.
  ///
  /// @param before its digest
  /// @param changeOrNull what is other; null when it couldn't be judged
  /// @param problem why not, or empty
  /// @param sayingMore the certificates of the image that say more than is so
  /// @param isRevoked whether these were taken back
  public record Entry(
      AssetClass asset,
      @Nullable Digest imageOrNull,
      @Nullable Digest before,
      @Nullable Change changeOrNull,
      @Nullable Instant endedOrNull,
      @Nullable Instant endsOrNull,
      @Nullable Digest issuedOrNull,
      List<String> reasons,
      String problem,
      List<Digest> sayingMore,
      boolean isRevoked) {

    public Entry {
      reasons = List.copyOf(reasons);
      sayingMore = List.copyOf(sayingMore);
    }

    /// Of one that was judged.
    public static Entry of(
        Reevaluation judged, Digest before, @Nullable Digest issued, List<Digest> sayingMore) {
      Certificate now = judged.certificate();
      return new Entry(
          now.asset(),
          now.subject(),
          before,
          judged.change(),
          judged.before().validUntil(),
          now.validUntil(),
          issued,
          why(judged),
          "",
          sayingMore,
          false);
    }

    /// Of one that couldn't be.
    public static Entry failed(
        AssetClass asset,
        @Nullable Digest image,
        @Nullable Digest before,
        String problem,
        List<Digest> sayingMore) {
      return new Entry(
          asset, image, before, null, null, null, null, List.of(), problem, sayingMore, false);
    }

    /// The same, once what says more than is so was taken back.
    public Entry asRevoked() {
      return new Entry(
          asset,
          imageOrNull,
          before,
          changeOrNull,
          endedOrNull,
          endsOrNull,
          issuedOrNull,
          reasons,
          problem,
          sayingMore,
          true);
    }

    /// Whether its image may not be used, or nobody can tell.
    public boolean isRefused() {
      return changeOrNull == null
          || switch (changeOrNull) {
            case REFUSED, STILL_REFUSED, NEEDS_SCAN -> true;
            case CLEARED, SHORTENED, EXTENDED, UNCHANGED -> false;
          };
    }

    private boolean isBeforeSayingMore() {
      return before != null && sayingMore.contains(before);
    }

    private String takenBack() {
      boolean isBefore = isBeforeSayingMore();
      int others = sayingMore.size() - (isBefore ? 1 : 0);
      if (!isRevoked || sayingMore.isEmpty()) {
        return "";
      }
      if (others == 0) {
        return "the one before is taken back";
      }
      return "%s%s %s taken back"
          .formatted(
              isBefore ? "the one before and " : "",
              others == 1 ? "1 other" : Quantities.grouped(others) + " others",
              others == 1 && !isBefore ? "is" : "are");
    }

    private String word() {
      return changeOrNull == null ? NOT_JUDGED : changeOrNull.word();
    }

    /// What changed, for people.
    public String words() {
      return changeOrNull == null ? "not judged" : changeOrNull.words();
    }
  }

  private static List<String> why(Reevaluation judged) {
    if (judged.certificate().outcome() != Outcome.REFUSED) {
      return List.of(judged.certificate().endsBecause());
    }
    List<Finding> inTheWay = judged.result().verdict().inTheWay();
    List<String> reasons =
        new ArrayList<>(
            inTheWay.stream().limit(FINDINGS_TOLD).map(FindingWords::name).distinct().toList());
    if (inTheWay.size() > FINDINGS_TOLD) {
      reasons.add("and %s more".formatted(inTheWay.size() - FINDINGS_TOLD));
    }
    return reasons;
  }

  /// For people.
  public String table() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      if (isDetailed || entry.changeOrNull() != Change.UNCHANGED) {
        text.append(entry(entry));
      }
    }
    if (!text.isEmpty()) {
      text.append('\n');
    }
    Map<String, Long> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.words(), 1L, Long::sum));
    counts.forEach(
        (words, count) -> text.append("%9s  %s\n".formatted(Quantities.grouped(count), words)));
    if (ended > 0) {
      text.append("%9s  ended before, left out\n".formatted(Quantities.grouped(ended)));
    }
    return text.isEmpty() ? "no certificate is kept here\n" : text.toString();
  }

  private String entry(Entry entry) {
    Paragraph paragraph =
        new Paragraph(WIDTH, "", DETAIL)
            .piece(Text.visible(entry.asset().toString()), ink, Tone.STRONG)
            .piece(entry.words(), ink, tone(entry));
    if (entry.endsOrNull() != null && !entry.isRefused()) {
      paragraph.piece("holds through " + entry.endsOrNull());
    }
    entry.reasons().forEach(reason -> paragraph.piece(Text.visible(reason)));
    if (!entry.problem().isEmpty()) {
      paragraph.piece(Text.visible(entry.problem()));
    }
    if (!entry.takenBack().isEmpty()) {
      paragraph.piece(entry.takenBack());
    }
    return paragraph.toString();
  }

  private static Tone tone(Entry entry) {
    if (entry.isRefused()) {
      return Tone.BAD;
    }
    return entry.changeOrNull() == Change.SHORTENED ? Tone.WORRYING : Tone.GOOD;
  }

  /// For programs (docs/schema/1.0/reevaluation.schema.json).
  public String json() {
    return JsonWriter.indented(
        new JsonBuilder()
            .put("schemaVersion", "1.0")
            .put(
                "tool",
                new JsonBuilder()
                    .put("name", "seaworthy")
                    .put("version", ProductVersion.text())
                    .build())
            .put("at", at.toString())
            .put("advisoryDigest", advisories.toString())
            .put("ended", ended)
            .putArray("certificates", entries.stream().map(ReevaluationReport::json).toList())
            .build());
  }

  private static JsonObject json(Entry entry) {
    JsonBuilder json =
        new JsonBuilder().put("asset", entry.asset().toJson()).put("change", entry.word());
    put(json, "image", entry.imageOrNull());
    put(json, "certificate", entry.before());
    put(json, "validUntilBefore", entry.endedOrNull());
    put(json, "validUntil", entry.endsOrNull());
    put(json, "issued", entry.issuedOrNull());
    return json.putStrings("reasons", entry.reasons())
        .putUnlessEmpty("problem", entry.problem())
        .put("revoked", entry.isRevoked() && entry.isBeforeSayingMore())
        .putStrings("sayingMore", entry.sayingMore().stream().map(Digest::toString).toList())
        .build();
  }

  private static void put(JsonBuilder json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }
}
