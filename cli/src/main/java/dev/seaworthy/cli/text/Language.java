package dev.seaworthy.cli.text;

import dev.seaworthy.rulebook.BilingualText;
import java.util.Locale;
import java.util.Optional;

/// The languages in which rules speak.
public enum Language {
  ENGLISH("en"),
  CHINESE("zh");

  private final String key;

  Language(String key) {
    this.key = key;
  }

  /// The language's code (ISO 639-1).
  public String key() {
    return key;
  }

  /// The text in this language.
  public String of(BilingualText text) {
    return this == CHINESE ? text.chinese() : text.english();
  }

  /// The language of a code or of a locale such as `zh_CN.UTF-8`.
  public static Optional<Language> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (Language language : values()) {
      boolean isPlain = lower.equals(language.key);
      if (isPlain || lower.startsWith(language.key + "_") || lower.startsWith(language.key + "-")) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
