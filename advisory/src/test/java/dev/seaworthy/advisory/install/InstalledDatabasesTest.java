package dev.seaworthy.advisory.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.database.BuildRequest;
import dev.seaworthy.advisory.database.BuiltInFeeds;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledDatabasesTest {

  @TempDir private Path folder;

  private Path database(String version) throws Exception {
    Path feed = Files.createDirectories(folder.resolve("feed-" + version));
    Files.writeString(
        feed.resolve("CVE-2026-0001.json"),
        """
        {"id": "CVE-2026-0001", "modified": "2026-01-01T00:00:00Z", "summary": "A flaw.",
         "affected": [{"package": {"ecosystem": "npm", "name": "hold"},
           "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}]}
        """
            .formatted(version));
    Path out = folder.resolve(version + ".db");
    new DatabaseBuilder(BuiltInFeeds.all(Limits.defaults()), Limits.defaults(), _ -> {})
        .build(BuildRequest.of(List.of(feed), out));
    return out;
  }

  private InstalledDatabases installed() {
    return new InstalledDatabases(folder.resolve("data").resolve("advisories"));
  }

  @Test
  void hasNoneBeforeTheFirstIsInstalled() {
    assertThat(installed().current()).isEmpty();
    assertThat(installed().all()).isEmpty();
  }

  @Test
  void usesTheOneInstalledLastAndKeepsTheOthersByDigest() throws Exception {
    SnapshotInfo first = installed().install(database("1.0.0"));
    SnapshotInfo second = installed().install(database("2.0.0"));

    assertThat(installed().current()).contains(installed().snapshot(second.digest()));
    assertThat(installed().snapshot(first.digest())).isRegularFile();
    assertThat(installed().all()).containsExactlyInAnyOrder(first, second);
    assertThatThrownBy(() -> installed().snapshot(Digest.sha256(new byte[0])))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(AdvisoryError.NO_SUCH_SNAPSHOT));
  }

  @Test
  void keepsWhatIsInUseWhenTheNewOneIsDamaged() throws Exception {
    SnapshotInfo first = installed().install(database("1.0.0"));
    Path damaged = database("3.0.0");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);

    assertThatThrownBy(() -> installed().install(damaged)).isInstanceOf(SeaworthyException.class);
    assertThat(installed().current()).contains(installed().snapshot(first.digest()));
  }

  @Test
  void letsGoOfTheOldestButNeverOfTheOneInUse() throws Exception {
    SnapshotInfo last = installed().install(database("0.0.1"));
    for (int i = 2; i < InstalledDatabases.KEPT + 4; i++) {
      last = installed().install(database("0.0." + i));
    }

    assertThat(installed().all().size())
        .isBetween(InstalledDatabases.KEPT, InstalledDatabases.KEPT + 1);
    assertThat(installed().current()).contains(installed().snapshot(last.digest()));
  }

  @Test
  void saysWhenTheOneInUseIsGone() throws Exception {
    SnapshotInfo info = installed().install(database("1.0.0"));
    Files.delete(installed().snapshot(info.digest()));

    assertThatThrownBy(() -> installed().current())
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining(info.digest().toString());
  }
}
