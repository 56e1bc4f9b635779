package dev.seaworthy.inventory.classifier;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which files a classifier looks at, by the end of their paths: `nginx`, `jvm/*/release`,
/// `python{name}`. `*` stands for anything within a part of the path, `{name}` for a version, which
/// the pattern may ask for.
record FileGlob(String source) {

  private static final String NAME = "{name}";

  /// What every fitting file's name begins with.
  String prefix() {
    String last = lastPart();
    int star = last.indexOf('*');
    int name = last.indexOf(NAME);
    int end = Math.min(star < 0 ? last.length() : star, name < 0 ? last.length() : name);
    return last.substring(0, end);
  }

  /// The name of the files; with a star in it, it is no name.
  String lastPart() {
    return source.substring(source.lastIndexOf('/') + 1);
  }

  /// The version in the file's name, empty where the glob asks for none; null when it doesn't fit.
  @Nullable String fit(String path) {
    if (!source.contains("*") && !source.contains(NAME)) {
      return path.endsWith("/" + source) ? "" : null;
    }
    StringBuilder expression = new StringBuilder("(?:.*/)?");
    int at = 0;
    while (at < source.length()) {
      if (source.charAt(at) == '*') {
        expression.append("[^/]*");
        at++;
      } else if (source.startsWith(NAME, at)) {
        expression.append("(?<name>[0-9]+(?:\\.[0-9]+)*+)");
        at += NAME.length();
      } else {
        expression.append(Pattern.quote(source.substring(at, at + 1)));
        at++;
      }
    }
    Matcher matcher = Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(path);
    if (!matcher.matches()) {
      return null;
    }
    return source.contains(NAME) ? matcher.group("name") : "";
  }
}
