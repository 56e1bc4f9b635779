package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.IdentityAuthorizer.Held;
import dev.seaworthy.server.identity.Project.Visibility;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The projects that the caller may know of.
@Path("/api/v1/projects")
class ProjectsResource {
  private static final int POLICY_CHARS_MAX = 100;

  private final Database database;
  private final Projects projects;
  private final People people;
  private final Roles roles;
  private final Bindings bindings;
  private final IdentityAuthorizer authorizer;
  private final Trail trail;
  private final Caller caller;

  ProjectsResource(
      Database database,
      Projects projects,
      People people,
      Roles roles,
      Bindings bindings,
      IdentityAuthorizer authorizer,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.projects = projects;
    this.people = people;
    this.roles = roles;
    this.bindings = bindings;
    this.authorizer = authorizer;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param visibility `public`, `private` or `sensitive`
  /// @param permissions what the caller may do there
  record ProjectView(
      String name, String visibility, String policy, String boundary, List<String> permissions) {}

  /// @param name the first part of its repositories' names; never changes
  /// @param visibility `public`, `private` (when absent) or `sensitive`
  /// @param policy the policy that decides on its images; the installation's when absent
  /// @param boundary its authorization boundary; none when absent
  /// @param admin who runs it; the caller when absent
  record NewProject(
      @Nullable String name,
      @Nullable String visibility,
      @Nullable String policy,
      @Nullable String boundary,
      @Nullable String admin) {}

  /// What may change of a project; what is absent stays.
  record Change(@Nullable String visibility, @Nullable String policy, @Nullable String boundary) {}

  @GET
  @Permit(Permission.SIGNED_IN)
  public Page<ProjectView> list(
      @QueryParam("limit") @Nullable Integer asked, @QueryParam("after") @Nullable String after) {
    int limit = Page.limit(asked);
    String start = after == null ? "" : Cursor.parse(after, 1).values().getFirst();
    return Page.of(
        database.inTransaction(tx -> visible(tx, start, limit + 1)),
        limit,
        project -> Cursor.of(project.name()));
  }

  private List<ProjectView> visible(Transaction tx, String start, int count) throws SQLException {
    Held held = authorizer.held(tx, caller.known());
    List<ProjectView> views = new ArrayList<>();
    String from = start;
    while (views.size() < count) {
      List<Project> some = projects.after(tx, from, Page.LIMIT_MAX);
      some.stream()
          .filter(project -> held.in(project).contains(Permission.PROJECT_READ))
          .limit(count - views.size())
          .map(project -> view(held, project))
          .forEach(views::add);
      if (some.size() < Page.LIMIT_MAX) {
        break;
      }
      from = some.getLast().name();
    }
    return views;
  }

  private static ProjectView view(Held held, Project project) {
    return new ProjectView(
        project.name(),
        project.visibility().name().toLowerCase(Locale.ROOT),
        project.policy(),
        project.boundary(),
        held.in(project).stream().map(Permission::name).sorted().toList());
  }

  @GET
  @Path("/{project}")
  @Permit(Permission.PROJECT_READ)
  public ProjectView show(@PathParam("project") String name) {
    return database.inTransaction(
        tx -> view(authorizer.held(tx, caller.known()), projects.named(tx, name)));
  }

  @POST
  @Permit(value = Permission.PROJECT_CREATE, stepUp = true)
  public ProjectView make(@Nullable NewProject body) {
    NewProject wanted = Checks.present(body, "The body");
    String name = Checks.slug(wanted.name(), "name");
    Visibility visibility =
        wanted.visibility() == null ? Visibility.PRIVATE : visibility(wanted.visibility());
    return database.inTransaction(tx -> {
      Person admin = admin(tx, wanted.admin());
      Project project =
          projects.make(
              tx,
              name,
              visibility,
              optional(wanted.policy(), "policy"),
              optional(wanted.boundary(), "boundary"));
      Binding binding =
          bindings.grant(
              tx,
              admin,
              roles.named(tx, BuiltInRole.PROJECT_ADMIN.word()),
              project,
              null,
              caller.known().name());
      Subject subject = Subject.of("project", name).in(name);
      trail.done(tx, caller, "identity.project.made", subject, null, project);
      trail.done(
          tx,
          caller,
          "identity.role.granted",
          Subject.of("binding", binding.id()).in(name),
          null,
          binding);
      return view(authorizer.held(tx, caller.known()), project);
    });
  }

  private Person admin(Transaction tx, @Nullable String name) throws SQLException {
    if (name == null && !IdentityAuthorizer.isSession(caller.known())) {
      throw Checks.bad("admin is missing: a token runs no project.");
    }
    Person admin =
        name == null
            ? people.known(tx, caller.known().id())
            : people.byName(tx, name).orElseThrow(() -> Checks.notFound("person"));
    return people.locked(tx, admin.id());
  }

  @PUT
  @Path("/{project}")
  @Permit(value = Permission.PROJECT_CHANGE, stepUp = true)
  public ProjectView change(@PathParam("project") String name, @Nullable Change body) {
    Change change = Checks.present(body, "The body");
    return database.inTransaction(tx -> {
      Project before = projects.named(tx, name);
      Project after =
          new Project(
              before.id(),
              before.name(),
              Optional.ofNullable(change.visibility())
                  .map(ProjectsResource::visibility)
                  .orElse(before.visibility()),
              change.policy() == null ? before.policy() : optional(change.policy(), "policy"),
              change.boundary() == null
                  ? before.boundary()
                  : optional(change.boundary(), "boundary"));
      Held held = authorizer.held(tx, caller.known());
      if (!before.policy().equals(after.policy())
          && SignInRule.compels(before.policy())
          && !held.in(null).contains(Permission.SECURITY_CHANGE)) {
        throw Checks.forbidden(
            "The policy %s compels a second factor; a security administrator takes it away."
                .formatted(before.policy()));
      }
      projects.change(tx, after);
      Subject subject = Subject.of("project", name).in(name);
      trail.done(tx, caller, "identity.project.changed", subject, before, after);
      return view(held, after);
    });
  }

  private static String optional(@Nullable String value, String name) {
    return value == null || value.isBlank() ? "" : Checks.text(value, name, POLICY_CHARS_MAX);
  }

  private static Visibility visibility(String word) {
    return switch (word) {
      case "public" -> Visibility.PUBLIC;
      case "private" -> Visibility.PRIVATE;
      case "sensitive" -> Visibility.SENSITIVE;
      default -> throw Checks.bad("visibility is none of \"public\", \"private\", \"sensitive\".");
    };
  }
}
