package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Looks for lines of configuration files.
final class ConfigLines {

  private static final int KEY_CHARS = 80;

  private ConfigLines() {}

  /// A sight for each line that the expression fits as a whole, white space around it aside.
  static List<Sight> matching(
      InspectedImage image, String path, String text, String expression, String evidence) {
    return matching(image, path, text, Pattern.compile(expression).asMatchPredicate(), evidence);
  }

  /// A sight for each line that fits, white space around it aside.
  static List<Sight> matching(
      InspectedImage image, String path, String text, Predicate<String> fits, String evidence) {
    List<Sight> sights = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (fits.test(line)) {
        // The line itself, for its number changes with lines above it.
        sights.add(
            Sight.keyed(image.at(path), Text.shorten(line, KEY_CHARS), evidence).onLine(i + 1));
      }
    }
    return sights;
  }
}
