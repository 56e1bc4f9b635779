package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Digest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds a digest in what documents write of images.
final class Digests {

  private static final Pattern DIGEST = Pattern.compile("sha256(?::|%3A)([0-9a-f]{64})");

  private Digests() {}

  /// The digest in the first text that has one.
  static @Nullable Digest find(String text, String otherwise) {
    for (String candidate : new String[] {text, otherwise}) {
      Matcher matcher = DIGEST.matcher(candidate);
      if (matcher.find()) {
        return new Digest(Digest.Algorithm.SHA256, matcher.group(1));
      }
    }
    return null;
  }
}
