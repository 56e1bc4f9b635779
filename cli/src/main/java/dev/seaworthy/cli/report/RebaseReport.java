package dev.seaworthy.cli.report;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Ink;
import dev.seaworthy.cli.text.Ink.Tone;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.scan.Rebase;
import dev.seaworthy.scan.Rebase.Kept;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.verdict.VulnerabilityFinding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Says what a rebase would do.
///
/// @param forecast what is said
/// @param image the image's scan
/// @param newBase the other base image's scan
/// @param entriesMax how many findings of each kind the table shows
public record RebaseReport(
    Rebase.Forecast forecast, ScanResult image, ScanResult newBase, Ink ink, int entriesMax) {

  /// How many findings of each kind a table shows unless more are asked for.
  public static final int USUAL_ENTRIES = 10;

  private static final int WIDTH = 80;
  private static final String ENTRY = "  ";
  private static final String DETAIL = "      ";

  /// For people.
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        new Paragraph(WIDTH, "", ENTRY)
            .piece(Text.visible(image.image().source()), ink, Tone.STRONG)
            .piece(FindingWords.base(image.image()))
            .piece("onto " + Text.visible(newBase.image().source())));
    section(text, "removed", Tone.GOOD, forecast.removed());
    section(text, "added", Tone.BAD, forecast.added());
    List<VulnerabilityFinding> kept = forecast.kept().stream().map(Kept::finding).toList();
    section(text, "kept", Tone.WORRYING, kept);
    Map<Rebase.Why, Long> reasons = new EnumMap<>(Rebase.Why.class);
    forecast.kept().forEach(each -> reasons.merge(each.why(), 1L, Long::sum));
    reasons.forEach((why, count) ->
        text.append(ENTRY).append(Quantities.grouped(count)).append(words(why)).append('\n'));
    return text.toString();
  }

  private void section(
      StringBuilder text, String word, Tone tone, List<VulnerabilityFinding> findings) {
    text.append('\n')
        .append(
            new Paragraph(WIDTH, "", ENTRY)
                .piece(Quantities.counted(findings.size(), "vulnerability") + " " + word, ink, tone)
                .piece(counts(findings)));
    for (VulnerabilityFinding finding :
        findings.subList(0, Math.min(findings.size(), entriesMax))) {
      text.append(
          new Paragraph(WIDTH, ENTRY, DETAIL)
              .piece(FindingWords.name(finding), ink, Tone.STRONG)
              .piece(FindingWords.rating(finding))
              .piece(FindingWords.installed(finding)));
    }
    int hidden = findings.size() - entriesMax;
    if (hidden > 0) {
      text.append(ENTRY)
          .append("… and ")
          .append(Quantities.grouped(hidden))
          .append(" more (--details shows all)\n");
    }
  }

  private static String counts(List<VulnerabilityFinding> findings) {
    Map<Rating, Integer> counts = new EnumMap<>(Rating.class);
    findings.forEach(finding -> counts.merge(finding.effective(), 1, Integer::sum));
    List<String> words =
        counts.entrySet().stream()
            .map(entry -> Quantities.grouped(entry.getValue()) + " " + entry.getKey().title())
            .toList();
    return words.isEmpty() ? "" : "(" + String.join(", ", words) + ")";
  }

  private static String words(Rebase.Why why) {
    return switch (why) {
      case OWN -> " brought by the image's own layers";
      case IN_NEW_BASE -> " in the other base image too";
      case PARTLY_OWN -> " only partly from the base image";
    };
  }

  /// For programs.
  public String json() {
    return JsonWriter.indented(
        new JsonBuilder()
            .put("schemaVersion", "1.0")
            .put("image", image.image().source())
            .put("base", forecast.from().name())
            .put("onto", newBase.image().source())
            .put("advisoryDigest", image.data().digest().toString())
            .putArray(
                "removed", forecast.removed().stream().map(each -> finding(each).build()).toList())
            .putArray(
                "added", forecast.added().stream().map(each -> finding(each).build()).toList())
            .putArray("kept", forecast.kept().stream().map(RebaseReport::kept).toList())
            .build());
  }

  private static JsonObject kept(Kept kept) {
    String why =
        switch (kept.why()) {
          case OWN -> "own";
          case IN_NEW_BASE -> "in-new-base";
          case PARTLY_OWN -> "partly-own";
        };
    return finding(kept.finding()).put("why", why).build();
  }

  private static JsonBuilder finding(VulnerabilityFinding finding) {
    return new JsonBuilder()
        .put("id", finding.id().value())
        .put("flaw", finding.flaw().value())
        .put("rating", finding.effective().word())
        .put("package", finding.packageName())
        .put("purl", finding.componentClass().purl())
        .putStrings(
            "versions",
            finding.components().stream()
                .map(each -> each.component().version())
                .distinct()
                .toList());
  }
}
