package dev.seaworthy.server.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.identity.RegistryTokens;
import dev.seaworthy.server.registry.Entry.Guest;
import dev.seaworthy.server.registry.Refusal.Code;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Exchanges a name with a password or a token for a short token (distribution's "Docker Registry
/// v2 authentication"). It allows no more than what it was exchanged for.
@Singleton
class TokenEndpoint {
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final int SCOPES_MAX = 16;
  private static final Map<String, Set<Permission>> ACTIONS =
      Map.of(
          "pull",
          EnumSet.of(Permission.IMAGE_PULL, Permission.IMAGE_RESTART, Permission.QUARANTINE_PULL),
          "push",
          EnumSet.of(Permission.IMAGE_PUSH),
          "delete",
          EnumSet.of(Permission.IMAGE_DELETE),
          "*",
          EnumSet.of(
              Permission.IMAGE_PULL,
              Permission.IMAGE_RESTART,
              Permission.QUARANTINE_PULL,
              Permission.IMAGE_PUSH,
              Permission.IMAGE_DELETE));

  private final Entry entry;
  private final RegistryTokens tokens;
  private final InstantSource clock;
  private final ObjectMapper json;

  TokenEndpoint(Entry entry, RegistryTokens tokens, InstantSource clock, ObjectMapper json) {
    this.entry = entry;
    this.tokens = tokens;
    this.clock = clock;
    this.json = json;
  }

  /// What a client asks for.
  private record Scope(RepositoryName repository, Set<Permission> permissions) {}

  void exchange(Exchange exchange) {
    if (!exchange.method().equals("GET")) {
      throw new Refusal(
          Code.UNSUPPORTED, "Tokens are given for GET with a name and a password or a token.");
    }
    Guest guest = entry.basic(exchange);
    List<Scope> scopes = scopes(exchange.queries("scope"));
    Set<String> projects = new TreeSet<>();
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (Scope scope : scopes) {
      String project = scope.repository().project();
      scope.permissions().stream()
          .filter(permission -> entry.may(guest, permission, project))
          .forEach(permission -> {
            projects.add(project);
            permissions.add(permission);
          });
    }
    // The client logs in, and asks for nothing yet.
    String project = projects.size() == 1 ? projects.iterator().next() : null;
    String token = tokens.exchange(guest.principal(), project, permissions, LIFE);
    ObjectNode answer = json.createObjectNode();
    answer.put("token", token);
    answer.put("access_token", token);
    answer.put("expires_in", LIFE.toSeconds());
    answer.put("issued_at", clock.instant().toString());
    exchange
        .header("Cache-Control", "no-store")
        .answer(200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Scope> scopes(List<String> values) {
    List<String> texts =
        values.stream()
            .flatMap(value -> Stream.of(value.split(" ", -1)))
            .limit(SCOPES_MAX)
            .toList();
    List<Scope> scopes = new ArrayList<>();
    for (String text : texts) {
      List<String> parts = List.of(text.split(":", -1));
      if (parts.size() == 3 && parts.getFirst().equals("repository")) {
        Optional<RepositoryName> name = RepositoryName.parse(parts.get(1));
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        Stream.of(parts.get(2).split(",", -1))
            .forEach(action -> permissions.addAll(ACTIONS.getOrDefault(action, Set.of())));
        name.ifPresent(repository -> scopes.add(new Scope(repository, permissions)));
      }
    }
    return scopes;
  }
}
