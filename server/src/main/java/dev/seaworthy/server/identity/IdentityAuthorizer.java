package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Authorizer;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permission.Scope;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.identity.Bindings.Grant;
import dev.seaworthy.server.identity.Project.Visibility;
import dev.seaworthy.server.identity.Robots.Robot;
import dev.seaworthy.server.identity.Tokens.Token;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Allows what somebody's roles allow, and of that what their token allows. Nothing else is.
@Singleton
class IdentityAuthorizer implements Authorizer {
  /// What roles that count in all projects still allow in sensitive ones.
  private static final Set<Permission> IN_SENSITIVE =
      Set.of(Permission.PROJECT_READ, Permission.MEMBER_READ, Permission.MEMBER_CHANGE);

  private final Database database;
  private final Projects projects;
  private final Bindings bindings;
  private final Robots robots;
  private final Tokens tokens;
  private final SignInRules rules;

  IdentityAuthorizer(
      Database database,
      Projects projects,
      Bindings bindings,
      Robots robots,
      Tokens tokens,
      SignInRules rules) {
    this.database = database;
    this.projects = projects;
    this.bindings = bindings;
    this.robots = robots;
    this.tokens = tokens;
    this.rules = rules;
  }

  @Override
  public Decision decide(Principal principal, Permission permission, @Nullable String project) {
    return switch (permission) {
      case ANYONE, SIGNED_IN -> new Allowed();
      case SELF, SIGNING_IN ->
          isSession(principal)
              ? new Allowed()
              : new Denied("Only a person in a session of their own may.", false);
      default -> database.inTransaction(tx -> decide(tx, principal, permission, project));
    };
  }

  private Decision decide(
      Transaction tx, Principal principal, Permission permission, @Nullable String name)
      throws SQLException {
    boolean ofProject = permission.scope() == Scope.PROJECT;
    if (ofProject != (name != null)) {
      return new Denied("The permission does not fit the path.", false);
    }
    Optional<Project> project = name == null ? Optional.empty() : projects.find(tx, name);
    if (ofProject && project.isEmpty()) {
      return new Denied("There is no such project.", true);
    }
    Set<Permission> allowed = held(tx, principal).in(project.orElse(null));
    if (allowed.contains(permission)) {
      return new Allowed();
    }
    return new Denied(
        "This needs the permission %s.".formatted(permission),
        ofProject && !allowed.contains(Permission.PROJECT_READ));
  }

  /// What somebody holds, read once for many projects.
  Held held(Transaction tx, Principal principal) throws SQLException {
    Optional<UUID> id = tokenOf(principal);
    Optional<Token> token = id.isPresent() ? tokens.byId(tx, id.get()) : Optional.empty();
    boolean byPassword = principal.credential().startsWith(RegistryTokens.PASSWORD);
    if (token.isEmpty() && !isSession(principal) && !byPassword) {
      return new Held(List.of(), null, null, false, false);
    }
    return switch (principal.kind()) {
      case HUMAN ->
          new Held(
              bindings.of(tx, principal.id()),
              null,
              byPassword ? RegistryTokens.asToken(principal) : token.orElse(null),
              true,
              rules.of(tx).separated());
      case ROBOT ->
          new Held(
              List.of(),
              robots.find(tx, principal.id()).orElse(null),
              token.orElse(null),
              false,
              false);
    };
  }

  /// What somebody holds.
  ///
  /// @param grants a person's roles
  /// @param robot the robot that it is
  /// @param token what they come with, and are bounded by
  /// @param human whether public projects are open to them
  /// @param separated whether the founder's role is held to the separation of duties
  record Held(
      List<Grant> grants,
      @Nullable Robot robot,
      @Nullable Token token,
      boolean human,
      boolean separated) {
    /// What they may do in a project, or of the platform.
    Set<Permission> in(@Nullable Project project) {
      Set<Permission> allowed = EnumSet.noneOf(Permission.class);
      grants.forEach(grant -> allowed.addAll(of(grant, project)));
      if (project != null && human && project.visibility() == Visibility.PUBLIC) {
        allowed.addAll(BuiltInRole.VIEWER.permissions());
      }
      if (robot != null && project != null && robot.project().equals(project.name())) {
        allowed.addAll(robot.permissions());
      }
      Scope wanted = project == null ? Scope.PLATFORM : Scope.PROJECT;
      allowed.removeIf(permission -> permission.scope() != wanted);
      if (token != null) {
        boolean elsewhere =
            token.project() != null && (project == null || !project.name().equals(token.project()));
        allowed.retainAll(elsewhere ? Set.of() : token.permissions());
      }
      return allowed;
    }

    private Set<Permission> of(Grant grant, @Nullable Project project) {
      Set<Permission> permissions = EnumSet.noneOf(Permission.class);
      String where = grant.project();
      if (where != null && (project == null || !where.equals(project.name()))) {
        return permissions;
      }
      permissions.addAll(grant.role().permissions());
      if (separated && grant.role().name().equals(BuiltInRole.FOUNDER.word())) {
        permissions.retainAll(BuiltInRole.SEPARATED_FOUNDER);
      }
      if (where == null && project != null && project.visibility() == Visibility.SENSITIVE) {
        permissions.retainAll(IN_SENSITIVE);
      }
      return permissions;
    }
  }

  static boolean isSession(Principal principal) {
    return principal.kind() == Principal.Kind.HUMAN
        && principal.credential().startsWith(Session.KIND);
  }

  private static Optional<UUID> tokenOf(Principal principal) {
    String credential = principal.credential();
    return credential.startsWith(Tokens.CREDENTIAL)
        ? Optional.of(UUID.fromString(credential.substring(Tokens.CREDENTIAL.length())))
        : Optional.empty();
  }
}
