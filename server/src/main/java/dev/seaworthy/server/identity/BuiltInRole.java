package dev.seaworthy.server.identity;

import static dev.seaworthy.server.access.Permission.AUDIT_READ;
import static dev.seaworthy.server.access.Permission.AUDIT_REVIEW;
import static dev.seaworthy.server.access.Permission.BREAK_GLASS_APPROVE;
import static dev.seaworthy.server.access.Permission.CERTIFICATE_READ;
import static dev.seaworthy.server.access.Permission.CERTIFICATE_REVOKE;
import static dev.seaworthy.server.access.Permission.DEVIATION_ENDORSE;
import static dev.seaworthy.server.access.Permission.DEVIATION_RECORD;
import static dev.seaworthy.server.access.Permission.DEVIATION_REQUEST;
import static dev.seaworthy.server.access.Permission.FINDING_READ;
import static dev.seaworthy.server.access.Permission.IDENTITY_CHANGE;
import static dev.seaworthy.server.access.Permission.IDENTITY_READ;
import static dev.seaworthy.server.access.Permission.IDENTITY_RESET;
import static dev.seaworthy.server.access.Permission.IMAGE_DELETE;
import static dev.seaworthy.server.access.Permission.IMAGE_PULL;
import static dev.seaworthy.server.access.Permission.IMAGE_PUSH;
import static dev.seaworthy.server.access.Permission.IMAGE_READ;
import static dev.seaworthy.server.access.Permission.IMAGE_RESTART;
import static dev.seaworthy.server.access.Permission.JOB_CHANGE;
import static dev.seaworthy.server.access.Permission.JOB_READ;
import static dev.seaworthy.server.access.Permission.MEMBER_CHANGE;
import static dev.seaworthy.server.access.Permission.MEMBER_READ;
import static dev.seaworthy.server.access.Permission.METRICS_READ;
import static dev.seaworthy.server.access.Permission.PLATFORM_CHANGE;
import static dev.seaworthy.server.access.Permission.PLATFORM_READ;
import static dev.seaworthy.server.access.Permission.PROJECT_CHANGE;
import static dev.seaworthy.server.access.Permission.PROJECT_CREATE;
import static dev.seaworthy.server.access.Permission.PROJECT_READ;
import static dev.seaworthy.server.access.Permission.QUARANTINE_PULL;
import static dev.seaworthy.server.access.Permission.QUARANTINE_RELEASE;
import static dev.seaworthy.server.access.Permission.ROLE_GRANT;
import static dev.seaworthy.server.access.Permission.SCAN_START;
import static dev.seaworthy.server.access.Permission.SECURITY_CHANGE;

import dev.seaworthy.server.access.Permission;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The roles that come with the program. Nobody changes them, and a release that does says so.
enum BuiltInRole {
  VIEWER(
      "Reads a project and pulls its images.",
      EnumSet.of(PROJECT_READ, IMAGE_READ, IMAGE_PULL, FINDING_READ, CERTIFICATE_READ, JOB_READ)),
  DEVELOPER(
      "Pushes images and has them scanned.",
      with(VIEWER.permissions, EnumSet.of(IMAGE_PUSH, SCAN_START))),
  MAINTAINER(
      "Deletes and restarts images, manages jobs, asks for deviations.",
      with(
          DEVELOPER.permissions,
          EnumSet.of(IMAGE_DELETE, IMAGE_RESTART, JOB_CHANGE, DEVIATION_REQUEST))),
  APPROVER(
      "Decides what others asked for.",
      with(
          VIEWER.permissions,
          EnumSet.of(DEVIATION_ENDORSE, DEVIATION_RECORD, BREAK_GLASS_APPROVE))),
  PROJECT_ADMIN(
      "Runs a project: its members, robots and settings.",
      with(
          MAINTAINER.permissions,
          EnumSet.of(
              PROJECT_CHANGE, MEMBER_READ, MEMBER_CHANGE, CERTIFICATE_REVOKE, QUARANTINE_RELEASE))),
  SCANNER(
      "Pulls from quarantine, to look into images.",
      EnumSet.of(PROJECT_READ, IMAGE_READ, IMAGE_PULL, QUARANTINE_PULL)),
  SYSTEM_ADMINISTRATOR(
      "Runs the installation: configuration, people, new projects.",
      EnumSet.of(
          PLATFORM_READ,
          PLATFORM_CHANGE,
          METRICS_READ,
          IDENTITY_READ,
          IDENTITY_CHANGE,
          IDENTITY_RESET,
          PROJECT_CREATE)),
  SECURITY_ADMINISTRATOR(
      "Gives roles and sets the rules; reads projects.",
      EnumSet.of(
          PLATFORM_READ,
          IDENTITY_READ,
          IDENTITY_RESET,
          ROLE_GRANT,
          SECURITY_CHANGE,
          PROJECT_READ,
          MEMBER_READ,
          MEMBER_CHANGE,
          IMAGE_READ,
          FINDING_READ,
          CERTIFICATE_READ,
          JOB_READ)),
  AUDIT_ADMINISTRATOR("Reads and reviews the audit trail.", EnumSet.of(AUDIT_READ, AUDIT_REVIEW)),
  /// Made by the first-start link alone; never granted.
  FOUNDER(
      "Sets the installation up, until each administrator's duty has somebody else.",
      with(
          with(SYSTEM_ADMINISTRATOR.permissions, SECURITY_ADMINISTRATOR.permissions),
          AUDIT_ADMINISTRATOR.permissions));

  /// What the founder keeps where a policy separates duties: enough to appoint the others.
  static final Set<Permission> SEPARATED_FOUNDER =
      Collections.unmodifiableSet(
          EnumSet.of(IDENTITY_READ, IDENTITY_CHANGE, IDENTITY_RESET, ROLE_GRANT, SECURITY_CHANGE));

  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final Set<Permission> permissions;

  BuiltInRole(String summary, Set<Permission> permissions) {
    this.summary = summary;
    this.permissions = Collections.unmodifiableSet(permissions);
  }

  private static Set<Permission> with(Set<Permission> some, Set<Permission> more) {
    EnumSet<Permission> all = EnumSet.copyOf(some);
    all.addAll(more);
    return all;
  }

  static Optional<BuiltInRole> named(String name) {
    return Arrays.stream(values()).filter(role -> role.word().equals(name)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String summary() {
    return summary;
  }

  Set<Permission> permissions() {
    return permissions;
  }
}
