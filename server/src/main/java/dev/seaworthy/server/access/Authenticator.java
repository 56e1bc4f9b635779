package dev.seaworthy.server.access;

/// Finds out who sends a request. The package `identity` has the one bean.
public interface Authenticator {
  /// Reads the credentials of a request; may ask the database.
  Authentication authenticate(Incoming incoming);

  /// What came of it.
  sealed interface Authentication {}

  /// Somebody known.
  record Known(Principal principal) implements Authentication {}

  /// No credentials at all.
  record Anonymous() implements Authentication {}

  /// Credentials that are wrong, expired or not enough.
  ///
  /// @param reason for the sender, without secrets and without telling whether an identity exists
  record Rejected(String reason) implements Authentication {}
}
