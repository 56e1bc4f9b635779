package dev.seaworthy.cli.report;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.DeviationNote;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.Relief;
import dev.seaworthy.verdict.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What deviations change in a verdict, and which change nothing and why.
final class DeviationEntries {

  private static final String ENTRY = "  ";
  private static final String DETAIL = "      ";

  private DeviationEntries() {}

  /// For people; empty where no deviation speaks of the image.
  static String table(Verdict verdict, int width) {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(verdict.reliefs())
        .forEach((finding, relief) -> {
          for (Deviation deviation : relief.deviations()) {
            out.append(
                new Paragraph(width, ENTRY, DETAIL)
                    .piece("deviation " + Text.visible(deviation.request().id()))
                    .prose(
                        "%s of %s: %s"
                            .formatted(
                                deviation.request().kind().word().replace('-', ' '),
                                Text.visible(deviation.request().name()),
                                effect(relief))));
          }
        });
    for (DeviationNote note : verdict.notes()) {
      out.append(
          new Paragraph(width, ENTRY, DETAIL)
              .piece("deviation " + Text.visible(note.deviation()))
              .prose(
                  "gives no relief: %s: %s (%s)"
                      .formatted(
                          note.code().title(), Text.visible(note.detail()), note.code().id())));
    }
    return out.isEmpty() ? "" : "\n" + out;
  }

  private static String effect(Relief relief) {
    String effect;
    if (relief.isClosed()) {
      effect = "closed";
    } else if (relief.isExcused()) {
      effect = "may stay";
    } else if (relief.isWaiting()) {
      effect = "a vendor is waited for";
    } else if (relief.adjusted().isPresent()) {
      effect = "counts as " + relief.adjusted().get().title();
    } else {
      effect = "told, and changes nothing";
    }
    return "%s, through %s".formatted(effect, relief.until().truncatedTo(ChronoUnit.SECONDS));
  }

  /// What deviations change.
  static List<JsonObject> reliefs(Verdict verdict) {
    return new TreeMap<>(verdict.reliefs())
        .entrySet().stream().map(DeviationEntries::relief).toList();
  }

  private static JsonObject relief(Map.Entry<FindingId, Relief> entry) {
    Relief relief = entry.getValue();
    JsonBuilder json =
        new JsonBuilder()
            .put("finding", entry.getKey().value())
            .putArray(
                "used", relief.deviations().stream().map(DeviationEntries::deviation).toList())
            .put("isClosed", relief.isClosed())
            .put("isExcused", relief.isExcused())
            .put("isWaiting", relief.isWaiting());
    relief.adjusted().ifPresent(rating -> json.put("adjusted", rating.word()));
    json.putIfPresent("clock", relief.clock());
    return json.put("until", relief.until().toString()).build();
  }

  private static JsonObject deviation(Deviation deviation) {
    return new JsonBuilder()
        .put("id", deviation.request().id())
        .put("kind", deviation.request().kind().word())
        .put("digest", deviation.digest().toString())
        .put("reason", deviation.request().reason())
        .build();
  }

  /// What gives no relief.
  static List<JsonObject> notes(Verdict verdict) {
    return verdict.notes().stream()
        .map(note ->
            new JsonBuilder()
                .put("finding", note.finding().value())
                .put("deviation", note.deviation())
                .put("code", note.code().id())
                .put("detail", note.detail())
                .build())
        .toList();
  }
}
