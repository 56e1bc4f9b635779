package dev.seaworthy.rulebook;

import java.util.Locale;

/// How bad a flaw is, from worst to least. Which score or word becomes which rating is a rule's
/// matter: see [dev.seaworthy.rulebook.rating.RatingRule].
public enum Rating {
  CRITICAL,
  HIGH,
  MODERATE,
  LOW,
  /// Rated, and without impact: a score of 0.0.
  NONE,
  /// Nobody has rated it yet. A rule says as what it counts.
  UNRATED;

  /// The word in reports and configuration, in lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The word for people, such as `High`.
  public String title() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /// Whether this is as bad as the other or worse.
  public boolean isAtLeast(Rating other) {
    return compareTo(other) <= 0;
  }
}
