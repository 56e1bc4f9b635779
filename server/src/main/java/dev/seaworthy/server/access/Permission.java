package dev.seaworthy.server.access;

/// What somebody may do. A permission of a project counts in the projects where it was granted; one
/// of the platform counts everywhere.
public enum Permission {
  /// No permission: anybody, signed in or not. For signing in and for what is public by design.
  ANYONE(Scope.PLATFORM),
  /// Any identity that is signed in, for what concerns itself alone.
  SIGNED_IN(Scope.PLATFORM),

  PLATFORM_READ(Scope.PLATFORM),
  PLATFORM_CHANGE(Scope.PLATFORM),
  IDENTITY_READ(Scope.PLATFORM),
  IDENTITY_CHANGE(Scope.PLATFORM),
  ROLE_GRANT(Scope.PLATFORM),
  AUDIT_READ(Scope.PLATFORM),
  AUDIT_REVIEW(Scope.PLATFORM),
  PROJECT_CREATE(Scope.PLATFORM),

  PROJECT_READ(Scope.PROJECT),
  PROJECT_CHANGE(Scope.PROJECT),
  IMAGE_READ(Scope.PROJECT),
  IMAGE_PULL(Scope.PROJECT),
  IMAGE_PUSH(Scope.PROJECT),
  IMAGE_DELETE(Scope.PROJECT),
  /// Pulls what is already recorded as running although its certificate has expired.
  IMAGE_RESTART(Scope.PROJECT),
  SCAN_START(Scope.PROJECT),
  FINDING_READ(Scope.PROJECT),
  CERTIFICATE_READ(Scope.PROJECT),
  JOB_READ(Scope.PROJECT),
  JOB_CHANGE(Scope.PROJECT);

  /// Where a permission counts.
  public enum Scope {
    PLATFORM,
    /// The path of every resource method with such a permission has the parameter `project`.
    PROJECT
  }

  private final Scope scope;

  Permission(Scope scope) {
    this.scope = scope;
  }

  /// Where it counts.
  public Scope scope() {
    return scope;
  }
}
