package dev.seaworthy.server.backup;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.store.BlobStore;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Migrations;
import dev.seaworthy.server.store.StoreError;
import dev.seaworthy.server.store.Transaction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Writes the whole state into one file while the platform runs: every table as of one moment, and
/// every blob. A blob that came after that moment may be in it; nothing refers to it then.
public final class Backup {
  private final Database database;
  private final BlobStore blobs;
  private final InstantSource clock;

  public Backup(Database database, BlobStore blobs, InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.clock = clock;
  }

  /// Writes the backup. The file is there whole or not at all, and never replaces another.
  ///
  /// @throws SeaworthyException [StoreError#BACKUP] when the file is there already
  public void write(Path target) throws IOException {
    if (Files.exists(target)) {
      throw new SeaworthyException(
          StoreError.BACKUP, target + " is there already", "Give another file.", null);
    }
    Path folder = target.toAbsolutePath().resolveSibling("");
    Path part = Files.createTempFile(folder, ".backup-", ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part));
          TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        database.onSnapshot(tx -> tables(tx, tar, folder));
        blobs(tar);
      }
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private BackupFile.Manifest tables(Transaction tx, TarArchiveOutputStream tar, Path folder)
      throws SQLException {
    if (!tx.exists("select 1 where to_regclass('store_migration') is not null")) {
      throw new SeaworthyException(
          StoreError.BACKUP,
          "the database holds no installation, so there is nothing to back up",
          "Give the --data or --database that seaworthy up has.",
          null);
    }
    List<BackupFile.Table> tables = Tables.inLoadingOrder(tx);
    BackupFile.Manifest manifest =
        new BackupFile.Manifest(
            BackupFile.FORMAT,
            clock.instant().toString(),
            Migrations.applied(tx),
            tables,
            sequences(tx));
    try {
      entry(tar, BackupFile.MANIFEST, BackupFile.bytes(manifest));
      for (BackupFile.Table table : tables) {
        copy(tx, table, tar, folder);
      }
      return manifest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Long> sequences(Transaction tx) throws SQLException {
    Map<String, Long> sequences = new LinkedHashMap<>();
    for (String name :
        tx.list(
            """
            select sequencename from pg_sequences
            where schemaname = current_schema() and last_value is not null
            order by sequencename
            """,
            row -> row.text("sequencename"))) {
      sequences.put(
          name, tx.one("select last_value from " + Tables.quoted(name), row -> row.count()));
    }
    return sequences;
  }

  /// A tar wants the size first, so a table goes through a file.
  private static void copy(
      Transaction tx, BackupFile.Table table, TarArchiveOutputStream tar, Path folder)
      throws IOException, SQLException {
    Path spool = Files.createTempFile(folder, ".table-", ".part");
    try {
      CopyManager copies = tx.connection().unwrap(PGConnection.class).getCopyAPI();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool))) {
        copies.copyOut(
            "copy (select %s from %s order by %s) to stdout"
                .formatted(
                    Tables.columns(table), Tables.quoted(table.name()), Tables.order(tx, table)),
            out);
      }
      TarArchiveEntry entry = new TarArchiveEntry(BackupFile.TABLES + table.name());
      entry.setSize(Files.size(spool));
      tar.putArchiveEntry(entry);
      Files.copy(spool, tar);
      tar.closeArchiveEntry();
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private void blobs(TarArchiveOutputStream tar) throws IOException {
    List<Digest> digests;
    try (Stream<Digest> all = blobs.list()) {
      digests = all.sorted().toList();
    }
    for (Digest digest : digests) {
      long size = blobs.size(digest).orElse(-1);
      if (size >= 0) {
        TarArchiveEntry entry = new TarArchiveEntry(BackupFile.BLOBS + digest);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        try (InputStream in = blobs.get(digest)) {
          in.transferTo(tar);
        }
        tar.closeArchiveEntry();
      }
    }
  }

  private static void entry(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
