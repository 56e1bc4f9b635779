package dev.seaworthy.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Migrations;
import dev.seaworthy.server.store.TestDatabase;
import dev.seaworthy.server.store.Transaction;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Databases of earlier schemas, with what people had in them, become this version's.
///
/// `backups.txt` lists backups that earlier versions wrote, each of an installation with people,
/// projects, scans, held images and a trail. A released version adds one; none is ever removed.
class UpgradeTest {
  private static final String BEFORE = "HEAD~1:server/src/main/resources/db/";

  @TempDir Path folder;

  static List<String> backups() throws IOException {
    return new String(resource("backups.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = UpgradeTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private Database restored(String backup) throws IOException {
    Database database = TestDatabase.empty().open();
    Path file = Files.write(folder.resolve(backup), resource(backup));
    new Restore(database, FileBlobStore.open(folder.resolve("blobs"))).read(file);
    return database;
  }

  private static Map<String, Long> rows(Database database) {
    return database.onSnapshot(UpgradeTest::rows);
  }

  private static Map<String, Long> rows(Transaction tx) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    for (BackupFile.Table table : Tables.inLoadingOrder(tx)) {
      rows.put(
          table.name(),
          tx.one("select count(*) from " + Tables.quoted(table.name()), row -> row.count()));
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("backups")
  void whatAnEarlierVersionHeldIsHeldByThisOne(String backup) throws IOException {
    Database database = restored(backup);
    Map<String, Long> before = rows(database);
    assertThat(before).containsKeys("identity_person", "survey_certificate", "audit_record");
    assertThat(before.values().stream().filter(count -> count > 0).count()).isGreaterThan(20);
    List<String> added = Migrations.of(database).run();
    System.out.printf(
        "  %s: %s rows in %s tables, migrated by %s files%n",
        backup,
        before.values().stream().mapToLong(Long::longValue).sum(),
        before.size(),
        added.size());
    assertThat(rows(database)).containsAllEntriesOf(before);
    assertThat(Schema.of(database)).isEqualTo(Schema.of(TestDatabase.migrated()));
  }

  /// The schema is the one of the commit before, whichever that is, and holds what the last backup
  /// holds.
  @Test
  void theSchemaOfTheCommitBeforeBecomesThisOne() throws Exception {
    Gates.run(
        "upgrade from the schema of the commit before",
        schemaBefore(),
        _ -> {
          Database database = restored(backups().getLast());
          Migrations.of(database, name -> git("show", BEFORE + name)).run();
          Map<String, Long> before = rows(database);
          List<String> added = Migrations.of(database).run();
          System.out.printf("  migrated by %s files: %s%n", added.size(), added);
          assertThat(rows(database)).containsAllEntriesOf(before);
          assertThat(Schema.of(database)).isEqualTo(Schema.of(TestDatabase.migrated()));
          return before.size();
        });
  }

  private static Need schemaBefore() {
    String what = "schema in the commit before";
    try {
      git("cat-file", "-e", BEFORE + "packages.txt");
      return Need.met(what, Path.of(""));
    } catch (IllegalStateException e) {
      return Need.missing(what);
    }
  }

  private static String git(String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
      return text;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
