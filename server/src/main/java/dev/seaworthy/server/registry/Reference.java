package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.registry.Refusal.Code;
import java.util.regex.Pattern;

/// Which manifest of a repository.
sealed interface Reference {
  Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  /// As it is written after a repository's name.
  String suffix();

  /// By its digest.
  record ByDigest(Digest digest) implements Reference {
    @Override
    public String suffix() {
      return "@" + digest;
    }

    @Override
    public String toString() {
      return "manifest " + digest;
    }
  }

  /// By a name that may move.
  record ByTag(String tag) implements Reference {
    @Override
    public String suffix() {
      return ":" + tag;
    }

    @Override
    public String toString() {
      return "tag " + tag;
    }
  }

  /// Reads one.
  ///
  /// @throws Refusal DIGEST_INVALID or MANIFEST_INVALID
  static Reference parse(String text) {
    if (text.indexOf(':') >= 0) {
      return new ByDigest(digest(text));
    }
    return new ByTag(tag(text));
  }

  static String tag(String text) {
    if (!TAG.matcher(text).matches()) {
      throw new Refusal(
          Code.MANIFEST_INVALID,
          "A tag has 1 to 128 letters, digits, \"_\", \".\" and \"-\", and begins with none of the"
              + " last two.");
    }
    return text;
  }

  static Digest digest(String text) {
    try {
      return Digest.parse(text);
    } catch (SeaworthyException e) {
      throw new Refusal(
          Code.DIGEST_INVALID, "A digest is sha256: or sha512: and as many small hex digits.");
    }
  }
}
