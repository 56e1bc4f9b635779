package dev.seaworthy.advisory.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledSnapshotsTest {

  @TempDir Path folder;

  @Test
  void hasNothingAtFirst() {
    InstalledSnapshots snapshots =
        new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST);

    assertThat(snapshots.list()).isEmpty();
    assertThat(snapshots.current()).isEmpty();
    assertThat(snapshots.openCurrent()).isEmpty();
    assertThat(folder.resolve("advisories")).doesNotExist();
  }

  @Test
  void installsUnderTheDigestAndKeepsTheFormerOne() throws IOException {
    InstalledSnapshots snapshots =
        new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST);
    InstalledSnapshot first = snapshots.install(database("1.0.1"));
    InstalledSnapshot second = snapshots.install(database("1.0.2"));

    assertThat(snapshots.current()).contains(second.digest());
    assertThat(snapshots.list())
        .extracting(InstalledSnapshot::digest)
        .containsExactly(second.digest(), first.digest());
    try (DatabaseFile replayed = snapshots.open(first.digest());
        DatabaseFile current = snapshots.openCurrent().orElseThrow()) {
      assertThat(fixed(replayed)).isEqualTo("1.0.1");
      assertThat(fixed(current)).isEqualTo("1.0.2");
    }
    try (var files = Files.list(folder.resolve("advisories"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "current",
              "sha256-" + first.digest().hex() + ".db",
              "sha256-" + second.digest().hex() + ".db");
    }
  }

  @Test
  void installsTheSameDataOnce() {
    InstalledSnapshots snapshots =
        new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST);
    snapshots.install(database("1.0.1"));
    snapshots.install(database("1.0.1"));

    assertThat(snapshots.list()).hasSize(1);
  }

  @Test
  void doesNotInstallADamagedDatabase() throws IOException {
    InstalledSnapshots snapshots =
        new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST);
    InstalledSnapshot good = snapshots.install(database("1.0.1"));
    Path bad = database("1.0.2");
    byte[] bytes = Files.readAllBytes(bad);
    bytes[Prologue.LENGTH + Seal.LENGTH + 20] ^= 1;
    Files.write(bad, bytes);

    assertCode(() -> snapshots.install(bad), AdvisoryError.DATABASE_DAMAGED);
    assertThat(snapshots.current()).contains(good.digest());
    assertThat(snapshots.list()).hasSize(1);
  }

  @Test
  void refusesAnInstalledFileThatIsAnother() throws IOException {
    InstalledSnapshots snapshots =
        new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST);
    InstalledSnapshot first = snapshots.install(database("1.0.1"));
    Files.copy(database("1.0.2"), first.file(), StandardCopyOption.REPLACE_EXISTING);

    assertCode(() -> snapshots.open(first.digest()), AdvisoryError.DATABASE_DAMAGED);
    assertCode(snapshots::openCurrent, AdvisoryError.DATABASE_DAMAGED);
  }

  @Test
  void saysThatTheCurrentDatabaseIsGone() throws IOException {
    InstalledSnapshots snapshots =
        new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST);
    Files.delete(snapshots.install(database("1.0.1")).file());

    assertCode(snapshots::openCurrent, AdvisoryError.NO_SUCH_SNAPSHOT);
  }

  @Test
  void knowsNoSnapshotThatWasNeverInstalled() {
    Digest never = Digest.sha256("never".getBytes(StandardCharsets.UTF_8));

    assertCode(
        () -> new InstalledSnapshots(folder, Build.TRUST).open(never),
        AdvisoryError.NO_SUCH_SNAPSHOT);
  }

  @Test
  void letsGoOfTheOldestAndNeverOfTheCurrentOne() throws IOException {
    InstalledSnapshots snapshots =
        new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST, 3);
    for (int i = 1; i <= 4; i++) {
      InstalledSnapshot each = snapshots.install(database("1.0." + i));
      Files.setLastModifiedTime(each.file(), FileTime.from(Instant.ofEpochSecond(1_000L * i)));
    }
    assertThat(snapshots.list())
        .extracting(InstalledSnapshot::installedAt)
        .containsExactly(
            Instant.ofEpochSecond(4_000),
            Instant.ofEpochSecond(3_000),
            Instant.ofEpochSecond(2_000));

    InstalledSnapshot older = snapshots.install(database("1.0.2"));
    Files.setLastModifiedTime(older.file(), FileTime.from(Instant.ofEpochSecond(1)));
    InstalledSnapshots one = new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST, 1);
    one.install(database("1.0.2"));

    assertThat(one.list()).extracting(InstalledSnapshot::digest).containsExactly(older.digest());
    assertThat(one.current()).contains(older.digest());
  }

  private Path database(String fixed) {
    Path feed = folder.resolve("feed-" + fixed);
    Build.document(
        feed,
        "a.json",
        """
        {"id": "CVE-2026-10000", "modified": "2026-01-01T00:00:00Z",
         "affected": [{"package": {"ecosystem": "npm", "name": "a"},
           "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}]}
        """
            .formatted(fixed));
    Path out = folder.resolve("built-" + fixed + ".db");
    Build.of(List.of(feed), out);
    return out;
  }

  private static String fixed(DatabaseFile database) {
    return database.statements("npm", "a").toList().getFirst().ranges().getFirst().fixed();
  }

  private static void assertCode(ThrowingCallable action, AdvisoryError code) {
    assertThatThrownBy(action)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }
}
