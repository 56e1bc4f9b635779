package dev.seaworthy.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.TestDatabase;
import dev.seaworthy.server.store.Transaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-06T07:08:09Z"));

  @TempDir Path folder;

  @Test
  void whatIsRestoredIsBackedUpAsTheSameBytes() throws IOException {
    Database database = filled();
    FileBlobStore blobs = FileBlobStore.open(folder.resolve("one"));
    byte[] bytes = {0, 1, 2, 10, 92};
    blobs.put(Digest.sha256(bytes), new ByteArrayInputStream(bytes), 5);
    Path first = folder.resolve("first.tar");
    new Backup(database, blobs, CLOCK).write(first);

    Database second = TestDatabase.empty().open();
    FileBlobStore secondBlobs = FileBlobStore.open(folder.resolve("two"));
    new Restore(second, secondBlobs).read(first);
    Path again = folder.resolve("again.tar");
    new Backup(second, secondBlobs, CLOCK).write(again);

    assertThat(entries(again)).isEqualTo(entries(first));
    assertThat(secondBlobs.size(Digest.sha256(bytes))).hasValue(5);
  }

  @Test
  void aDatabaseThatHoldsSomethingIsLeftAlone() throws IOException {
    Database database = filled();
    FileBlobStore blobs = FileBlobStore.open(folder.resolve("one"));
    Path file = folder.resolve("file.tar");
    new Backup(database, blobs, CLOCK).write(file);
    assertThatThrownBy(() -> new Restore(database, blobs).read(file))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("holds rows already");
  }

  @Test
  void aBackupThatWasCutOffLeavesNothingBehind() throws IOException {
    FileBlobStore blobs = FileBlobStore.open(folder.resolve("one"));
    Path file = folder.resolve("file.tar");
    new Backup(filled(), blobs, CLOCK).write(file);
    byte[] all = Files.readAllBytes(file);
    for (int length : new int[] {3072, all.length / 2, all.length - 1500}) {
      Path cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(all, length));
      Database second = TestDatabase.empty().open();
      assertThatThrownBy(() -> new Restore(second, blobs).read(cut))
          .isInstanceOfAny(SeaworthyException.class, IOException.class);
      assertThat(second.<Boolean>inTransaction(BackupTest::hasEvents)).as("%s", length).isFalse();
    }
  }

  private static boolean hasEvents(Transaction tx) throws SQLException {
    return tx.exists("select 1 from pg_tables where tablename = 'audit_event'")
        && tx.exists("select 1 from audit_event");
  }

  @Test
  void whereNothingWasInstalledThereIsNothingToBackUp() throws IOException {
    Path file = folder.resolve("file.tar");
    Backup backup =
        new Backup(TestDatabase.empty().open(), FileBlobStore.open(folder.resolve("one")), CLOCK);
    assertThatThrownBy(() -> backup.write(file)).hasMessageContaining("holds no installation");
    assertThat(file).doesNotExist();
  }

  @Test
  void anotherFileIsNeverReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("mine"), "mine");
    Backup backup = new Backup(filled(), FileBlobStore.open(folder.resolve("one")), CLOCK);
    assertThatThrownBy(() -> backup.write(file)).hasMessageContaining("is there already");
    assertThat(file).hasContent("mine");
  }

  private static Database filled() {
    Database database = TestDatabase.migrated();
    database.inTransaction(tx -> {
      for (int i = 0; i < 100; i++) {
        tx.update(
            "insert into audit_event (id, at, event) values (?, ?, ?)",
            new UUID(i, 100 - i),
            CLOCK.instant(),
            new Json("{\"tab\": \"\\t\", \"line\": \"\\n\\\\.\", \"word\": \"超危\"}"));
      }
      return tx.update(
          "insert into store_lease values (?, '\\N', 3, 'infinity')", "back\\slash\t\n");
    });
    return database;
  }

  /// By tar, which is not ours; its listing of sizes and the bytes themselves.
  private static String entries(Path file) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-xOf", file.toString()).redirectErrorStream(true).start();
    return Digest.sha256(tar.getInputStream().readAllBytes()).toString();
  }
}
