package dev.seaworthy.server.access;

/// What somebody may do. A permission of a project counts in the projects where it was granted; one
/// of the platform counts everywhere.
public enum Permission {
  /// No permission: anybody, signed in or not. For signing in and for what is public by design.
  ANYONE(Scope.PLATFORM),
  /// Any identity, for what is open to all who are known. A token may do it too.
  SIGNED_IN(Scope.PLATFORM),
  /// A person in a session of their own, for what concerns themselves: no token, no robot.
  SELF(Scope.PLATFORM),
  /// As [#SELF], and also who still owes a second factor: for showing or setting up one.
  SIGNING_IN(Scope.PLATFORM),

  PLATFORM_READ(Scope.PLATFORM),
  PLATFORM_CHANGE(Scope.PLATFORM, Duty.SYSTEM),
  METRICS_READ(Scope.PLATFORM),
  IDENTITY_READ(Scope.PLATFORM),
  /// Makes people and disables them.
  IDENTITY_CHANGE(Scope.PLATFORM, Duty.SYSTEM),
  /// Has somebody start anew with a one-time link, in place of password and factors.
  IDENTITY_RESET(Scope.PLATFORM),
  /// Gives roles of the platform, and makes roles.
  ROLE_GRANT(Scope.PLATFORM, Duty.SECURITY),
  /// Changes the rules for signing in, policies, keys and providers of identities.
  SECURITY_CHANGE(Scope.PLATFORM, Duty.SECURITY),
  AUDIT_READ(Scope.PLATFORM, Duty.AUDIT),
  AUDIT_REVIEW(Scope.PLATFORM, Duty.AUDIT),
  PROJECT_CREATE(Scope.PLATFORM),

  PROJECT_READ(Scope.PROJECT),
  PROJECT_CHANGE(Scope.PROJECT),
  MEMBER_READ(Scope.PROJECT),
  /// Gives roles in the project and makes its robots.
  MEMBER_CHANGE(Scope.PROJECT),
  IMAGE_READ(Scope.PROJECT),
  IMAGE_PULL(Scope.PROJECT),
  IMAGE_PUSH(Scope.PROJECT),
  IMAGE_DELETE(Scope.PROJECT),
  /// Pulls what is already recorded as running although its certificate has expired.
  IMAGE_RESTART(Scope.PROJECT),
  /// Pulls what is not released yet, to look into it.
  QUARANTINE_PULL(Scope.PROJECT),
  /// Asks that an image runs although it is refused.
  QUARANTINE_RELEASE(Scope.PROJECT),
  /// Grants what somebody else asked for by [#QUARANTINE_RELEASE].
  BREAK_GLASS_APPROVE(Scope.PROJECT),
  SCAN_START(Scope.PROJECT),
  FINDING_READ(Scope.PROJECT),
  CERTIFICATE_READ(Scope.PROJECT),
  CERTIFICATE_REVOKE(Scope.PROJECT),
  DEVIATION_REQUEST(Scope.PROJECT),
  DEVIATION_ENDORSE(Scope.PROJECT),
  /// Records what an authorising official decided.
  DEVIATION_RECORD(Scope.PROJECT),
  JOB_READ(Scope.PROJECT),
  JOB_CHANGE(Scope.PROJECT);

  /// Where a permission counts.
  public enum Scope {
    PLATFORM,
    /// The path of every resource method with such a permission has the parameter `project`.
    PROJECT
  }

  /// The duties that one person never holds two of.
  public enum Duty {
    NONE,
    SYSTEM,
    SECURITY,
    AUDIT
  }

  private final Scope scope;
  private final Duty duty;

  Permission(Scope scope) {
    this(scope, Duty.NONE);
  }

  Permission(Scope scope, Duty duty) {
    this.scope = scope;
    this.duty = duty;
  }

  /// Where it counts.
  public Scope scope() {
    return scope;
  }

  /// To which of the separated duties it belongs.
  public Duty duty() {
    return duty;
  }

  /// Whether a role or a token can hold it; the others belong to whoever is signed in.
  public boolean isGrantable() {
    return switch (this) {
      case ANYONE, SIGNED_IN, SELF, SIGNING_IN -> false;
      default -> true;
    };
  }
}
