package dev.seaworthy.server.audit;

import dev.seaworthy.server.store.Json;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What happened, once.
///
/// @param at when
/// @param actor who
/// @param address the source address; empty for what the platform does by itself
/// @param action what, as `<package>.<noun>.<verb>`, such as `identity.role.granted`
/// @param subject on what: a kind and an id, such as `project:web`
/// @param project the project that it belongs to, if one
/// @param before the state before a change, without secrets
/// @param after the state after a change, without secrets
/// @param result how it went
/// @param reason why it was denied or failed, or the reason that the actor gave; may be empty
public record AuditEvent(
    Instant at,
    Actor actor,
    String address,
    String action,
    String subject,
    @Nullable String project,
    @Nullable Json before,
    @Nullable Json after,
    Result result,
    String reason) {

  public AuditEvent {
    Objects.requireNonNull(at);
    Objects.requireNonNull(actor);
  }

  /// How it went.
  public enum Result {
    DONE,
    DENIED,
    FAILED
  }

  /// Who did it.
  ///
  /// @param kind `human`, `robot`, `platform` or `nobody`
  /// @param id the identity's id; empty for `platform` and `nobody`
  /// @param name how people know it, as it was then
  public record Actor(String kind, String id, String name) {
    /// The platform itself, in a part of it such as `survey`.
    public static Actor platform(String part) {
      return new Actor("platform", "", part);
    }

    /// Somebody who did not say who.
    public static Actor nobody() {
      return new Actor("nobody", "", "");
    }
  }
}
