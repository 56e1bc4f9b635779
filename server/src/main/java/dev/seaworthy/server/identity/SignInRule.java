package dev.seaworthy.server.identity;

import java.time.Duration;

/// By which rules people sign in.
///
/// @param policy the policy of the installation; some of them compel a second factor
/// @param secondFactor whether the installation compels one on its own account
/// @param passwordCharsMin how short a password may be
/// @param idle how long a session lives without a request
/// @param absolute how long a session lives at most
/// @param reviewDays how long an access review may take
/// @param compelled whether a second factor is compelled in effect: by choice, by the
///   installation's policy or by that of any project
/// @param separated whether the founder's role is held to the separation of duties
record SignInRule(
    String policy,
    SecondFactor secondFactor,
    int passwordCharsMin,
    Duration idle,
    Duration absolute,
    int reviewDays,
    boolean compelled,
    boolean separated) {
  /// Whether a second factor is compelled by choice.
  enum SecondFactor {
    OPTIONAL,
    REQUIRED
  }

  static final int PASSWORD_CHARS_MIN = 12;

  static SignInRule byDefault(boolean compelled, boolean separated) {
    return new SignInRule(
        "",
        SecondFactor.OPTIONAL,
        PASSWORD_CHARS_MIN,
        Duration.ofMinutes(15),
        Duration.ofHours(12),
        14,
        compelled,
        separated);
  }

  /// Whether this policy compels a second factor or a client certificate for every person: MLPS
  /// level 3 and above (IA-a, IA-b), and FedRAMP (IA-2(1), IA-2(2)).
  static boolean compels(String policy) {
    return policy.startsWith("fedramp-") || separates(policy);
  }

  /// Whether this policy separates the duties of administrators from the first day on.
  static boolean separates(String policy) {
    return policy.matches("mlps-level-[34].*");
  }
}
