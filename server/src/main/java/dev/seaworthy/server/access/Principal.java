package dev.seaworthy.server.access;

import dev.seaworthy.server.audit.AuditEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// Somebody whom an [Authenticator] knows.
///
/// @param id the identity
/// @param kind of what kind
/// @param name how people know it
/// @param credential by which credential: the id of a session, a token or a client certificate
/// @param factors how it showed who it is
/// @param authenticatedAt when it last did so itself, for step-up
public record Principal(
    UUID id, Kind kind, String name, String credential, Factors factors, Instant authenticatedAt) {
  /// Of what kind an identity is.
  public enum Kind {
    HUMAN,
    ROBOT
  }

  /// How strongly somebody showed who they are.
  public enum Factors {
    /// A password or a token alone.
    ONE,
    /// Two factors, or a client certificate.
    TWO
  }

  /// As the audit trail names it.
  public AuditEvent.Actor actor() {
    return new AuditEvent.Actor(kind.name().toLowerCase(Locale.ROOT), id.toString(), name);
  }
}
