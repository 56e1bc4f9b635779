package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.audit.AuditEvent.Result;
import dev.seaworthy.server.registry.Entry.Guest;
import dev.seaworthy.server.registry.Manifests.Wanted;
import dev.seaworthy.server.registry.PullGate.Closed;
import dev.seaworthy.server.registry.PullGate.Open;
import dev.seaworthy.server.registry.PullGate.Passage;
import dev.seaworthy.server.registry.PullGate.Puller;
import dev.seaworthy.server.registry.Refusal.Code;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Pushing, pulling and removing manifests.
@Singleton
class ManifestEndpoints {
  private static final int TAGS_MAX = 16;

  private final Database database;
  private final Manifests manifests;
  private final Entry entry;
  private final PullGate gate;
  private final PullCounts counts;
  private final Imports imports;
  private final IdentityRules rules;
  private final RegistryTrail trail;

  ManifestEndpoints(
      Database database,
      Manifests manifests,
      Entry entry,
      PullGate gate,
      PullCounts counts,
      Imports imports,
      IdentityRules rules,
      RegistryTrail trail) {
    this.database = database;
    this.manifests = manifests;
    this.entry = entry;
    this.gate = gate;
    this.counts = counts;
    this.imports = imports;
    this.rules = rules;
    this.trail = trail;
  }

  void serve(Exchange exchange, RepositoryName repository, String text) throws IOException {
    switch (exchange.method()) {
      case "GET", "HEAD" -> pull(exchange, repository, text);
      case "PUT" -> push(exchange, repository, text);
      case "DELETE" -> delete(exchange, repository, text);
      default -> throw new Refusal(Code.UNSUPPORTED, "There is no such method of manifests.");
    }
  }

  /// What was found, and what may become of it.
  @SuppressWarnings("ArrayRecordComponent") // read once, where it was made
  private record Found(HeldManifest manifest, byte[] bytes, Passage passage) {}

  private void pull(Exchange exchange, RepositoryName repository, String text) {
    Guest guest = entry.known(exchange, "repository:" + repository + ":pull");
    entry.require(guest, Permission.IMAGE_PULL, repository);
    Reference reference = Reference.parse(text);
    Puller puller = gate.puller(guest.principal(), repository.project());
    Optional<Found> found =
        database.inTransaction(tx -> {
          Optional<HeldManifest> manifest = find(tx, repository, reference);
          return manifest.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Found(
                      manifest.get(),
                      manifest.get().bytes(tx),
                      gate.decide(tx, puller, manifest.get())));
        });
    if (found.isEmpty()) {
      imports.atFirstRequest(guest.by(), repository, reference);
      throw new Refusal(
          Code.MANIFEST_UNKNOWN, "There is no %s in %s.".formatted(reference, repository));
    }
    HeldManifest manifest = found.get().manifest();
    switch (found.get().passage()) {
      case Closed closed -> {
        trail.pulled(guest.by(), repository, "@" + manifest.digest(), Result.DENIED, closed.why());
        throw new Refusal(Code.DENIED, closed.why());
      }
      case Open open -> give(exchange, guest, found.get(), open);
    }
  }

  private static Optional<HeldManifest> find(
      Transaction tx, RepositoryName repository, Reference reference) throws SQLException {
    return switch (reference) {
      case Reference.ByDigest byDigest -> HeldManifest.find(tx, repository, byDigest.digest());
      case Reference.ByTag byTag -> HeldManifest.tagged(tx, repository, byTag.tag());
    };
  }

  private void give(Exchange exchange, Guest guest, Found found, Open open) {
    HeldManifest manifest = found.manifest();
    exchange
        .header("Docker-Content-Digest", manifest.digest().toString())
        .header("ETag", "\"" + manifest.digest() + "\"");
    if (exchange.method().equals("HEAD")) {
      exchange.describe(manifest.mediaType(), manifest.size());
      return;
    }
    trail.pulled(
        guest.by(), manifest.repository(), "@" + manifest.digest(), Result.DONE, open.how());
    counts.pulled(manifest);
    exchange.answer(200, manifest.mediaType(), found.bytes());
  }

  private void push(Exchange exchange, RepositoryName repository, String text) throws IOException {
    Guest guest = entry.known(exchange, "repository:" + repository + ":pull,push");
    entry.require(guest, Permission.IMAGE_PUSH, repository);
    UploadEndpoints.refuseWhereImported(rules, database, repository);
    Reference reference = Reference.parse(text);
    byte[] bytes = exchange.body(ManifestDocument.BYTES_MAX);
    ManifestDocument document =
        ManifestDocument.read(bytes, exchange.incoming().header("Content-Type").orElse(""));
    Digest digest = digest(reference, bytes);
    List<String> more =
        reference instanceof Reference.ByDigest
            ? exchange.queries("tag").stream().limit(TAGS_MAX).map(Reference::tag).toList()
            : List.of();
    List<String> tags =
        Stream.concat(
                reference instanceof Reference.ByTag byTag
                    ? Stream.of(byTag.tag())
                    : Stream.empty(),
                more.stream())
            .distinct()
            .toList();
    manifests.put(
        guest.by(), new Wanted(repository, bytes, digest, document, tags), "registry.image.pushed");
    if (document.subject() != null) {
      exchange.header("OCI-Subject", document.subject().toString());
    }
    if (!more.isEmpty()) {
      exchange.header("OCI-Tag", String.join(", ", more));
    }
    exchange
        .header("Location", "/v2/%s/manifests/%s".formatted(repository, digest))
        .header("Docker-Content-Digest", digest.toString())
        .answer(201);
  }

  private static Digest digest(Reference reference, byte[] bytes) {
    if (!(reference instanceof Reference.ByDigest(Digest wanted))) {
      return Digest.sha256(bytes);
    }
    Digest found =
        Digest.of(wanted.algorithm(), wanted.algorithm().newMessageDigest().digest(bytes));
    if (!found.equals(wanted)) {
      throw new Refusal(
          Code.DIGEST_INVALID, "The manifest said to be %s is %s.".formatted(wanted, found));
    }
    return found;
  }

  private void delete(Exchange exchange, RepositoryName repository, String text) {
    Guest guest = entry.known(exchange, "repository:" + repository + ":delete");
    entry.require(guest, Permission.IMAGE_DELETE, repository);
    manifests.delete(guest.by(), repository, Reference.parse(text));
    exchange.answer(202);
  }
}
