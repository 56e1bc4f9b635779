package dev.seaworthy.server.identity;

import jakarta.inject.Singleton;
import java.util.Locale;

/// Which passwords nobody may choose (SP 800-63B §5.1.1.2): short ones, known ones, and those made
/// of the person's own name. No rule wants a digit or a change every few months.
@Singleton
class PasswordRules {
  private static final int DIFFERENT_CHARS_MIN = 5;
  private static final int NAME_CHARS_MIN = 4;

  private final BreachedPasswords breached;

  PasswordRules(BreachedPasswords breached) {
    this.breached = breached;
  }

  /// Refuses what may not be.
  ///
  /// @throws dev.seaworthy.server.http.ProblemException 400 with the reason
  void check(String password, String personName, SignInRule rule) {
    String normal = Passwords.normal(password);
    int length = normal.codePointCount(0, normal.length());
    if (length < rule.passwordCharsMin()) {
      throw Checks.bad(
          "The password has %s characters; give at least %s. Several words in a row will do."
              .formatted(length, rule.passwordCharsMin()));
    }
    if (password.length() > Passwords.CHARS_MAX) {
      throw Checks.bad("The password has more than %s characters.".formatted(Passwords.CHARS_MAX));
    }
    if (normal.codePoints().distinct().count() < DIFFERENT_CHARS_MIN) {
      throw Checks.bad(
          "The password is made of fewer than %s different characters."
              .formatted(DIFFERENT_CHARS_MIN));
    }
    String key = People.key(personName);
    if (key.length() >= NAME_CHARS_MIN && normal.toLowerCase(Locale.ROOT).contains(key)) {
      throw Checks.bad("The password contains the name that it is for.");
    }
    if (breached.holds(normal)) {
      throw Checks.bad(
          "The password, or what is left of it without digits and signs at its ends, is on a list"
              + " of passwords that are known; choose another.");
    }
  }
}
