package dev.seaworthy.server.backup;

import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// Programs that [KilledTest] kills: one that migrates, one that backs up.
final class Killed {
  private Killed() {}

  /// @param words `migrate` or `backup`, the database's URL, user and password, and for a backup
  ///   the folder of the blobs and the file to write
  public static void main(String[] words) throws IOException {
    Database database = new DatabaseAddress(words[1], words[2], words[3]).open();
    database.inTransaction(tx -> tx.exists("select 1"));
    System.out.println("ready");
    if (words[0].equals("migrate")) {
      Migrations.of(database).run();
    } else {
      new Backup(database, FileBlobStore.open(Path.of(words[4])), InstantSource.system())
          .write(Path.of(words[5]));
    }
    System.out.println("done");
  }
}
