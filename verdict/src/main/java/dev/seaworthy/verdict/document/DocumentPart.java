package dev.seaworthy.verdict.document;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.verdict.document.PlacedDocument.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A mapping inside a document, read strictly. Every failure carries the document's code and names
/// file, line, column and member.
///
/// @param pointer where it stands, a JSON pointer
public record DocumentPart(PlacedDocument document, String pointer, JsonObject object) {

  private static final int WORD_CHARS_MAX = 40;
  private static final int PATH_CHARS_MAX = 80;
  private static final int TEXT_CHARS_MAX = 4_000;

  /// The same part, after a look that it has no other members than these.
  public DocumentPart only(Collection<String> members) {
    for (String member : object.members().keySet()) {
      if (!members.contains(member)) {
        throw document.bad(
            keyOrNull(member),
            "\"%s\" is not known".formatted(Text.shorten(path(member), PATH_CHARS_MAX)),
            "Use some of: %s."
                .formatted(members.stream().sorted().collect(Collectors.joining(", "))));
      }
    }
    return this;
  }

  /// Whether the member is there.
  public boolean has(String member) {
    return object.members().containsKey(member);
  }

  /// A text with at least one character that shows.
  public String text(String member) {
    if (present(member) instanceof JsonString(String text)) {
      return shown(member, text);
    }
    throw bad(member, "must be a string");
  }

  private String shown(String member, String text) {
    if (text.isBlank()) {
      throw bad(member, "must not be empty");
    }
    if (text.length() > TEXT_CHARS_MAX) {
      throw bad(member, "has more than %s characters".formatted(TEXT_CHARS_MAX));
    }
    return text;
  }

  /// A text, or an empty one where the member isn't there.
  public String textOrEmpty(String member) {
    return has(member) ? text(member) : "";
  }

  /// A whole number.
  public int number(String member, int min, int max) {
    present(member);
    long value = object.integer(member).orElseThrow(() -> bad(member, "must be a whole number"));
    if (value < min || value > max) {
      throw bad(member, String.format(Locale.ROOT, "must lie between %,d and %,d", min, max));
    }
    return (int) value;
  }

  /// True or false.
  public boolean flag(String member) {
    if (present(member) instanceof JsonBoolean(boolean flag)) {
      return flag;
    }
    throw bad(member, "must be true or false");
  }

  /// True or false; false where the member isn't there.
  public boolean flagOrFalse(String member) {
    return has(member) && flag(member);
  }

  /// A list of texts.
  public List<String> texts(String member) {
    if (present(member) instanceof JsonArray(List<JsonValue> items)) {
      List<String> texts = new ArrayList<>();
      for (JsonValue item : items) {
        if (!(item instanceof JsonString(String text))) {
          throw bad(member, "must be a list of strings");
        }
        texts.add(shown(member, text));
      }
      if (texts.stream().distinct().count() < texts.size()) {
        throw bad(member, "names something twice");
      }
      return List.copyOf(texts);
    }
    throw bad(member, "must be a list of strings");
  }

  /// A list of at least one text, or none where the member isn't there.
  public List<String> textsOrNone(String member) {
    if (!has(member)) {
      return List.of();
    }
    List<String> texts = texts(member);
    if (texts.isEmpty()) {
      throw bad(member, "must name at least one, or be left out");
    }
    return texts;
  }

  /// Texts by name.
  public Map<String, String> textsByName(String member) {
    DocumentPart part = part(member);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : part.object().members().keySet()) {
      texts.put(name, part.text(name));
    }
    return texts;
  }

  /// A mapping.
  public DocumentPart part(String member) {
    if (present(member) instanceof JsonObject part) {
      return new DocumentPart(document, PlacedDocument.pointer(pointer, member), part);
    }
    throw bad(member, "must be an object");
  }

  /// A list of at least one mapping, or none where the member isn't there.
  public List<DocumentPart> parts(String member) {
    if (!has(member)) {
      return List.of();
    }
    List<DocumentPart> parts = new ArrayList<>();
    if (value(member) instanceof JsonArray(List<JsonValue> items) && !items.isEmpty()) {
      for (JsonValue item : items) {
        if (!(item instanceof JsonObject part)) {
          throw bad(member, "must be a list of objects");
        }
        String each = PlacedDocument.pointer(pointer, member) + "/" + parts.size();
        parts.add(new DocumentPart(document, each, part));
      }
      return List.copyOf(parts);
    }
    throw bad(member, "must be a list of objects");
  }

  /// A day.
  public LocalDate day(String member) {
    try {
      return LocalDate.parse(text(member));
    } catch (DateTimeException e) {
      throw bad(member, "must be a day such as 2026-11-22");
    }
  }

  /// An instant.
  public Instant instant(String member) {
    try {
      return Instant.parse(text(member));
    } catch (DateTimeException e) {
      throw bad(member, "must be an instant such as 2026-11-22T09:00:00Z");
    }
  }

  /// One of some values, by its word.
  public <T> T oneOf(String member, T[] values, Function<T, String> wordOf) {
    return oneOf(member, text(member), values, wordOf);
  }

  /// One of some values, by its word, or null where the member isn't there.
  public <T> @Nullable T oneOfOrNull(String member, T[] values, Function<T, String> wordOf) {
    return has(member) ? oneOf(member, values, wordOf) : null;
  }

  /// One of some values, by a word that stands in a member.
  public <T> T oneOf(String member, String word, T[] values, Function<T, String> wordOf) {
    return Arrays.stream(values)
        .filter(value -> wordOf.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() ->
            bad(
                member,
                "holds \"%s\", which is no such word".formatted(Text.shorten(word, WORD_CHARS_MAX)),
                "Use some of: %s."
                    .formatted(
                        Arrays.stream(values).map(wordOf).collect(Collectors.joining(", ")))));
  }

  /// The member's value, or null.
  public @Nullable JsonValue value(String member) {
    return object.members().get(member);
  }

  private JsonValue present(String member) {
    JsonValue value = value(member);
    if (value == null) {
      throw bad(member, "is missing");
    }
    return value;
  }

  /// The member with the names of what it stands in, such as `rules[0].id`.
  private String path(String member) {
    String parents =
        pointer.replaceAll("/([0-9]+)(?=/|$)", "[$1]").replaceFirst("^/", "").replace('/', '.');
    return parents.isEmpty() ? member : parents + "." + member;
  }

  /// What is wrong with a member.
  public SeaworthyException bad(String member, String problem) {
    return bad(member, problem, document.code().hint());
  }

  /// What is wrong with a member, and what to do.
  public SeaworthyException bad(String member, String problem, String hint) {
    Place place =
        Optional.ofNullable(document.values().get(PlacedDocument.pointer(pointer, member)))
            .orElse(document.values().get(pointer));
    return document.bad(
        place, "\"%s\" %s".formatted(Text.shorten(path(member), PATH_CHARS_MAX), problem), hint);
  }

  private @Nullable Place keyOrNull(String member) {
    return document.keys().get(PlacedDocument.pointer(pointer, member));
  }
}
