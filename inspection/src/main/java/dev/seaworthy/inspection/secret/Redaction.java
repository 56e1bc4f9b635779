package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Text;

/// Shows of a secret what people need to recognise it and no more: its first four characters, and
/// never more than a fifth of it.
final class Redaction {

  private static final int SHOWN_MAX = 4;
  private static final int SHARE = 5;

  private Redaction() {}

  /// @param secret one character for each byte
  static String of(String secret) {
    int shown = Math.min(SHOWN_MAX, secret.length() / SHARE);
    return "%s… (%s characters)"
        .formatted(Text.visible(secret.substring(0, shown)), secret.length());
  }
}
