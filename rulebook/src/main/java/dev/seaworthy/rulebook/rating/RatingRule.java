package dev.seaworthy.rulebook.rating;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.rulebook.RuleHeader;
import dev.seaworthy.rulebook.RulebookError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How a rulebook rates flaws.
///
/// @param header what it is and where it is written
/// @param steps the statements that it looks for; the first that is there rates
/// @param atLeast the statements that the rating is never milder than, such as an official grade
/// @param bands the least score, times ten, of each rating, by kind of vector, worst rating first
/// @param words the rating that a source's word stands for; words in lower case
/// @param unratedAs as what a flaw counts that nobody has rated
/// @param names what the rulebook calls the ratings
public record RatingRule(
    RuleHeader header,
    List<RatingStep> steps,
    List<RatingStep> atLeast,
    Map<String, List<Band>> bands,
    Map<String, Rating> words,
    Rating unratedAs,
    Map<Rating, BilingualText> names) {

  private static final String[] MEMBERS = {
    "steps", "atLeast", "bands", "words", "unratedAs", "names"
  };

  public RatingRule {
    steps = List.copyOf(steps);
    atLeast = List.copyOf(atLeast);
    bands = Map.copyOf(bands);
    words = Map.copyOf(words);
    names = Map.copyOf(names);
    if (!unratedAs.isAtLeast(Rating.LOW)) {
      throw new IllegalArgumentException("what nobody has rated must count as something");
    }
    for (Rating rating : Rating.values()) {
      if (!names.containsKey(rating)) {
        throw new IllegalArgumentException(rating + " has no name");
      }
    }
  }

  /// A rating with the least score that it has, times ten.
  public record Band(Rating rating, int fromTenths) {}

  /// A rule that comes with the program.
  ///
  /// @param reference its id and version, such as `fedramp.rating@1`
  /// @throws SeaworthyException [RulebookError#NO_SUCH_RULE]
  public static RatingRule builtIn(String reference) {
    return Holder.ALL.stream()
        .filter(rule -> rule.reference().equals(reference))
        .findFirst()
        .orElseThrow(() ->
            new SeaworthyException(
                RulebookError.NO_SUCH_RULE,
                "\"%s\" is not the id and version of a rating rule"
                    .formatted(Text.shorten(reference, 60))));
  }

  /// The rules that come with the program, each in its newest version.
  public static List<RatingRule> builtIn() {
    return Holder.NEWEST;
  }

  /// The names of all rules that come with the program, older versions included.
  public static List<String> references() {
    return Holder.ALL.stream().map(RatingRule::reference).toList();
  }

  /// Reads the documents when they are first asked for, and once.
  private static final class Holder {
    private static final List<RatingRule> ALL =
        Stream.of("seaworthy-1.json", "fedramp-1.json", "mlps-1.json", "mlps-2.json")
            .map(name -> read(RuleDocument.resource(RatingRule.class, name)))
            .toList();
    private static final List<RatingRule> NEWEST =
        ALL.stream().filter(rule -> ALL.stream().noneMatch(other -> other.follows(rule))).toList();
  }

  /// Reads a rule strictly.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE] naming the member
  static RatingRule read(RuleDocument document) {
    RuleHeader header = document.header(MEMBERS);
    List<RatingStep> steps = document.parts("steps").stream().map(RatingRule::step).toList();
    List<RatingStep> atLeast =
        document.object().members().containsKey("atLeast")
            ? document.parts("atLeast").stream().map(RatingRule::step).toList()
            : List.of();
    Map<String, List<Band>> bands = new HashMap<>();
    for (RuleDocument part : document.parts("bands")) {
      List<Band> ofKind = bands(part.only("kind", "from"));
      bands.put(part.text("kind"), ofKind);
    }
    Map<String, Rating> words = new HashMap<>();
    for (RuleDocument part : document.parts("words")) {
      Rating rating = part.only("rating", "words").rating("rating");
      part.texts("words").forEach(word -> words.put(word.toLowerCase(Locale.ROOT), rating));
    }
    Map<Rating, BilingualText> names = new EnumMap<>(Rating.class);
    RuleDocument named = document.part("names");
    for (Rating rating : Rating.values()) {
      names.put(rating, named.bilingual(rating.word()));
    }
    Rating unratedAs = document.rating("unratedAs");
    if (!unratedAs.isAtLeast(Rating.LOW)) {
      throw document.bad("unratedAs", "must be critical, high, moderate or low");
    }
    return new RatingRule(header, steps, atLeast, bands, words, unratedAs, names);
  }

  private static RatingStep step(RuleDocument part) {
    String method = part.only("basis", "method", "kind", "by").text("method");
    RatingStep.Method known =
        Arrays.stream(RatingStep.Method.values())
            .filter(each -> each.name().replace('_', '-').toLowerCase(Locale.ROOT).equals(method))
            .findFirst()
            .orElseThrow(() -> part.bad("method", "must be score, word or gbt-technical"));
    return new RatingStep(part.text("basis"), known, part.text("kind"), part.texts("by"));
  }

  private static List<Band> bands(RuleDocument part) {
    List<Band> bands = new ArrayList<>();
    for (RuleDocument band : part.parts("from")) {
      Band next =
          new Band(band.only("rating", "tenths").rating("rating"), band.number("tenths", 0, 100));
      boolean isInOrder = bands.isEmpty() || bands.getLast().fromTenths() > next.fromTenths();
      if (!isInOrder) {
        throw band.bad("tenths", "must be less than in the band before");
      }
      bands.add(next);
    }
    if (bands.getLast().fromTenths() != 0) {
      throw part.bad("from", "must reach down to 0");
    }
    return bands;
  }

  /// Id and version, such as `fedramp.rating@1`.
  public String reference() {
    return header.reference();
  }

  private boolean follows(RatingRule other) {
    return header.id().equals(other.header.id()) && header.version() > other.header.version();
  }

  /// As what a rating counts.
  public Rating effective(Rating rating) {
    return rating == Rating.UNRATED ? unratedAs : rating;
  }

  /// What the rulebook calls a rating.
  public BilingualText name(Rating rating) {
    BilingualText name = names.get(rating);
    if (name == null) {
      throw new IllegalStateException(rating + " has no name");
    }
    return name;
  }

  /// The band of a score; empty for a kind that the rule has no bands for.
  Optional<Rating> ofScore(String kind, int tenths) {
    return bands.getOrDefault(kind, List.of()).stream()
        .filter(band -> tenths >= band.fromTenths())
        .map(Band::rating)
        .findFirst();
  }

  /// What a source's word stands for; empty for words that rate nothing.
  Optional<Rating> ofWord(String word) {
    return Optional.ofNullable(words.get(word.toLowerCase(Locale.ROOT)));
  }
}
