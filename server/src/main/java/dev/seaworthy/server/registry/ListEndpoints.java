package dev.seaworthy.server.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.base.Digest;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.audit.AuditEvent.Result;
import dev.seaworthy.server.registry.Entry.Guest;
import dev.seaworthy.server.registry.PullGate.Closed;
import dev.seaworthy.server.registry.PullGate.Open;
import dev.seaworthy.server.registry.PullGate.Puller;
import dev.seaworthy.server.registry.Refusal.Code;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists: of tags, of what is attached to a manifest, of repositories.
@Singleton
class ListEndpoints {
  private static final int ITEMS_MAX = 1000;
  private static final String JSON = "application/json";

  private final Database database;
  private final Entry entry;
  private final PullGate gate;
  private final RegistryTrail trail;
  private final ObjectMapper json;

  ListEndpoints(
      Database database, Entry entry, PullGate gate, RegistryTrail trail, ObjectMapper json) {
    this.database = database;
    this.entry = entry;
    this.gate = gate;
    this.trail = trail;
    this.json = json;
  }

  private static void requireGet(Exchange exchange) {
    if (!exchange.method().equals("GET")) {
      throw new Refusal(Code.UNSUPPORTED, "Lists are read with GET.");
    }
  }

  /// How many the client wants of a page.
  private static int count(Exchange exchange) {
    String text = exchange.query("n").orElse("");
    if (text.isEmpty()) {
      return ITEMS_MAX;
    }
    if (!text.matches("\\d{1,9}")) {
      throw new Refusal(Code.SIZE_INVALID, "n is no number of items.");
    }
    return Math.min(ITEMS_MAX, Integer.parseInt(text));
  }

  /// The tags of a repository, in the order of their bytes.
  void tags(Exchange exchange, RepositoryName repository) {
    requireGet(exchange);
    Guest guest = entry.known(exchange, "repository:" + repository + ":pull");
    entry.require(guest, Permission.IMAGE_PULL, repository);
    int count = count(exchange);
    String last = exchange.query("last").orElse("");
    List<String> tags =
        database.onSnapshot(tx -> {
          if (!tx.exists(
              "select 1 from registry_repository where project = ? and repository = ?",
              repository.project(),
              repository.path())) {
            throw new Refusal(
                Code.NAME_UNKNOWN, "There is no repository %s.".formatted(repository));
          }
          return tx.list(
              """
              select tag from registry_tag where project = ? and repository = ? and tag > ?
              order by tag limit ?
              """,
              row -> row.text("tag"),
              repository.project(),
              repository.path(),
              last,
              count + 1);
        });
    ObjectNode answer = json.createObjectNode();
    answer.put("name", repository.toString());
    page(exchange, answer.putArray("tags"), tags, count, "/v2/%s/tags/list".formatted(repository));
    exchange.answer(200, JSON, bytes(answer));
  }

  private static void page(
      Exchange exchange, ArrayNode array, List<String> found, int count, String path) {
    List<String> shown = found.subList(0, Math.min(count, found.size()));
    shown.forEach(array::add);
    if (found.size() > count && count > 0) {
      String last = URLEncoder.encode(shown.getLast(), StandardCharsets.UTF_8);
      exchange.header("Link", "<%s?n=%s&last=%s>; rel=\"next\"".formatted(path, count, last));
    }
  }

  private static byte[] bytes(ObjectNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// What is attached to a manifest, of that what the caller may pull.
  void referrers(Exchange exchange, RepositoryName repository, String text) {
    requireGet(exchange);
    Guest guest = entry.known(exchange, "repository:" + repository + ":pull");
    entry.require(guest, Permission.IMAGE_PULL, repository);
    Digest subject = Reference.digest(text);
    Optional<String> type = exchange.query("artifactType").filter(value -> !value.isEmpty());
    Puller puller = gate.puller(guest.principal(), repository.project());
    ObjectNode answer = json.createObjectNode();
    answer.put("schemaVersion", 2);
    answer.put("mediaType", MediaType.OCI_INDEX.value());
    ArrayNode manifests = answer.putArray("manifests");
    List<HeldManifest> attached =
        database.inTransaction(tx -> {
          Optional<HeldManifest> held = HeldManifest.find(tx, repository, subject);
          if (held.isPresent() && gate.decide(tx, puller, held.get()) instanceof Closed closed) {
            trail.pulled(guest.by(), repository, "@" + subject, Result.DENIED, closed.why());
            throw new Refusal(Code.DENIED, closed.why());
          }
          return open(tx, puller, HeldManifest.attached(tx, repository, subject));
        });
    attached.stream()
        .filter(each -> type.isEmpty() || each.artifactType().equals(type.get()))
        .forEach(each -> describe(manifests.addObject(), each));
    if (type.isPresent()) {
      exchange.header("OCI-Filters-Applied", "artifactType");
    }
    exchange.answer(200, MediaType.OCI_INDEX.value(), bytes(answer));
  }

  private List<HeldManifest> open(Transaction tx, Puller puller, List<HeldManifest> all)
      throws SQLException {
    List<HeldManifest> open = new ArrayList<>();
    for (HeldManifest each : all) {
      if (gate.decide(tx, puller, each) instanceof Open) {
        open.add(each);
      }
    }
    return open;
  }

  private void describe(ObjectNode node, HeldManifest manifest) {
    node.put("mediaType", manifest.mediaType());
    node.put("digest", manifest.digest().toString());
    node.put("size", manifest.size());
    if (!manifest.artifactType().isEmpty()) {
      node.put("artifactType", manifest.artifactType());
    }
    try {
      node.set("annotations", json.readTree(manifest.annotations()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own annotations are no JSON", e);
    }
  }

  private record Name(String project, String path) {}

  /// The repositories that the caller may pull from.
  void catalog(Exchange exchange) {
    requireGet(exchange);
    Guest guest = entry.known(exchange, "registry:catalog:*");
    int count = count(exchange);
    String last = exchange.query("last").orElse("");
    List<Name> all =
        database.onSnapshot(tx ->
            tx.list(
                """
                select project, repository from registry_repository
                where project || '/' || repository collate "C" > ?
                order by project || '/' || repository collate "C"
                """,
                row -> new Name(row.text("project"), row.text("repository")),
                last));
    Map<String, Boolean> may = new HashMap<>();
    List<String> shown =
        all.stream()
            .filter(name ->
                may.computeIfAbsent(
                    name.project(), project -> entry.may(guest, Permission.IMAGE_PULL, project)))
            .limit(count + 1L)
            .map(name -> name.project() + "/" + name.path())
            .toList();
    ObjectNode answer = json.createObjectNode();
    page(exchange, answer.putArray("repositories"), shown, count, "/v2/_catalog");
    exchange.answer(200, JSON, bytes(answer));
  }
}
