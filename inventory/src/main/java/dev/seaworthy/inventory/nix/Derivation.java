package dev.seaworthy.inventory.nix;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads a derivation (Nix manual, "Derivation ATerm format"): `Derive(…)` around strings, lists in
/// brackets and tuples in parentheses. Lists and tuples come alike.
final class Derivation {

  private static final String START = "Derive";

  private final String text;
  private int at;

  private Derivation(String text) {
    this.text = text;
  }

  /// The members of the derivation; a string comes as a list of one.
  static List<JsonArray> read(String text, Limits limits) throws IOException {
    if (!text.startsWith(START + "(")) {
      throw new IOException("a derivation begins with Derive(");
    }
    Derivation derivation = new Derivation(text);
    derivation.at = START.length();
    List<JsonArray> members = new ArrayList<>();
    for (JsonValue member : derivation.list(limits.asInt(Limit.JSON_DEPTH)).items()) {
      members.add(member instanceof JsonArray list ? list : new JsonArray(List.of(member)));
    }
    return members;
  }

  private JsonArray list(int depthLeft) throws IOException {
    if (depthLeft == 0) {
      throw new IOException("a derivation nested too deep");
    }
    char end = next() == '(' ? ')' : ']';
    List<JsonValue> items = new ArrayList<>();
    while (peek() != end) {
      switch (peek()) {
        case ',' -> next();
        case '"' -> items.add(new JsonString(string()));
        case '(', '[' -> items.add(list(depthLeft - 1));
        default -> throw new IOException("unexpected %s at %s".formatted((int) peek(), at));
      }
    }
    next();
    return new JsonArray(items);
  }

  private String string() throws IOException {
    next();
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char c = next();
      if (c == '\\') {
        char escaped = next();
        c =
            switch (escaped) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> escaped;
            };
      }
      value.append(c);
    }
    next();
    return value.toString();
  }

  private char peek() throws IOException {
    if (at >= text.length()) {
      throw new IOException("a derivation that ends too early, after %s characters".formatted(at));
    }
    return text.charAt(at);
  }

  private char next() throws IOException {
    char c = peek();
    at++;
    return c;
  }
}
