package dev.seaworthy.advisory.feed.kev;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.DocumentBeginning;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.Ids;
import dev.seaworthy.advisory.feed.JsonItems;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// CISA's catalogue: one document that holds every flaw known to be exploited. Its schema is
/// `known_exploited_vulnerabilities_schema.json`, beside the catalogue.
public final class KevFeed implements AdvisoryFeed {

  private static final String LICENCE = "CC0-1.0";
  private static final String LIST = "vulnerabilities";

  private final JsonItems items;

  public KevFeed(Limits limits) {
    this.items = new JsonItems(limits);
  }

  @Override
  public String name() {
    return "cisa-kev";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String licence() {
    return LICENCE;
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.members().contains("catalogVersion") && beginning.members().contains(LIST);
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    // The date of the whole, which is every entry's, may stand behind the list.
    Map<String, String> head = items.read(document, LIST, (_, _) -> {});
    Instant released = Fields.date(head.getOrDefault("dateReleased", ""));
    int[] read = {0};
    items.read(
        document,
        LIST,
        (place, value) -> {
          read[0]++;
          entry(place, value, released, sink);
        });
    String count = head.getOrDefault("count", "");
    if (!count.equals(Integer.toString(read[0]))) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s says that it has %s entries, and has %s".formatted(document.name(), count, read[0]));
    }
  }

  private void entry(int place, JsonValue value, Instant released, RecordSink sink)
      throws IOException {
    if (!(value instanceof JsonObject entry)) {
      sink.damaged(LIST + "[" + place + "]", "it is not an object");
      return;
    }
    String id = entry.text("cveID");
    String added = entry.text("dateAdded");
    if (!Ids.isId(id) || added.isEmpty()) {
      sink.damaged(LIST + "[" + place + "]", "it has no cveID or no dateAdded");
      return;
    }
    String due = entry.text("dueDate");
    boolean isDueKnown = due.isEmpty() || isDay(due);
    if (!isDueKnown) {
      // It is exploited all the same.
      sink.damaged(id, "its dueDate \"%s\" is no day".formatted(Text.shorten(due, 40)));
    }
    Enrichment exploited =
        new Enrichment.KnownExploited(
            name(),
            LICENCE,
            Fields.dateText(released),
            added,
            isDueKnown ? due : "",
            entry.text("knownRansomwareCampaignUse"),
            Fields.summary(entry.text("vulnerabilityName"), ""));
    Flaw flaw = new Flaw(new AdvisoryId(id), "", "", List.of(), List.of());
    sink.record(FeedRecord.of(flaw, exploited, released));
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
