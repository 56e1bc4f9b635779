package dev.seaworthy.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Where a page ended: the values of the columns that the list is sorted by. Opaque to clients.
///
/// @param values none of them holds a line break
public record Cursor(List<String> values) {
  private static final int CHARS_MAX = 2000;

  public Cursor {
    values = List.copyOf(values);
  }

  /// A cursor of these values.
  public static Cursor of(String... values) {
    return new Cursor(List.of(values));
  }

  /// Reads what a client gave back.
  ///
  /// @param count how many values it has
  /// @throws ProblemException 400 when it is none of ours
  public static Cursor parse(String text, int count) {
    if (text.length() <= CHARS_MAX) {
      try {
        String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        List<String> values = List.of(decoded.split("\n", -1));
        if (values.size() == count) {
          return new Cursor(values);
        }
      } catch (IllegalArgumentException e) {
        // Not Base64: falls through to the same answer.
      }
    }
    throw new ProblemException(
        Problem.badRequest("after is no cursor; give the next of the page before."));
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join("\n", values).getBytes(StandardCharsets.UTF_8));
  }
}
