package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permission.Duty;
import dev.seaworthy.server.access.Permission.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A role.
///
/// @param name its name
/// @param summary what it is for; empty for one that the installation made
/// @param builtIn whether it came with the program
/// @param permissions what it allows
record GrantedRole(String name, String summary, boolean builtIn, Set<Permission> permissions) {
  static GrantedRole of(BuiltInRole role) {
    return new GrantedRole(role.word(), role.summary(), true, role.permissions());
  }

  /// The administrators' duties that it is part of.
  Set<Duty> duties() {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    permissions.forEach(permission -> duties.add(permission.duty()));
    duties.remove(Duty.NONE);
    return duties;
  }

  /// Whether it makes sense in one project: it has nothing of the platform.
  boolean isOfProjects() {
    return permissions.stream().allMatch(permission -> permission.scope() == Scope.PROJECT);
  }

  List<String> permissionNames() {
    return permissions.stream().map(Permission::name).sorted().toList();
  }
}
