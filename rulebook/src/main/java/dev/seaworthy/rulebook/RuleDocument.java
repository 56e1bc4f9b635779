package dev.seaworthy.rulebook;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A part of a rule's document, read strictly: what is asked for must be there, and what isn't
/// known is an error.
///
/// @param what where it stands, for messages, such as `rating/fedramp-1.json steps[2]`
/// @param object the part
public record RuleDocument(String what, JsonObject object) {

  /// A document that lies beside a class.
  ///
  /// @throws IllegalStateException when the program comes without it
  public static RuleDocument resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this program");
      }
      return new RuleDocument(name, new JsonReader(Limits.defaults()).readObject(in, name));
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be read", e);
    }
  }

  /// What every rule says of itself.
  ///
  /// @param own the members that the rule has beside those of the header
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public RuleHeader header(String... own) {
    Set<String> shared = Set.of("id", "version", "title", "source", "effective");
    for (String member : object.members().keySet()) {
      if (!shared.contains(member) && !Arrays.asList(own).contains(member)) {
        throw bad(member, "is not known");
      }
    }
    RuleDocument source = part("source").only("document", "edition", "place", "note");
    RuleDocument effective = part("effective").only("from", "until");
    LocalDate from = effective.day("from");
    return new RuleHeader(
        text("id"),
        number("version", 1, 100_000),
        bilingual("title"),
        new RuleHeader.Source(
            source.text("document"),
            source.text("edition"),
            source.object.text("place"),
            source.object.text("note")),
        from,
        effective.dayOrNull("until"));
  }

  /// The same part, after a look that it has no other members than these.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public RuleDocument only(String... members) {
    for (String member : object.members().keySet()) {
      if (!Arrays.asList(members).contains(member)) {
        throw bad(member, "is not known");
      }
    }
    return this;
  }

  /// A member that is an object.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public RuleDocument part(String member) {
    if (!(object.members().get(member) instanceof JsonObject part)) {
      throw bad(member, "must be an object");
    }
    return new RuleDocument(what + " " + member, part);
  }

  /// A member that is a list of objects.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public List<RuleDocument> parts(String member) {
    List<JsonObject> parts = object.objects(member);
    if (parts.isEmpty() || parts.size() != object.array(member).size()) {
      throw bad(member, "must be a list of objects");
    }
    return IntStream.range(0, parts.size())
        .mapToObj(i -> new RuleDocument(what + " " + member + "[" + i + "]", parts.get(i)))
        .toList();
  }

  /// A member that is a text of at least one character.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public String text(String member) {
    return object
        .string(member)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> bad(member, "must be a text"));
  }

  /// A member that is a list of texts; it may be empty.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public List<String> texts(String member) {
    List<String> texts = object.strings(member);
    if (!object.members().containsKey(member) || texts.size() != object.array(member).size()) {
      throw bad(member, "must be a list of texts");
    }
    return texts;
  }

  /// A member that is a whole number.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public int number(String member, int min, int max) {
    long value = object.integer(member).orElseThrow(() -> bad(member, "must be a whole number"));
    if (value < min || value > max) {
      throw bad(member, "must lie between " + min + " and " + max);
    }
    return (int) value;
  }

  /// A member that is a rating's word.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public Rating rating(String member) {
    String word = text(member);
    return Arrays.stream(Rating.values())
        .filter(rating -> rating.word().equals(word))
        .findFirst()
        .orElseThrow(() -> bad(member, "holds \"%s\", which is no rating".formatted(shown(word))));
  }

  /// A member that is a text in both languages.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public BilingualText bilingual(String member) {
    RuleDocument part = part(member).only("en", "zh");
    return new BilingualText(part.text("en"), part.text("zh"));
  }

  /// A member that is a day.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public LocalDate day(String member) {
    try {
      return LocalDate.parse(object.text(member));
    } catch (DateTimeException e) {
      throw bad(member, "must be a day such as 2026-02-15");
    }
  }

  /// A member that is a day; null where there is none.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public @Nullable LocalDate dayOrNull(String member) {
    return object.members().containsKey(member) ? day(member) : null;
  }

  /// A member that is a digest.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public Digest digest(String member) {
    return digest(member, text(member));
  }

  /// A member that is a list of digests; it may be empty.
  ///
  /// @throws SeaworthyException [RulebookError#BAD_RULE]
  public List<Digest> digests(String member) {
    return texts(member).stream().map(text -> digest(member, text)).toList();
  }

  private Digest digest(String member, String text) {
    try {
      return Digest.parse(text);
    } catch (SeaworthyException e) {
      throw bad(member, "must be a digest such as sha256:… (" + e.getMessage() + ")");
    }
  }

  /// What is wrong with a member.
  public SeaworthyException bad(String member, String problem) {
    return new SeaworthyException(
        RulebookError.BAD_RULE, "%s: \"%s\" %s".formatted(what, shown(member), problem));
  }

  private static String shown(String text) {
    return Text.shorten(text, 40);
  }
}
