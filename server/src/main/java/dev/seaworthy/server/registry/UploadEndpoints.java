package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.registry.Entry.Guest;
import dev.seaworthy.server.registry.PullGate.Puller;
import dev.seaworthy.server.registry.Refusal.Code;
import dev.seaworthy.server.registry.Uploads.Upload;
import dev.seaworthy.server.store.Database;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bringing blobs: at once, in pieces, and from another repository.
@Singleton
class UploadEndpoints {
  private static final Pattern CONTENT_RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private final Uploads uploads;
  private final Entry entry;
  private final PullGate gate;
  private final IdentityRules rules;
  private final Database database;
  private final RegistryTrail trail;
  private final InstantSource clock;

  UploadEndpoints(
      Uploads uploads,
      Entry entry,
      PullGate gate,
      IdentityRules rules,
      Database database,
      RegistryTrail trail,
      InstantSource clock) {
    this.uploads = uploads;
    this.entry = entry;
    this.gate = gate;
    this.rules = rules;
    this.database = database;
    this.trail = trail;
    this.clock = clock;
  }

  void serve(Exchange exchange, RepositoryName repository, String id) throws IOException {
    Guest guest = entry.known(exchange, "repository:" + repository + ":pull,push");
    entry.require(guest, Permission.IMAGE_PUSH, repository);
    refuseWhereImported(rules, database, repository);
    if (id.isEmpty()) {
      if (!exchange.method().equals("POST")) {
        throw new Refusal(Code.UNSUPPORTED, "Uploads begin with POST.");
      }
      begin(exchange, guest, repository);
      return;
    }
    Upload upload = uploads.find(guest, repository, id);
    switch (exchange.method()) {
      case "GET", "HEAD" -> status(exchange, upload, 204);
      case "PATCH" -> status(exchange, append(exchange, upload), 202);
      case "PUT" -> {
        Digest digest = Reference.digest(exchange.query("digest").orElse(""));
        end(exchange, guest, append(exchange, upload), digest);
      }
      case "DELETE" -> {
        uploads.forget(upload);
        exchange.answer(204);
      }
      default -> throw new Refusal(Code.UNSUPPORTED, "There is no such method of uploads.");
    }
  }

  /// @throws Refusal DENIED in projects whose images come by the platform's own pull alone
  static void refuseWhereImported(
      IdentityRules rules, Database database, RepositoryName repository) {
    if (database.inTransaction(tx -> rules.isImportOnly(tx, repository.project()))) {
      throw new Refusal(
          Code.DENIED,
          "Nobody pushes into \"%s\": it belongs to a boundary, and images come into it by import from"
                  .formatted(repository.project())
              + " its upstream. Push there, then pull here or order the import.");
    }
  }

  private void begin(Exchange exchange, Guest guest, RepositoryName repository) throws IOException {
    Optional<String> mount = exchange.query("mount");
    if (mount.isPresent()
        && isMounted(exchange, guest, repository, Reference.digest(mount.get()))) {
      stored(exchange, repository, Reference.digest(mount.get()));
      return;
    }
    Optional<String> digest = exchange.query("digest");
    if (digest.isPresent() && mount.isEmpty()) {
      Digest wanted = Reference.digest(digest.get());
      Upload upload = uploads.begin(guest, repository);
      try {
        end(exchange, guest, append(exchange, upload), wanted);
      } catch (IOException e) {
        // Nobody knows of it, so nobody goes on with it.
        uploads.forget(upload);
        throw e;
      }
      return;
    }
    status(exchange, uploads.begin(guest, repository), 202);
  }

  /// Only what the caller may pull there anyway comes over from another repository.
  private boolean isMounted(
      Exchange exchange, Guest guest, RepositoryName repository, Digest digest) {
    RepositoryName from = exchange.query("from").flatMap(RepositoryName::parse).orElse(repository);
    if (!entry.may(guest, Permission.IMAGE_PULL, from.project())) {
      return false;
    }
    Puller puller = gate.puller(guest.principal(), from.project());
    return database.inTransaction(tx -> {
      if (Blobs.size(tx, from, digest, clock.instant()).isEmpty()
          || !gate.isReadable(tx, puller, guest.principal(), from, digest)) {
        return false;
      }
      Blobs.grant(tx, repository, digest, guest.principal().id(), clock.instant());
      trail.done(
          tx,
          guest.by(),
          "registry.blob.mounted",
          "blob:" + repository + "@" + digest,
          repository.project(),
          Map.of("from", from.toString()),
          "");
      return true;
    });
  }

  private Upload append(Exchange exchange, Upload upload) throws IOException {
    Optional<String> range = exchange.incoming().header("Content-Range");
    if (range.isPresent()) {
      Matcher matcher = CONTENT_RANGE.matcher(range.get());
      boolean fits =
          matcher.matches()
              && Long.parseLong(matcher.group(1)) == upload.received()
              && Long.parseLong(matcher.group(2)) >= upload.received() - 1
              && (exchange.contentLength().isEmpty()
                  || exchange.contentLength().getAsLong()
                      == Long.parseLong(matcher.group(2)) - upload.received() + 1);
      if (!fits) {
        throw new Refusal(
            Code.BLOB_UPLOAD_INVALID,
            416,
            "The next byte is %s; send from there.".formatted(upload.received()),
            Map.of("Location", location(upload), "Range", range(upload)));
      }
    }
    return uploads.append(upload, exchange.body());
  }

  private void end(Exchange exchange, Guest guest, Upload upload, Digest digest)
      throws IOException {
    uploads.end(guest, upload, digest);
    stored(exchange, upload.repository(), digest);
  }

  private static void stored(Exchange exchange, RepositoryName repository, Digest digest) {
    exchange
        .header("Location", "/v2/%s/blobs/%s".formatted(repository, digest))
        .header("Docker-Content-Digest", digest.toString())
        .answer(201);
  }

  private static void status(Exchange exchange, Upload upload, int status) {
    exchange
        .header("Location", location(upload))
        .header("Range", range(upload))
        .header("Docker-Upload-UUID", upload.id().toString())
        .answer(status);
  }

  private static String location(Upload upload) {
    return "/v2/%s/blobs/uploads/%s".formatted(upload.repository(), upload.id());
  }

  private static String range(Upload upload) {
    return "0-" + Math.max(0, upload.received() - 1);
  }
}
