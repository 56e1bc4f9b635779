package dev.seaworthy.server.identity;

import java.util.UUID;

/// What images, findings and rights belong to.
///
/// @param id its id
/// @param name its name, which no other project ever has; the first part of its repositories' names
/// @param visibility who may read it without a role in it
/// @param policy the policy that decides on its images; empty for the installation's
/// @param boundary the authorization boundary that it belongs to; may be empty
public record Project(UUID id, String name, Visibility visibility, String policy, String boundary) {
  /// Who may read a project without a role in it.
  public enum Visibility {
    /// Everybody who is signed in reads it and pulls its images.
    PUBLIC,
    /// Those with a role in it, or one that counts in all projects.
    PRIVATE,
    /// Those with a role in it alone; roles that count in all projects only manage its members.
    SENSITIVE
  }
}
