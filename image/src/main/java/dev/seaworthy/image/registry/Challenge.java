package dev.seaworthy.image.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a registry asks for before it answers (RFC 9110, section 11.6.1, `WWW-Authenticate`).
///
/// @param scheme in lower case, such as `bearer`
/// @param parameters by name in lower case
record Challenge(String scheme, Map<String, String> parameters) {

  private static final int HEADER_CHARS_MAX = 8_192;

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /// All challenges of a header's values; what can't be read is left out.
  static List<Challenge> parse(List<String> values) {
    List<Challenge> challenges = new ArrayList<>();
    for (String value : values) {
      if (value.length() <= HEADER_CHARS_MAX) {
        new Scanner(value).run(challenges);
      }
    }
    return challenges;
  }

  /// Reads `scheme name=value, name="value", scheme …`.
  private static final class Scanner {
    private final String text;
    private int at;
    private String scheme = "";
    private Map<String, String> parameters = new LinkedHashMap<>();

    Scanner(String text) {
      this.text = text;
    }

    void run(List<Challenge> challenges) {
      skip();
      while (at < text.length()) {
        String word = token();
        if (word.isEmpty()) {
          break;
        }
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          parameters.put(word.toLowerCase(Locale.ROOT), value());
        } else {
          finish(challenges);
          scheme = word.toLowerCase(Locale.ROOT);
        }
        skip();
      }
      finish(challenges);
    }

    private void finish(List<Challenge> challenges) {
      if (!scheme.isEmpty()) {
        challenges.add(new Challenge(scheme, parameters));
      }
      parameters = new LinkedHashMap<>();
    }

    private void skip() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == ',')) {
        at++;
      }
    }

    private String token() {
      int start = at;
      while (at < text.length() && " ,=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        return token();
      }
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
        at++;
      }
      at++;
      return value.toString();
    }
  }
}
