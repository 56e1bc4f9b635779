package dev.seaworthy.server.access;

import dev.seaworthy.server.access.Authenticator.Anonymous;
import dev.seaworthy.server.access.Authenticator.Known;
import dev.seaworthy.server.access.Authenticator.Rejected;
import dev.seaworthy.server.access.Authorizer.Allowed;
import dev.seaworthy.server.access.Authorizer.Denied;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Asks who calls and whether they may, and records who may not. Made at the first request, for
/// filters are made before the settings can be read.
@ApplicationScoped
class Gate {
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final ClientAddress addresses;
  private final Denials denials;
  private final Caller caller;

  Gate(
      Authenticator authenticator,
      Authorizer authorizer,
      ClientAddress addresses,
      Denials denials,
      Caller caller) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
    this.addresses = addresses;
    this.denials = denials;
    this.caller = caller;
  }

  /// @throws ProblemException 401, 403 or 404 when they may not
  void admit(HttpServerRequest request, @Nullable Permit permit, @Nullable String project) {
    Incoming incoming = new Incoming(request, addresses.of(request));
    caller.is(null, incoming.address());
    if (permit == null) {
      throw denied(
          incoming, "the endpoint declares no permission", Problem.forbidden("Nobody may."));
    }
    Permission permission = permit.value();
    switch (authenticator.authenticate(incoming)) {
      case Known known -> decide(incoming, permission, known.principal(), project);
      case Anonymous _ -> {
        if (permission != Permission.ANYONE) {
          throw denied(
              incoming, "not signed in", Problem.unauthorized("This needs you to be signed in."));
        }
      }
      case Rejected rejected -> {
        // Signing in anew must work beside a session that has ended.
        if (permission != Permission.ANYONE) {
          throw denied(incoming, rejected.reason(), Problem.unauthorized(rejected.reason()));
        }
      }
    }
  }

  private void decide(
      Incoming incoming, Permission permission, Principal principal, @Nullable String project) {
    caller.is(principal, incoming.address());
    if (permission == Permission.ANYONE) {
      return;
    }
    boolean ofProject = permission.scope() == Permission.Scope.PROJECT;
    if (ofProject && project == null) {
      throw denied(incoming, "the path names no project", Problem.forbidden("no project"));
    }
    switch (authorizer.decide(principal, permission, ofProject ? project : null)) {
      case Allowed _ -> {}
      case Denied denied ->
          throw denied(
              incoming,
              denied.reason(),
              denied.hidden()
                  ? Problem.notFound("There is no such project.")
                  : Problem.forbidden(denied.reason()));
    }
  }

  private ProblemException denied(Incoming incoming, String reason, Problem problem) {
    denials.record(caller, incoming, reason);
    return new ProblemException(problem);
  }
}
