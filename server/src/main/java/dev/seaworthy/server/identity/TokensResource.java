package dev.seaworthy.server.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.Tokens.Kind;
import dev.seaworthy.server.identity.Tokens.Made;
import dev.seaworthy.server.identity.Tokens.Token;
import dev.seaworthy.server.identity.Tokens.Wanted;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The caller's tokens, for the API and for the registry.
@Path("/api/v1/me")
class TokensResource {
  static final int DAYS_DEFAULT = 30;

  /// What a token for the registry can be for.
  static final Set<Permission> OF_REGISTRY =
      Set.of(
          Permission.IMAGE_PULL,
          Permission.IMAGE_PUSH,
          Permission.IMAGE_DELETE,
          Permission.IMAGE_RESTART,
          Permission.QUARANTINE_PULL);

  private final Database database;
  private final Tokens tokens;
  private final Projects projects;
  private final IdentityAuthorizer authorizer;
  private final Trail trail;
  private final Caller caller;

  TokensResource(
      Database database,
      Tokens tokens,
      Projects projects,
      IdentityAuthorizer authorizer,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.tokens = tokens;
    this.projects = projects;
    this.authorizer = authorizer;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param name what it is for
  /// @param project where alone it counts; everywhere when absent
  /// @param permissions what it may do, of what its owner may
  /// @param days how long it lives: 1 to 90, by default 30
  record NewToken(
      @Nullable String name,
      @Nullable String project,
      @Nullable List<String> permissions,
      @Nullable Integer days) {}

  /// @param project where alone it counts; everywhere when absent
  /// @param permissions of those for images; all of them when absent
  /// @param hours how long it lives: 1 to 12, by default 12
  record NewRegistryToken(
      @Nullable String project, @Nullable List<String> permissions, @Nullable Integer hours) {}

  /// @param kind `API` or `REGISTRY`
  /// @param token itself; shown once
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TokenView(
      UUID id,
      Kind kind,
      String name,
      @Nullable String project,
      List<String> permissions,
      Instant madeAt,
      Instant validUntil,
      @Nullable Instant lastUsedAt,
      @Nullable String token) {
    static TokenView of(Token token, @Nullable String secret) {
      return new TokenView(
          token.id(),
          token.kind(),
          token.name(),
          token.project(),
          token.permissions().stream().map(Permission::name).sorted().toList(),
          token.madeAt(),
          token.validUntil(),
          token.lastUsedAt(),
          secret);
    }

    static TokenView of(Made made) {
      return of(made.token(), made.secret());
    }
  }

  @GET
  @Path("/tokens")
  @Permit(Permission.SELF)
  public Page<TokenView> list() {
    return new Page<>(
        database.inTransaction(tx -> tokens.ofPerson(tx, caller.known().id())).stream()
            .map(token -> TokenView.of(token, null))
            .toList(),
        null);
  }

  @POST
  @Path("/tokens")
  @Permit(value = Permission.SELF, stepUp = true)
  public TokenView make(@Nullable NewToken body) {
    NewToken wanted = Checks.present(body, "The body");
    String name = Checks.text(wanted.name(), "name", 100);
    Set<Permission> permissions = Checks.permissions(wanted.permissions());
    Duration life =
        Checks.life(wanted.days(), Duration.ofDays(1), DAYS_DEFAULT, Tokens.DAYS_MAX, "days");
    return database.inTransaction(
        tx -> make(tx, Kind.API, name, project(tx, wanted.project()), permissions, life));
  }

  @POST
  @Path("/registry-tokens")
  @Permit(Permission.SELF)
  public TokenView makeForRegistry(@Nullable NewRegistryToken body) {
    NewRegistryToken wanted = Checks.present(body, "The body");
    if (caller.known().factors() != Principal.Factors.TWO) {
      throw Checks.forbidden(
          "A token for the registry comes from a session that showed two factors; set one up at"
              + " /api/v1/me/totp.");
    }
    Set<Permission> permissions =
        wanted.permissions() == null
            ? EnumSet.copyOf(OF_REGISTRY)
            : Checks.permissions(wanted.permissions());
    permissions.retainAll(OF_REGISTRY);
    if (permissions.isEmpty()) {
      throw Checks.bad("permissions holds none for images.");
    }
    int most = Tokens.REGISTRY_HOURS_MAX;
    Duration life = Checks.life(wanted.hours(), Duration.ofHours(1), most, most, "hours");
    return database.inTransaction(tx ->
        make(tx, Kind.REGISTRY, "registry", project(tx, wanted.project()), permissions, life));
  }

  private TokenView make(
      Transaction tx,
      Kind kind,
      String name,
      @Nullable Project project,
      Set<Permission> permissions,
      Duration life)
      throws SQLException {
    Principal owner = caller.known();
    boolean two = owner.factors() == Principal.Factors.TWO;
    Made made =
        tokens.make(tx, new Wanted(kind, name, owner.id(), null, project, permissions, two, life));
    TokenView shown = TokenView.of(made.token(), null);
    trail.done(tx, caller, "identity.token.made", Subject.of("token", shown.id()), null, shown);
    return TokenView.of(made);
  }

  /// A project that the caller may know of.
  private @Nullable Project project(Transaction tx, @Nullable String name) throws SQLException {
    if (name == null) {
      return null;
    }
    Project project = projects.named(tx, name);
    if (!authorizer.held(tx, caller.known()).in(project).contains(Permission.PROJECT_READ)) {
      throw Checks.notFound("project");
    }
    return project;
  }

  @DELETE
  @Path("/tokens/{id}")
  @Permit(Permission.SELF)
  public void revoke(@PathParam("id") String text) {
    UUID id = Checks.id(text, "id");
    database.inTransaction(tx -> {
      if (!tokens.revoke(tx, id, caller.known().id(), null)) {
        throw Checks.notFound("token");
      }
      trail.done(tx, caller, "identity.token.revoked", Subject.of("token", id), null, null);
      return id;
    });
  }
}
