package dev.seaworthy.verdict;

import dev.seaworthy.advisory.match.Subscriptions;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.deadline.RatingDeadlines;
import dev.seaworthy.rulebook.rating.RatingRule;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads policies strictly: every member must be there, and none that isn't known.
final class PolicyReader {

  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "version",
          "refuseFrom",
          "ratingRule",
          "refuseStandings",
          "refuseSeen",
          "refuseKnownExploited",
          "deadlines",
          "scanWindowHours",
          "timeZone",
          "dataAgeDaysMax",
          "channels");

  private final String what;
  private final JsonObject document;

  private PolicyReader(String what, JsonObject document) {
    this.what = what;
    this.document = document;
  }

  /// A policy that comes with the program.
  static Policy builtIn(String name) {
    String resource = "policies/" + name + ".json";
    try (InputStream in = PolicyReader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from this program");
      }
      return read(new JsonReader(Limits.defaults()).readObject(in, resource), resource);
    } catch (IOException e) {
      throw new IllegalStateException(resource + " can't be read", e);
    }
  }

  /// @param what where the document comes from, for messages
  /// @throws SeaworthyException [VerdictError#BAD_POLICY] naming the member
  static Policy read(JsonObject document, String what) {
    return new PolicyReader(what, document).policy();
  }

  private Policy policy() {
    for (String member : document.members().keySet()) {
      if (!MEMBERS.contains(member)) {
        throw bad(member, "is not known");
      }
    }
    EnumSet<Standing> standings = EnumSet.noneOf(Standing.class);
    for (String word : strings("refuseStandings")) {
      standings.add(oneOf("refuseStandings", word, Standing.values(), Standing::word));
    }
    return new Policy(
        text("name"),
        number("version"),
        rating("refuseFrom"),
        RatingRule.builtIn(text("ratingRule")),
        standings,
        seen(),
        flag("refuseKnownExploited"),
        deadlinesOrNull(),
        number("scanWindowHours"),
        zone(),
        number("dataAgeDaysMax"),
        subscriptions());
  }

  /// The only member that may be absent.
  private Subscriptions subscriptions() {
    if (!document.members().containsKey("channels")) {
      return Subscriptions.NONE;
    }
    try {
      return new Subscriptions(Set.copyOf(strings("channels")));
    } catch (IllegalArgumentException e) {
      throw bad("channels", "is wrong: " + Text.shorten(String.valueOf(e.getMessage()), 300));
    }
  }

  private Map<Subject, Rating> seen() {
    String member = "refuseSeen";
    if (!(document.members().get(member) instanceof JsonObject seen)) {
      throw bad(member, "must be an object");
    }
    Map<Subject, Rating> ratings = new EnumMap<>(Subject.class);
    for (String word : seen.members().keySet()) {
      Subject subject = oneOf(member, word, Subject.values(), Subject::word);
      ratings.put(subject, gate(member, seen.text(word)));
    }
    return ratings;
  }

  private boolean flag(String member) {
    if (document.members().get(member) instanceof JsonBoolean(boolean flag)) {
      return flag;
    }
    throw bad(member, "must be true or false");
  }

  private @Nullable RatingDeadlines deadlinesOrNull() {
    String reference = text("deadlines");
    if (reference.equals("none")) {
      return null;
    }
    RatingDeadlines fedramp = RatingDeadlines.fedramp();
    if (reference.equals(fedramp.header().reference())) {
      return fedramp;
    }
    throw bad("deadlines", "must be \"none\" or " + fedramp.header().reference());
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(text("timeZone"));
    } catch (DateTimeException e) {
      throw bad("timeZone", "must be a time zone such as UTC or Asia/Shanghai");
    }
  }

  private String text(String member) {
    return document.string(member).orElseThrow(() -> bad(member, "must be a string"));
  }

  private int number(String member) {
    long value = document.integer(member).orElseThrow(() -> bad(member, "must be a whole number"));
    if (value < 1 || value > 100_000) {
      throw bad(member, "must lie between 1 and 100,000");
    }
    return (int) value;
  }

  private List<String> strings(String member) {
    List<String> strings = document.strings(member);
    if (!(document.members().get(member) instanceof JsonArray(List<JsonValue> items))
        || strings.size() != items.size()) {
      throw bad(member, "must be a list of strings");
    }
    return strings;
  }

  private Rating rating(String member) {
    return gate(member, text(member));
  }

  private Rating gate(String member, String word) {
    Rating rating = oneOf(member, word, Rating.values(), Rating::word);
    if (rating == Rating.UNRATED || rating == Rating.NONE) {
      throw bad(member, "must be critical, high, moderate or low");
    }
    return rating;
  }

  private <T> T oneOf(String member, String word, T[] values, Function<T, String> wordOf) {
    return Arrays.stream(values)
        .filter(value -> wordOf.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() ->
            bad(member, "holds \"%s\", which is no such word".formatted(Text.shorten(word, 40))));
  }

  private SeaworthyException bad(String member, String problem) {
    return new SeaworthyException(
        VerdictError.BAD_POLICY,
        "%s: \"%s\" %s".formatted(what, Text.shorten(member, 40), problem));
  }
}
