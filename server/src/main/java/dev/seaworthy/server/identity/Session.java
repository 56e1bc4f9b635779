package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.access.Principal.Factors;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// What follows from a sign-in.
///
/// @param id its id, another one after each change of what it allows
/// @param person whose
/// @param name by which they sign in
/// @param state what it is good for
/// @param factors how they showed who they are
/// @param method how they signed in
/// @param address from where
/// @param madeAt when they signed in
/// @param seenAt when it was last used, to half a minute
/// @param endsAt when it ends at the latest
/// @param authenticatedAt when they last showed a factor
record Session(
    UUID id,
    UUID person,
    String name,
    State state,
    Factors factors,
    Method method,
    String address,
    Instant madeAt,
    Instant seenAt,
    Instant endsAt,
    Instant authenticatedAt) {
  /// What a session is good for.
  enum State {
    SIGNED_IN,
    /// A second factor is to be shown.
    SECOND_FACTOR,
    /// A second factor is to be set up, for one is compelled and there is none.
    ENROL_SECOND_FACTOR;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// How somebody signed in.
  enum Method {
    PASSWORD,
    CERTIFICATE,
    OIDC
  }

  static final String KIND = "session:";

  Principal principal() {
    return new Principal(person, Principal.Kind.HUMAN, name, KIND + id, factors, authenticatedAt);
  }
}
