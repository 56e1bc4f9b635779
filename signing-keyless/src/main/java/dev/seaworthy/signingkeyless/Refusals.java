package dev.seaworthy.signingkeyless;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.keyless.KeylessError;
import org.jspecify.annotations.Nullable;

/// How this room says no.
final class Refusals {

  private static final int SAID_CHARS_MAX = 300;

  private Refusals() {}

  static SeaworthyException refused(KeylessError code, String what, String reason) {
    return refused(code, what, reason, null);
  }

  /// @param reason may quote what came from outside: it is shortened and made visible
  static SeaworthyException refused(
      KeylessError code, String what, String reason, @Nullable Throwable cause) {
    return new SeaworthyException(
        code, "%s: %s".formatted(what, Text.visible(Text.shorten(reason, SAID_CHARS_MAX))), cause);
  }

  /// What an exception of the library says, and what is behind it.
  static String said(Throwable thrown) {
    Throwable cause = thrown.getCause();
    String first = String.valueOf(thrown.getMessage());
    return cause == null || cause.getMessage() == null || first.contains(cause.getMessage())
        ? first
        : first + ": " + cause.getMessage();
  }
}
