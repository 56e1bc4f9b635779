package dev.seaworthy.image.walk;

import dev.seaworthy.base.Text;
import java.nio.charset.StandardCharsets;

/// Names that came as bytes, for people.
final class RawText {

  private static final int CHARS_MAX = 200;

  private RawText() {}

  static String shown(byte[] name) {
    return Text.shorten(new String(name, StandardCharsets.UTF_8), CHARS_MAX);
  }
}
