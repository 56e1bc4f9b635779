package dev.seaworthy.server.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.server.audit.PullJournal;
import dev.seaworthy.server.store.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullsTest {
  @TempDir Path folder;

  private static PullJournal journal(Trail trail) {
    return new PullJournal(
        trail.database, trail.audit, new Ids(() -> trail.now, new SecureRandom()), () -> trail.now);
  }

  @Test
  void aReplicaThatIsKilledLeavesAMarker() throws IOException {
    Trail trail = new Trail(folder, Map.of());
    PullJournal killed = journal(trail);
    PullJournal alive = journal(trail);
    killed.store(List.of(trail.event("ada", "registry.image.pulled", "image:1")));
    trail.now = trail.now.plus(Duration.ofSeconds(31));
    alive.store(List.of(trail.event("ada", "registry.image.pulled", "image:2")));
    alive.findLost();
    alive.findLost();
    trail.chain();
    assertThat(
            trail.search.find(
                new AuditSearch.Query(null, null, null, null, null, null, null, null), 10, null))
        .extracting(record -> record.event().path("action").asText())
        .containsExactly(
            "audit.pulls.interrupted", "registry.image.pulled", "registry.image.pulled");
  }
}
