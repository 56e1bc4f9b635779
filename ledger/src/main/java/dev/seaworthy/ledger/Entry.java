package dev.seaworthy.ledger;

import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.regex.Pattern;

/// What is about to be appended.
///
/// @param kind lower-case words with dashes
/// @param payload what is recorded
public record Entry(String kind, JsonObject payload) {

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int KIND_CHARS_MAX = 60;

  public Entry {
    if (kind.length() > KIND_CHARS_MAX || !KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("kind " + kind);
    }
  }
}
