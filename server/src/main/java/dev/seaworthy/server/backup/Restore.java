package dev.seaworthy.server.backup;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.store.BlobStore;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Migrations;
import dev.seaworthy.server.store.StoreError;
import dev.seaworthy.server.store.Transaction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.postgresql.PGConnection;

/// Loads a backup into an installation that holds nothing yet. The schema becomes the backup's own;
/// the next start migrates it forwards.
public final class Restore {
  private static final int MANIFEST_BYTES_MAX = 4 << 20;

  private final Database database;
  private final BlobStore blobs;

  public Restore(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /// Loads it: blobs first, for nothing refers to them yet, then all tables in one transaction.
  ///
  /// @throws SeaworthyException [StoreError#BACKUP] when it is no backup or is damaged, when this
  ///   version does not know its schema, or when the database holds something
  public void read(Path file) throws IOException {
    BackupFile.Manifest manifest = manifest(file);
    if (manifest.format() != BackupFile.FORMAT) {
      throw refused(
          "%s has the format %s, not %s".formatted(file, manifest.format(), BackupFile.FORMAT));
    }
    Migrations.of(database).runOnly(manifest.migrations());
    blobs(file);
    try {
      database.inTransaction(tx -> {
        tables(tx, file, manifest);
        return manifest;
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static BackupFile.Manifest manifest(Path file) throws IOException {
    try (TarArchiveInputStream tar = open(file)) {
      TarArchiveEntry first = tar.getNextEntry();
      if (first == null
          || !first.getName().equals(BackupFile.MANIFEST)
          || first.getSize() > MANIFEST_BYTES_MAX) {
        throw refused(file + " is no backup: it does not begin with its manifest");
      }
      return BackupFile.manifest(tar.readNBytes((int) first.getSize()));
    }
  }

  private void blobs(Path file) throws IOException {
    try (TarArchiveInputStream tar = open(file)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().startsWith(BackupFile.BLOBS)) {
          Digest digest = Digest.parse(entry.getName().substring(BackupFile.BLOBS.length()));
          blobs.put(digest, tar, entry.getSize());
        }
      }
    }
  }

  private static void tables(Transaction tx, Path file, BackupFile.Manifest manifest)
      throws SQLException {
    List<BackupFile.Table> ours = Tables.inLoadingOrder(tx);
    if (!ours.equals(manifest.tables())) {
      throw refused("%s has the tables %s, not %s".formatted(file, manifest.tables(), ours));
    }
    for (BackupFile.Table table : ours) {
      if (tx.exists("select 1 from %s limit 1".formatted(Tables.quoted(table.name())))) {
        throw refused("the database holds rows already, in " + table.name());
      }
    }
    try (TarArchiveInputStream tar = open(file)) {
      Iterator<BackupFile.Table> wanted = ours.iterator();
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().startsWith(BackupFile.TABLES)) {
          BackupFile.Table table = wanted.hasNext() ? wanted.next() : null;
          if (table == null || !entry.getName().equals(BackupFile.TABLES + table.name())) {
            throw refused("%s has %s out of order".formatted(file, entry.getName()));
          }
          load(tx, table, tar);
        }
      }
      if (wanted.hasNext()) {
        throw refused("%s is cut off: %s is missing".formatted(file, wanted.next().name()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (var sequence : manifest.sequences().entrySet()) {
      tx.exists(
          "select setval(?::text::regclass, ?)",
          Tables.quoted(sequence.getKey()),
          sequence.getValue());
    }
  }

  /// Triggers that keep rows from changing have judged these rows once already.
  private static void load(Transaction tx, BackupFile.Table table, InputStream rows)
      throws SQLException, IOException {
    String name = Tables.quoted(table.name());
    try (Statement statement = tx.connection().createStatement()) {
      statement.execute("alter table %s disable trigger user".formatted(name));
      tx.connection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy %s (%s) from stdin".formatted(name, Tables.columns(table)), rows);
      statement.execute("alter table %s enable trigger user".formatted(name));
    }
  }

  private static TarArchiveInputStream open(Path file) throws IOException {
    return new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  private static SeaworthyException refused(String message) {
    return new SeaworthyException(StoreError.BACKUP, message);
  }
}
