package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.registry.Entry.Guest;
import dev.seaworthy.server.registry.Refusal.Code;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Uploads that go on over several requests, and over restarts: what a client was told is received
/// is on the disk. An upload belongs to who began it.
@Singleton
class Uploads {
  /// How large a blob may be: 64 GiB.
  static final long BYTES_MAX = 64L << 30;

  private static final int OPEN_MAX = 200;
  private static final int BUFFER_BYTES = 128 * 1024;

  private final Database database;
  private final FileBlobStore blobs;
  private final RegistryTrail trail;
  private final Ids ids;
  private final InstantSource clock;
  private final Set<UUID> writing = ConcurrentHashMap.newKeySet();

  /// Hashes that go on with the bytes, so that a blob which came in order is not read again.
  private final Map<UUID, Hash> hashes = new ConcurrentHashMap<>();

  private record Hash(MessageDigest digest, long bytes) {}

  Uploads(
      Database database, FileBlobStore blobs, RegistryTrail trail, Ids ids, InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /// An upload.
  ///
  /// @param received so many bytes are on the disk
  record Upload(UUID id, RepositoryName repository, long received) {
    static Upload of(Row row) throws java.sql.SQLException {
      return new Upload(
          row.id("id"),
          new RepositoryName(row.text("project"), row.text("repository")),
          row.number("received"));
    }

    Upload with(long bytes) {
      return new Upload(id, repository, bytes);
    }
  }

  /// Begins one.
  Upload begin(Guest guest, RepositoryName repository) {
    UUID id = ids.next();
    return database.inTransaction(tx -> {
      long open =
          tx.one(
              "select count(*) from registry_upload where principal = ?",
              Row::count,
              guest.principal().id());
      if (open >= OPEN_MAX) {
        throw new Refusal(
            Code.TOOMANYREQUESTS,
            "You have %s unfinished uploads; end or cancel some.".formatted(open));
      }
      tx.update(
          """
          insert into registry_upload (id, project, repository, principal, received, begun_at)
          values (?, ?, ?, ?, 0, ?)
          """,
          id,
          repository.project(),
          repository.path(),
          guest.principal().id(),
          clock.instant());
      return new Upload(id, repository, 0);
    });
  }

  /// One's own.
  ///
  /// @throws Refusal BLOB_UPLOAD_UNKNOWN
  Upload find(Guest guest, RepositoryName repository, String id) {
    Optional<UUID> wanted = parse(id);
    return wanted
        .flatMap(uuid ->
            database.onSnapshot(tx ->
                tx.find(
                    """
                    select id, project, repository, received from registry_upload
                    where id = ? and project = ? and repository = ? and principal = ?
                    """,
                    Upload::of,
                    uuid,
                    repository.project(),
                    repository.path(),
                    guest.principal().id())))
        .orElseThrow(() ->
            new Refusal(
                Code.BLOB_UPLOAD_UNKNOWN, "There is no such upload of yours; begin a new one."));
  }

  private static Optional<UUID> parse(String text) {
    return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /// Appends bytes. What arrived of a request that breaks off is kept.
  ///
  /// @throws Refusal while another request writes to it
  Upload append(Upload upload, InputStream bytes) throws IOException {
    if (!writing.add(upload.id())) {
      throw new Refusal(
          Code.BLOB_UPLOAD_INVALID, 409, "Another request writes to this upload.", Map.of());
    }
    try {
      return appendAlone(upload, bytes);
    } finally {
      writing.remove(upload.id());
    }
  }

  private Upload appendAlone(Upload upload, InputStream bytes) throws IOException {
    Path file = file(upload.id());
    Hash known = hashes.remove(upload.id());
    MessageDigest hash =
        known != null && known.bytes() == upload.received()
            ? known.digest()
            : upload.received() == 0 ? Digest.Algorithm.SHA256.newMessageDigest() : null;
    long received = upload.received();
    IOException broken = null;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // What a killed process wrote without telling anybody.
      channel.truncate(received).position(received);
      try {
        received += copy(bytes, channel, hash, received);
      } catch (IOException e) {
        broken = e;
        received = channel.position();
        hash = null;
      }
      channel.force(false);
    }
    Upload now = upload.with(received);
    keep(upload, now);
    if (broken != null) {
      throw broken;
    }
    if (hash != null) {
      hashes.put(upload.id(), new Hash(hash, received));
    }
    return now;
  }

  private static long copy(
      InputStream bytes, FileChannel channel, @Nullable MessageDigest hash, long before)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long copied = 0;
    for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
      copied += read;
      if (before + copied > BYTES_MAX) {
        throw new Refusal(
            Code.SIZE_INVALID,
            413,
            "The blob has more than the %s bytes that are taken.".formatted(BYTES_MAX),
            Map.of());
      }
      if (hash != null) {
        hash.update(buffer, 0, read);
      }
      ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
      while (chunk.hasRemaining()) {
        channel.write(chunk);
      }
    }
    return copied;
  }

  private void keep(Upload before, Upload now) {
    database.inTransaction(tx -> {
      int kept =
          tx.update(
              "update registry_upload set received = ? where id = ? and received = ?",
              now.received(),
              now.id(),
              before.received());
      if (kept != 1) {
        throw new Refusal(
            Code.BLOB_UPLOAD_INVALID,
            409,
            "The upload was ended or written to meanwhile.",
            Map.of());
      }
      return kept;
    });
  }

  /// Ends one: the blob is in the store, and in the repository for who brought it.
  ///
  /// @throws Refusal DIGEST_INVALID when it has another digest; the upload is gone then
  void end(Guest guest, Upload upload, Digest digest) throws IOException {
    if (!writing.add(upload.id())) {
      throw new Refusal(
          Code.BLOB_UPLOAD_INVALID, 409, "Another request writes to this upload.", Map.of());
    }
    try {
      endAlone(guest, upload, digest);
    } finally {
      writing.remove(upload.id());
    }
  }

  private void endAlone(Guest guest, Upload upload, Digest digest) throws IOException {
    Path file = file(upload.id());
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    Hash known = hashes.remove(upload.id());
    Digest found =
        known != null
                && known.bytes() == upload.received()
                && digest.algorithm() == Digest.Algorithm.SHA256
            ? Digest.of(digest.algorithm(), known.digest().digest())
            : digestOf(file, upload.received(), digest.algorithm());
    if (!found.equals(digest)) {
      forget(upload);
      throw new Refusal(
          Code.DIGEST_INVALID,
          "The bytes said to be %s are %s; upload them again.".formatted(digest, found));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(upload.received());
    }
    blobs.adopt(digest, found, file);
    RepositoryName repository = upload.repository();
    database.inTransaction(tx -> {
      tx.update("delete from registry_upload where id = ?", upload.id());
      Blobs.stored(tx, digest, upload.received(), clock.instant());
      Blobs.grant(tx, repository, digest, guest.principal().id(), clock.instant());
      trail.done(
          tx,
          guest.by(),
          "registry.blob.pushed",
          "blob:" + repository + "@" + digest,
          repository.project(),
          Map.of("size", upload.received()),
          "");
      return digest;
    });
  }

  private static Digest digestOf(Path file, long length, Digest.Algorithm algorithm)
      throws IOException {
    MessageDigest hash = algorithm.newMessageDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = length;
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          break;
        }
        hash.update(buffer, 0, read);
        left -= read;
      }
    }
    return Digest.of(algorithm, hash.digest());
  }

  /// Cancels one.
  void forget(Upload upload) throws IOException {
    hashes.remove(upload.id());
    database.inTransaction(
        tx -> tx.update("delete from registry_upload where id = ?", upload.id()));
    Files.deleteIfExists(file(upload.id()));
  }

  private Path file(UUID id) {
    return blobs.incoming().resolve("upload-" + id + ".part");
  }
}
