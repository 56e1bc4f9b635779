package dev.seaworthy.inventory.text;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads files of `Field: value` stanzas parted by empty lines, the form of Debian's control files
/// (deb-control(5)) that opkg and Python's core metadata share. Only wanted fields are kept.
public final class ControlReader implements Closeable {

  private final Lines lines;
  private final Set<String> wanted;

  /// @param wanted the fields to keep, in lower case
  public ControlReader(FileContent content, Limits limits, Set<String> wanted) throws IOException {
    this(Lines.of(content, limits), wanted);
  }

  public ControlReader(Lines lines, Set<String> wanted) {
    this.lines = lines;
    this.wanted = Set.copyOf(wanted);
  }

  /// One paragraph.
  ///
  /// @param fields every value given for a field, by its lower-case name; lines of a folded value
  ///   are joined by line feeds
  /// @param line the number of its first line
  /// @param isEnded whether an empty line ended it
  /// @param problem what in it could not be understood, or empty
  public record Stanza(
      Map<String, List<String>> fields, int line, boolean isEnded, String problem) {

    public Stanza {
      fields = Map.copyOf(fields);
    }

    /// The first value of the field, without the white space around it; empty when it has none.
    public String first(String field) {
      List<String> values = fields.get(field);
      return values == null ? "" : values.getFirst().strip();
    }

    /// All values of the field.
    public List<String> all(String field) {
      return fields.getOrDefault(field, List.of());
    }
  }

  /// The next stanza, or null when there are no more. A stanza without any wanted field is returned
  /// as well, since it may be a broken one.
  public @Nullable Stanza next() throws IOException {
    Map<String, List<StringBuilder>> fields = new HashMap<>();
    String problem = "";
    int first = 0;
    @Nullable StringBuilder current = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        if (first > 0) {
          return stanza(fields, first, true, problem);
        }
        continue;
      }
      if (first == 0) {
        first = lines.number();
      }
      int colon = line.indexOf(':');
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (current != null) {
          current.append('\n').append(line.strip());
        }
      } else if (colon <= 0) {
        problem = "line %s has no field name".formatted(lines.number());
        current = null;
      } else {
        current = newValue(line.substring(0, colon), fields);
        if (current != null) {
          current.append(line.substring(colon + 1).strip());
        }
      }
    }
    return first == 0 ? null : stanza(fields, first, false, problem);
  }

  /// Whether the file ends with a line feed, as far as it was read.
  public boolean endsWithLineFeed() {
    return lines.endsWithLineFeed();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private @Nullable StringBuilder newValue(String field, Map<String, List<StringBuilder>> fields) {
    String name = field.strip().toLowerCase(Locale.ROOT);
    if (!wanted.contains(name)) {
      return null;
    }
    StringBuilder value = new StringBuilder();
    fields.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
    return value;
  }

  private static Stanza stanza(
      Map<String, List<StringBuilder>> fields, int line, boolean isEnded, String problem) {
    Map<String, List<String>> texts = new HashMap<>();
    fields.forEach(
        (name, values) -> texts.put(name, values.stream().map(StringBuilder::toString).toList()));
    return new Stanza(texts, line, isEnded, problem);
  }
}
