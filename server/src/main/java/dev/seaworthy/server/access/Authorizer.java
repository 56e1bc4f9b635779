package dev.seaworthy.server.access;

import org.jspecify.annotations.Nullable;

/// Decides what a principal may do. The package `identity` has the one bean.
public interface Authorizer {
  /// Decides one use of a permission other than [Permission#ANYONE].
  ///
  /// @param project the project's name from the path; null exactly for permissions of the platform
  Decision decide(Principal principal, Permission permission, @Nullable String project);

  /// The decision.
  sealed interface Decision {}

  /// Go on.
  record Allowed() implements Decision {}

  /// Not for this principal.
  ///
  /// @param reason for the sender and the audit trail
  /// @param hidden whether to answer as if the project did not exist
  record Denied(String reason, boolean hidden) implements Decision {}
}
