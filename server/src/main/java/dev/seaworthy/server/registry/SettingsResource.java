package dev.seaworthy.server.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seaworthy.server.access.Authorizer;
import dev.seaworthy.server.access.Authorizer.Denied;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.registry.RegistryTrail.By;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is laid down for a project's images in the registry.
@Path("/api/v1/projects/{project}/registry")
class SettingsResource {
  private static final int PATTERNS_MAX = 32;

  private final Database database;
  private final Authorizer authorizer;
  private final IdentityRules rules;
  private final RegistryTrail trail;
  private final Caller caller;

  SettingsResource(
      Database database,
      Authorizer authorizer,
      IdentityRules rules,
      RegistryTrail trail,
      Caller caller) {
    this.database = database;
    this.authorizer = authorizer;
    this.rules = rules;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param quarantine whether what enters is held until a certificate clears it
  /// @param immutableTags tags that never move; `*` stands for any characters
  /// @param quotaBytes how much the project's images may take; absent for any amount
  /// @param upstream where imports come from, as `host/prefix`; absent for none
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      @Nullable Boolean quarantine,
      @Nullable List<String> immutableTags,
      @Nullable Long quotaBytes,
      @Nullable String upstream) {
    static View of(Laid laid) {
      return new View(laid.quarantine(), laid.immutableTags(), laid.quotaBytes(), laid.upstream());
    }
  }

  @GET
  @Permit(Permission.PROJECT_READ)
  public View show(@PathParam("project") String project) {
    return View.of(database.onSnapshot(tx -> Laid.of(tx, project)));
  }

  @PUT
  @Permit(value = Permission.PROJECT_CHANGE, stepUp = true)
  public View change(@PathParam("project") String project, @Nullable View body) {
    if (body == null) {
      throw bad("The body is missing.");
    }
    Laid wanted = laid(body);
    return database.inTransaction(tx -> {
      Laid before = Laid.of(tx, project);
      if (before.quarantine() && !wanted.quarantine()) {
        requireSecurity();
        if (rules.isImportOnly(tx, project)) {
          throw new ProblemException(
              Problem.conflict("A project of a boundary always has its quarantine."));
        }
      }
      Laid.write(tx, project, wanted);
      trail.done(
          tx,
          new By(caller.actor(), caller.address()),
          "registry.settings.changed",
          "project:" + project,
          project,
          Map.of("from", View.of(before), "to", View.of(wanted)),
          "");
      return View.of(wanted);
    });
  }

  /// The gate is not the project's own to open.
  private void requireSecurity() {
    if (authorizer.decide(caller.known(), Permission.SECURITY_CHANGE, null)
        instanceof Denied denied) {
      throw new ProblemException(
          Problem.forbidden(
              "A security administrator ends the quarantine of a project. " + denied.reason()));
    }
  }

  private static Laid laid(View body) {
    List<String> patterns = body.immutableTags() == null ? List.of() : body.immutableTags();
    boolean fit =
        patterns.size() <= PATTERNS_MAX
            && patterns.stream()
                .allMatch(pattern ->
                    pattern.matches("[A-Za-z0-9_.*-]{1,128}")
                        && pattern.chars().filter(c -> c == '*').count() <= 4);
    if (!fit) {
      throw bad("immutableTags are at most 32 tags with at most four \"*\" each.");
    }
    if (body.quotaBytes() != null && body.quotaBytes() < 0) {
      throw bad("quotaBytes is negative.");
    }
    String upstream = body.upstream();
    if (upstream != null && !upstream.matches("[A-Za-z0-9.:\\[\\]-]{1,255}(/[a-z0-9._-]+)*")) {
      throw bad("upstream is no registry with a prefix, such as registry.example/shop.");
    }
    return new Laid(
        body.quarantine() == null || body.quarantine(), patterns, body.quotaBytes(), upstream);
  }

  static ProblemException bad(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }
}
