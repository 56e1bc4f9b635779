package dev.seaworthy.advisory.feed.lifecycle;

import dev.seaworthy.advisory.Lifecycle;
import dev.seaworthy.advisory.Lifecycle.Release;
import dev.seaworthy.advisory.Lifecycle.When;
import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.DocumentBeginning;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// endoflife.date, in its three forms: a list of release cycles in a file named after the product
/// (its first API), an object of the product's identifiers likewise, and one object with all
/// products (`/api/v1/products/full`).
public final class EndOfLifeFeed implements AdvisoryFeed {

  private static final String LICENCE = "MIT";
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern CYCLES =
      Pattern.compile("\\A\\s*\\[\\s*\\{.*\"(cycle|eol)\"\\s*:.*", Pattern.DOTALL);

  private final Limits limits;
  private final JsonReader json;

  public EndOfLifeFeed(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  @Override
  public String name() {
    return "endoflife.date";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return LICENCE;
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    boolean isIdentifiers =
        beginning.members().contains("identifiers") && !beginning.members().contains("id");
    boolean isFull =
        beginning.members().contains("schema_version") && beginning.members().contains("result");
    return isIdentifiers || isFull || CYCLES.matcher(beginning.text()).matches();
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    try (InputStream in = document.content().open(limits.of(Limit.FEED_RECORD_BYTES))) {
      switch (json.read(in, document.name())) {
        case JsonArray(List<JsonValue> cycles) ->
            sink.lifecycle(lifecycle(product(document), List.of(), cycles(cycles), ""));
        case JsonObject object when !object.array("result").isEmpty() -> products(object, sink);
        case JsonObject object ->
            sink.lifecycle(lifecycle(product(document), identifiers(object, ""), List.of(), ""));
        case JsonString _, JsonNumber _, JsonBoolean _, JsonValue.JsonNull _ ->
            sink.damaged(document.name(), "it is neither a list nor an object");
      }
    } catch (BadRecordException e) {
      sink.damaged(document.name(), e.reason());
    } catch (SeaworthyException | LimitExceededException e) {
      sink.damaged(document.name(), String.valueOf(e.getMessage()));
    }
  }

  private static String product(FeedDocument document) throws BadRecordException {
    String file = document.name().substring(document.name().lastIndexOf('/') + 1);
    return Fields.name(file.replaceFirst("\\.json$", ""), "product");
  }

  private Lifecycle lifecycle(
      String product, List<String> identifiers, List<Release> releases, String asOf) {
    return new Lifecycle(product, name(), LICENCE, asOf, identifiers, releases);
  }

  private void products(JsonObject document, RecordSink sink) throws IOException {
    String generated = Fields.dateText(Fields.date(document.text("generated_at")));
    for (JsonObject product : document.objects("result")) {
      try {
        List<Release> releases = new ArrayList<>();
        for (JsonObject release : product.objects("releases")) {
          releases.add(release(release));
        }
        sink.lifecycle(
            lifecycle(
                Fields.name(product.text("name"), "name"),
                identifiers(product, "id"),
                releases,
                generated));
      } catch (BadRecordException e) {
        sink.damaged(product.text("name"), e.reason());
      }
    }
  }

  /// A list of `{"purl": …}` in the first API, of `{"type": …, "id": …}` in the second.
  private static List<String> identifiers(JsonObject holder, String member) {
    List<String> identifiers = new ArrayList<>();
    for (JsonObject identifier : holder.objects("identifiers")) {
      if (!member.isEmpty()) {
        identifiers.add(identifier.text(member));
      } else {
        for (JsonValue value : identifier.members().values()) {
          if (value instanceof JsonString(String text)) {
            identifiers.add(text);
          }
        }
      }
    }
    return identifiers.stream().filter(text -> !text.isEmpty()).distinct().sorted().toList();
  }

  private static List<Release> cycles(List<JsonValue> values) throws BadRecordException {
    List<Release> releases = new ArrayList<>();
    for (JsonValue value : values) {
      if (!(value instanceof JsonObject cycle)) {
        throw new BadRecordException("a cycle is not an object");
      }
      releases.add(
          new Release(
              name(cycle, "cycle"),
              cycle.text("codename"),
              day(cycle.text("releaseDate")),
              when(cycle, "support"),
              when(cycle, "eol"),
              when(cycle, "extendedSupport"),
              cycle.text("latest")));
    }
    return releases;
  }

  private static Release release(JsonObject release) throws BadRecordException {
    return new Release(
        name(release, "name"),
        release.text("codename"),
        day(release.text("releaseDate")),
        when(release, "eoasFrom", "isEoas"),
        when(release, "eolFrom", "isEol"),
        when(release, "eoesFrom", "isEoes"),
        release.object("latest").text("name"));
  }

  private static String name(JsonObject holder, String member) throws BadRecordException {
    return holder.members().get(member) instanceof JsonNumber number
        ? number.value().toPlainString()
        : Fields.name(holder.text(member), member);
  }

  private static String day(String text) {
    return DAY.matcher(text).matches() ? text : "";
  }

  /// A day, or whether it is over; what a source writes of `support` as true is that it goes on.
  private static When when(JsonObject cycle, String member) {
    return switch (cycle.members().get(member)) {
      case JsonString(String text) -> new When(day(text));
      case JsonBoolean(boolean value) -> new When(value == member.equals("eol") ? "yes" : "no");
      case null, default -> When.UNKNOWN;
    };
  }

  private static When when(JsonObject release, String dayMember, String flagMember) {
    String day = day(release.text(dayMember));
    if (!day.isEmpty()) {
      return new When(day);
    }
    return release.members().get(flagMember) instanceof JsonBoolean(boolean isOver)
        ? new When(isOver ? "yes" : "no")
        : When.UNKNOWN;
  }
}
