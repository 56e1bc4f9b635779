package dev.seaworthy.server.identity;

import dev.seaworthy.server.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The passwords that are known: a list that comes with the program, and the operator's own.
@Singleton
class BreachedPasswords {
  private static final String BUNDLED = "identity/common-passwords.txt";
  private static final int WORD_CHARS_MIN = 6;

  private final List<PasswordList> lists;

  @Inject
  BreachedPasswords(Settings settings) {
    this(settings.breachedPasswords().orElse(null));
  }

  BreachedPasswords(@Nullable Path own) {
    PasswordList bundled = PasswordList.parse(bundled());
    this.lists =
        Optional.ofNullable(own)
            .map(file -> List.of(bundled, PasswordList.open(file)))
            .orElseGet(() -> List.of(bundled));
  }

  private static String bundled() {
    try (InputStream in = BreachedPasswords.class.getClassLoader().getResourceAsStream(BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException(BUNDLED + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a password is known as it is, in lower case, or without the digits and signs that
  /// people put around a word to please a rule.
  boolean holds(String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    Set<String> forms = new LinkedHashSet<>(List.of(password, lower));
    String word = lower.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    if (word.length() >= WORD_CHARS_MIN) {
      forms.add(word);
    }
    String half = lower.substring(0, lower.length() / 2);
    if (lower.equals(half + half)) {
      forms.add(half);
    }
    return forms.stream().anyMatch(form -> lists.stream().anyMatch(list -> list.holds(form)));
  }
}
