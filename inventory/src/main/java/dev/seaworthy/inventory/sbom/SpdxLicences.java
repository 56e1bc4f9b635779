package dev.seaworthy.inventory.sbom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells licence identifiers and expressions (SPDX 2.3, annex D) from free text, and writes them in
/// their canonical case.
final class SpdxLicences {

  private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[A-Za-z0-9.+:-]+)");
  private static final Pattern REFERENCE =
      Pattern.compile("(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+");

  /// Longer or deeper texts are no one's licence expression.
  private static final int EXPRESSION_CHARS_MAX = 2_000;

  private static final int DEPTH_MAX = 20;

  private final Map<String, String> licences;
  private final Map<String, String> exceptions;

  private SpdxLicences(Map<String, String> licences, Map<String, String> exceptions) {
    this.licences = licences;
    this.exceptions = exceptions;
  }

  static SpdxLicences load() {
    return new SpdxLicences(load("spdx-licences.txt"), load("spdx-exceptions.txt"));
  }

  /// The identifier on the SPDX licence list, whatever the case in which it was written.
  Optional<String> identifier(String text) {
    return Optional.ofNullable(licences.get(text.strip().toLowerCase(Locale.ROOT)));
  }

  /// The expression with identifiers in canonical case and operators in upper case; empty when the
  /// text isn't an expression of known identifiers.
  Optional<String> expression(String text) {
    if (text.length() > EXPRESSION_CHARS_MAX) {
      return Optional.empty();
    }
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text.strip());
    int end = 0;
    while (end < matcher.regionEnd() && matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (tokens.isEmpty() || end < text.strip().length()) {
      return Optional.empty();
    }
    Parser parser = new Parser(tokens);
    boolean isExpression = parser.either(0) && parser.atEnd();
    return isExpression ? Optional.of(parser.text()) : Optional.empty();
  }

  /// A recursive descent over the tokens that writes them out as it goes.
  private final class Parser {
    private final List<String> tokens;
    private final StringBuilder out = new StringBuilder();
    private int position;

    Parser(List<String> tokens) {
      this.tokens = tokens;
    }

    boolean either(int depth) {
      if (depth > DEPTH_MAX || !both(depth)) {
        return false;
      }
      while (takes("OR")) {
        if (!both(depth)) {
          return false;
        }
      }
      return true;
    }

    private boolean both(int depth) {
      if (!one(depth)) {
        return false;
      }
      while (takes("AND")) {
        if (!one(depth)) {
          return false;
        }
      }
      return true;
    }

    private boolean one(int depth) {
      if (atEnd()) {
        return false;
      }
      String token = tokens.get(position);
      position++;
      if (token.equals("(")) {
        out.append('(');
        boolean inner = either(depth + 1) && !atEnd() && tokens.get(position).equals(")");
        position++;
        out.append(')');
        return inner;
      }
      String licence = licence(token);
      out.append(licence);
      if (licence.isEmpty() || !takes("WITH")) {
        return !licence.isEmpty();
      }
      String exception =
          atEnd() ? null : exceptions.get(tokens.get(position).toLowerCase(Locale.ROOT));
      position++;
      out.append(exception);
      return exception != null;
    }

    private String licence(String token) {
      if (REFERENCE.matcher(token).matches()) {
        return token;
      }
      boolean orLater = token.endsWith("+");
      String exact = identifier(token).orElse("");
      return exact.isEmpty() && orLater
          ? identifier(token.substring(0, token.length() - 1)).map(id -> id + "+").orElse("")
          : exact;
    }

    private boolean takes(String operator) {
      if (atEnd() || !tokens.get(position).equalsIgnoreCase(operator)) {
        return false;
      }
      position++;
      out.append(' ').append(operator).append(' ');
      return true;
    }

    boolean atEnd() {
      return position >= tokens.size();
    }

    String text() {
      return out.toString();
    }
  }

  private static Map<String, String> load(String resource) {
    try (InputStream in = SpdxLicences.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      Map<String, String> byLowerCase = new HashMap<>();
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          byLowerCase.put(line.toLowerCase(Locale.ROOT), line);
        }
      }
      return byLowerCase;
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + resource + " can't be read", e);
    }
  }
}
