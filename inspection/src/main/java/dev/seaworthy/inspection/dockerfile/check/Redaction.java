package dev.seaworthy.inspection.dockerfile.check;

import java.util.Comparator;
import java.util.List;

/// Takes secrets out of what is shown: of each stays its beginning, at most four characters and at
/// most a fifth of it.
public final class Redaction {

  /// Hides nothing.
  static final Redaction NONE = new Redaction(List.of());

  private static final int SHOWN_CHARS_MAX = 4;

  /// With more than this in one file, its text is not shown at all.
  private static final int SECRETS_MAX = 300;

  private static final int CHARS_MIN = 3;

  private final List<String> secrets;

  /// @param secrets what is taken out beside what is recognised by its form
  public Redaction(List<String> secrets) {
    this.secrets =
        secrets.stream()
            .map(String::strip)
            .filter(secret -> secret.length() >= CHARS_MIN)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /// The text without the secrets.
  public String of(String text) {
    if (secrets.size() > SECRETS_MAX) {
      return "***";
    }
    String safe = SecretTexts.withoutTokens(text);
    for (String secret : secrets) {
      safe = safe.replace(secret, shown(secret));
    }
    return safe;
  }

  /// What may be shown of a secret.
  public static String shown(String secret) {
    int shown = Math.min(SHOWN_CHARS_MAX, secret.length() / 5);
    return secret.substring(0, shown) + "***";
  }
}
