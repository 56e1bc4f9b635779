package dev.seaworthy.server.registry;

import dev.seaworthy.server.access.Authenticator.Anonymous;
import dev.seaworthy.server.access.Authenticator.Incomplete;
import dev.seaworthy.server.access.Authenticator.Known;
import dev.seaworthy.server.access.Authenticator.Rejected;
import dev.seaworthy.server.access.Authorizer;
import dev.seaworthy.server.access.Authorizer.Allowed;
import dev.seaworthy.server.access.Authorizer.Denied;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.audit.AuditEvent.Result;
import dev.seaworthy.server.identity.RegistryTokens;
import dev.seaworthy.server.registry.Refusal.Code;
import dev.seaworthy.server.registry.RegistryTrail.By;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who sends a request, and whether they may. Clients learn where tokens are to be had (Docker's
/// token authentication, RFC 6750).
@Singleton
class Entry {
  static final String SERVICE = "seaworthy";

  private final RegistryTokens tokens;
  private final Authorizer authorizer;
  private final RegistryTrail trail;

  Entry(RegistryTokens tokens, Authorizer authorizer, RegistryTrail trail) {
    this.tokens = tokens;
    this.authorizer = authorizer;
    this.trail = trail;
  }

  /// Somebody known, at their address.
  ///
  /// @param challenge where a token that allows more is to be had; null for who came without one
  record Guest(Principal principal, String address, @Nullable Map<String, String> challenge) {
    By by() {
      return new By(principal.actor(), address);
    }
  }

  /// @param scope what a token is needed for, such as `repository:shop/cart:pull`; may be empty
  /// @throws Refusal UNAUTHORIZED
  Guest known(Exchange exchange, String scope) {
    String challenge =
        "Bearer realm=\"https://%s/token\",service=\"%s\"%s"
            .formatted(
                exchange.authority(), SERVICE, scope.isEmpty() ? "" : ",scope=\"" + scope + "\"");
    return known(exchange, Map.of("WWW-Authenticate", challenge));
  }

  /// As [#known(Exchange, String)], where a name and a password are wanted.
  Guest basic(Exchange exchange) {
    return known(exchange, Map.of("WWW-Authenticate", "Basic realm=\"" + SERVICE + "\""));
  }

  private Guest known(Exchange exchange, Map<String, String> challenge) {
    return switch (tokens.authenticate(exchange.incoming())) {
      case Known known ->
          new Guest(
              known.principal(),
              exchange.incoming().address(),
              isBearer(exchange) ? challenge : null);
      case Anonymous _ -> throw unauthorized("This needs a token.", challenge);
      case Incomplete incomplete -> throw unauthorized(incomplete.reason(), challenge);
      case Rejected rejected -> throw unauthorized(rejected.reason(), challenge);
    };
  }

  private static boolean isBearer(Exchange exchange) {
    return exchange
        .incoming()
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .isPresent();
  }

  private static Refusal unauthorized(String message, Map<String, String> challenge) {
    return new Refusal(Code.UNAUTHORIZED, 401, message, challenge);
  }

  boolean may(Guest guest, Permission permission, String project) {
    return authorizer.decide(guest.principal(), permission, project) instanceof Allowed;
  }

  /// @throws Refusal DENIED, or NAME_UNKNOWN where the project is not to be known either
  void require(Guest guest, Permission permission, RepositoryName repository) {
    if (authorizer.decide(guest.principal(), permission, repository.project())
        instanceof Denied denied) {
      trail.pulled(guest.by(), repository, "", Result.DENIED, denied.reason());
      // A token for some permissions alone has not the one to read the project with.
      boolean hidden = denied.hidden() && !mayAnything(guest, repository.project());
      if (!hidden && guest.challenge() != null) {
        // The token may be for less than its owner may: clients fetch another one then.
        throw unauthorized(denied.reason(), guest.challenge());
      }
      throw hidden
          ? new Refusal(Code.NAME_UNKNOWN, "There is no repository " + repository + ".")
          : new Refusal(Code.DENIED, denied.reason());
    }
  }

  private boolean mayAnything(Guest guest, String project) {
    return Stream.of(Permission.IMAGE_PULL, Permission.IMAGE_PUSH, Permission.IMAGE_DELETE)
        .anyMatch(permission -> may(guest, permission, project));
  }
}
