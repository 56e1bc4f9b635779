package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Keeps roles.
@Singleton
class Roles {
  private final InstantSource clock;

  Roles(InstantSource clock) {
    this.clock = clock;
  }

  Optional<GrantedRole> find(Transaction tx, String name) throws SQLException {
    Optional<BuiltInRole> builtIn = BuiltInRole.named(name);
    return builtIn.isPresent()
        ? builtIn.map(GrantedRole::of)
        : tx.find("select name, permissions from identity_role where name = ?", Roles::read, name);
  }

  /// The role by this name.
  ///
  /// @throws dev.seaworthy.server.http.ProblemException 404 when there is none
  GrantedRole named(Transaction tx, String name) throws SQLException {
    return find(tx, name).orElseThrow(() -> Checks.notFound("role"));
  }

  List<GrantedRole> list(Transaction tx) throws SQLException {
    return Stream.concat(
            Arrays.stream(BuiltInRole.values()).map(GrantedRole::of),
            tx
                .list("select name, permissions from identity_role order by name", Roles::read)
                .stream())
        .toList();
  }

  void put(Transaction tx, String name, Set<Permission> permissions) throws SQLException {
    Instant now = clock.instant();
    tx.update(
        """
        insert into identity_role (name, permissions, made_at, changed_at) values (?, ?, ?, ?)
        on conflict (name) do update set permissions = excluded.permissions,
          changed_at = excluded.changed_at
        """,
        name,
        permissions.stream().map(Permission::name).toList(),
        now,
        now);
  }

  boolean delete(Transaction tx, String name) throws SQLException {
    return tx.update("delete from identity_role where name = ?", name) > 0;
  }

  private static GrantedRole read(Row row) throws SQLException {
    return new GrantedRole(row.text("name"), "", false, permissions(row.texts("permissions")));
  }

  /// Permissions by name; one that this version does not know any more allows nothing.
  static Set<Permission> permissions(Collection<String> names) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (Permission permission : Permission.values()) {
      if (permission.isGrantable() && names.contains(permission.name())) {
        permissions.add(permission);
      }
    }
    return permissions;
  }
}
