package dev.seaworthy.advisory.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedDatabaseTest {

  private static final int PACKAGES = 80;

  @TempDir Path folder;
  private byte[] whole = new byte[0];

  @BeforeEach
  void build() throws IOException {
    Path feed = folder.resolve("feed");
    for (int i = 0; i < PACKAGES; i++) {
      Build.document(feed, "X-" + i + ".json", record(i));
    }
    Build.of(List.of(feed), folder.resolve("whole.db"));
    whole = Files.readAllBytes(folder.resolve("whole.db"));
  }

  private static String record(int i) {
    return """
    {"id": "GHSA-%1$s", "modified": "2026-01-01T00:00:00Z", "aliases": ["CVE-2026-%2$s"],
     "summary": "A flaw in package %1$s that lets anybody do anything, told at some length.",
     "affected": [{"package": {"ecosystem": "npm", "name": "package-%1$s"},
       "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.%1$s"}]}]}]}
    """
        .formatted(i, 10_000 + i);
  }

  @Test
  void isWholeAtFirst() {
    try (DatabaseFile database = open(whole)) {
      database.verify();
      assertThat(database.info().advisoryCount()).isEqualTo(PACKAGES);
      touchAll(database);
    }
  }

  @Test
  void everyFlippedBitIsFoundByReadingAll() {
    List<Integer> unnoticed = new ArrayList<>();
    for (int place = 0; place < whole.length; place++) {
      byte[] damaged = whole.clone();
      damaged[place] ^= (byte) (1 << (place % 8));
      try (DatabaseFile database = open(damaged)) {
        database.verify();
        unnoticed.add(place);
      } catch (SeaworthyException e) {
        assertThat(e.code()).isInstanceOf(AdvisoryError.class);
      }
    }
    assertThat(unnoticed).isEmpty();
  }

  @Test
  void aFlippedBitIsFoundWhenItsBlockIsTouched() {
    try (DatabaseFile database = open(whole)) {
      Header header = Prologue.read(Storage.of(whole, "whole")).header(Storage.of(whole, "whole"));
      for (TreeKind kind : TreeKind.values()) {
        NodeReference root = header.tree(kind).root();
        long firstLeaf =
            kind == TreeKind.PACKAGES ? Prologue.LENGTH : previousRootEnd(header, kind);
        assertRefusedWhenTouched((int) root.offset() + root.length() / 2, kind);
        assertRefusedWhenTouched((int) firstLeaf + 40, kind);
      }
    }
  }

  private static long previousRootEnd(Header header, TreeKind kind) {
    NodeReference before = header.trees().get(kind.code() - 2).root();
    return before.offset() + before.length();
  }

  private void assertRefusedWhenTouched(int place, TreeKind kind) {
    byte[] damaged = whole.clone();
    damaged[place] ^= 1;
    try (DatabaseFile database = open(damaged)) {
      assertRefused(() -> touch(database, kind), AdvisoryError.DATABASE_DAMAGED);
    }
  }

  private static void touchAll(DatabaseFile database) {
    for (TreeKind kind : TreeKind.values()) {
      touch(database, kind);
    }
  }

  private static void touch(DatabaseFile database, TreeKind kind) {
    for (int i = 0; i < PACKAGES; i++) {
      AdvisoryId cve = new AdvisoryId("CVE-2026-" + (10_000 + i));
      switch (kind) {
        case PACKAGES -> assertThat(database.advisories("npm", "package-" + i)).hasSize(1);
        case IDS -> assertThat(database.byId(cve)).hasSize(1);
        case FLAWS -> assertThat(database.flaw(cve)).isPresent();
      }
    }
  }

  @Test
  void refusesEveryTruncation() {
    for (int length : List.of(1, 15, 16, 79, 80, 500, whole.length / 2, whole.length - 1)) {
      assertRefused(() -> open(Arrays.copyOf(whole, length)), AdvisoryError.DATABASE_TRUNCATED);
    }
  }

  @Test
  void refusesWhatIsLongerThanItWasWritten() {
    assertRefused(
        () -> open(Arrays.copyOf(whole, whole.length + 1)), AdvisoryError.DATABASE_TRUNCATED);
  }

  @Test
  void refusesAFormatFromTheFuture() {
    byte[] newer = whole.clone();
    newer[19] = 2;

    assertThatThrownBy(() -> open(newer))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("has format 2; this version of Seaworthy reads up to 1")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(AdvisoryError.DATABASE_FROM_THE_FUTURE);
  }

  @Test
  void refusesForeignFiles() {
    assertRefused(() -> open(new byte[0]), AdvisoryError.DATABASE_FOREIGN);
    assertRefused(
        () -> open("SQLite format 3\0 and so on".getBytes(StandardCharsets.UTF_8)),
        AdvisoryError.DATABASE_FOREIGN);
  }

  @Test
  void saysThatAFileIsNotThere() {
    assertRefused(
        () -> DatabaseFile.open(folder.resolve("none.db")), AdvisoryError.DATABASE_UNREADABLE);
  }

  private static DatabaseFile open(byte[] bytes) {
    return DatabaseFile.open(bytes, "test.db");
  }

  private static void assertRefused(ThrowingCallable action, AdvisoryError code) {
    assertThatThrownBy(action)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }
}
