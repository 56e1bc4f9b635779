package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.audit.AuditEvent.Result;
import dev.seaworthy.server.registry.Entry.Guest;
import dev.seaworthy.server.registry.PullGate.Puller;
import dev.seaworthy.server.registry.Refusal.Code;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reading and removing blobs.
@Singleton
class BlobEndpoints {
  private static final String TYPE = "application/octet-stream";
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private final Database database;
  private final FileBlobStore blobs;
  private final Entry entry;
  private final PullGate gate;
  private final RegistryTrail trail;
  private final InstantSource clock;

  BlobEndpoints(
      Database database,
      FileBlobStore blobs,
      Entry entry,
      PullGate gate,
      RegistryTrail trail,
      InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.entry = entry;
    this.gate = gate;
    this.trail = trail;
    this.clock = clock;
  }

  void serve(Exchange exchange, RepositoryName repository, String reference) throws IOException {
    switch (exchange.method()) {
      case "GET", "HEAD" -> read(exchange, repository, reference);
      case "DELETE" -> delete(exchange, repository, reference);
      default -> throw new Refusal(Code.UNSUPPORTED, "Blobs are read and deleted here.");
    }
  }

  private void read(Exchange exchange, RepositoryName repository, String reference)
      throws IOException {
    Guest guest = entry.known(exchange, "repository:" + repository + ":pull");
    boolean pulls = entry.may(guest, Permission.IMAGE_PULL, repository.project());
    if (!pulls) {
      // Who pushes alone asks for what they have brought.
      entry.require(guest, Permission.IMAGE_PUSH, repository);
    }
    Digest digest = Reference.digest(reference);
    Puller puller = gate.puller(guest.principal(), repository.project());
    boolean readable =
        database.inTransaction(tx ->
            pulls
                ? gate.isReadable(tx, puller, guest.principal(), repository, digest)
                : Blobs.isGranted(tx, repository, digest, guest.principal(), clock.instant()));
    OptionalLong size = readable ? blobs.size(digest) : OptionalLong.empty();
    if (size.isEmpty()) {
      throw new Refusal(
          Code.BLOB_UNKNOWN,
          "No image of %s that you may pull has the blob %s.".formatted(repository, digest));
    }
    exchange
        .header("Docker-Content-Digest", digest.toString())
        .header("Accept-Ranges", "bytes")
        .header("ETag", "\"" + digest + "\"");
    if (exchange.method().equals("HEAD")) {
      exchange.describe(TYPE, size.getAsLong());
      return;
    }
    trail.pulled(guest.by(), repository, "@" + digest, Result.DONE, "blob");
    exchange.header("Content-Type", TYPE);
    send(exchange, digest, size.getAsLong());
  }

  private void send(Exchange exchange, Digest digest, long size) {
    String range = exchange.incoming().header("Range").orElse("");
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches() || range.equals("bytes=-")) {
      exchange.file(200, blobs.file(digest), 0, size);
      return;
    }
    long first;
    long last;
    if (matcher.group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(matcher.group(2)));
      last = size - 1;
    } else {
      first = Long.parseLong(matcher.group(1));
      last =
          matcher.group(2).isEmpty()
              ? size - 1
              : Math.min(size - 1, Long.parseLong(matcher.group(2)));
    }
    if (first > last || first >= size) {
      throw new Refusal(
          Code.SIZE_INVALID,
          416,
          "The blob has %s bytes, and none of that range.".formatted(size),
          Map.of("Content-Range", "bytes */" + size));
    }
    exchange
        .header("Content-Range", "bytes %s-%s/%s".formatted(first, last, size))
        .file(206, blobs.file(digest), first, last - first + 1);
  }

  private void delete(Exchange exchange, RepositoryName repository, String reference) {
    Guest guest = entry.known(exchange, "repository:" + repository + ":delete");
    entry.require(guest, Permission.IMAGE_DELETE, repository);
    Digest digest = Reference.digest(reference);
    database.inTransaction(tx -> {
      if (Blobs.size(tx, repository, digest, clock.instant()).isEmpty()) {
        throw new Refusal(Code.BLOB_UNKNOWN, "There is no such blob in %s.".formatted(repository));
      }
      Blobs.remove(tx, repository, digest);
      if (Blobs.size(tx, repository, digest, clock.instant()).isPresent()) {
        throw new Refusal(
            Code.UNSUPPORTED,
            "Images of %s refer to the blob; delete those.".formatted(repository));
      }
      trail.done(
          tx,
          guest.by(),
          "registry.blob.deleted",
          "blob:" + repository + "@" + digest,
          repository.project(),
          Map.of(),
          "");
      return digest;
    });
    exchange.answer(202);
  }
}
