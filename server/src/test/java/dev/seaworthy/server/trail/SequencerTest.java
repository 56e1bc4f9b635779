package dev.seaworthy.server.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.ledger.Entry;
import dev.seaworthy.ledger.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTest {
  @TempDir Path folder;

  private static final AuditSearch.Query ALL =
      new AuditSearch.Query(null, null, null, null, null, null, null, null);

  private static List<String> subjects(Trail trail) {
    return trail.search.find(ALL, 200, null).reversed().stream()
        .map(record -> record.event().path("subject").asText())
        .toList();
  }

  @Test
  void chainsWhatWasCommittedAndNothingElse() throws IOException {
    Trail trail = new Trail(folder, Map.of());
    trail.happen("image:1");
    trail.happen("image:2");
    assertThatThrownBy(() ->
            trail.database.inTransaction(tx -> {
              trail.audit.record(tx, trail.event("ada", "registry.tag.moved", "image:never"));
              throw new IllegalStateException("rolled back");
            }))
        .hasMessage("rolled back");

    assertThat(trail.search.tail().count()).isEqualTo(2);
    assertThat(trail.chain()).isEqualTo(2);

    assertThat(subjects(trail)).containsExactly("image:1", "image:2");
    assertThat(trail.search.tail().count()).isZero();
    Verification verification = trail.verify();
    assertThat(verification.isWhole()).isTrue();
    assertThat(verification.records()).isEqualTo(2);
  }

  @Test
  void tellsOfWhichKindARecordIsBeforeAndAfterItIsChained() throws IOException {
    Trail trail = new Trail(folder, Map.of());
    trail.happen("image:1");
    trail.database.inTransaction(tx -> {
      trail.audit.enter(
          tx, new Entry("certificate", new JsonBuilder().put("image", "sha256:1").build()));
      return 0;
    });
    assertThat(trail.search.tail().events())
        .extracting(AuditSearch.Waiting::kind)
        .containsExactly("event", "certificate");
    Instant at = trail.search.tail().events().getFirst().at();
    trail.chain();
    AuditSearch.Query all = new AuditSearch.Query(null, null, null, null, null, null, null, null);
    assertThat(trail.search.find(all, 10, null))
        .extracting(AuditSearch.Chained::kind)
        .containsExactly("certificate", "event");
    assertThat(trail.search.one(1).orElseThrow().at()).isEqualTo(at);
  }

  @Test
  void neverLosesATransactionThatCommitsLate() throws Exception {
    Trail trail = new Trail(folder, Map.of());
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<?> late =
          executor.submit(() ->
              trail.database.inTransaction(tx -> {
                trail.audit.record(tx, trail.event("ada", "registry.tag.moved", "image:late"));
                written.countDown();
                try {
                  assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return 0;
              }));
      assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
      trail.happen("image:early");
      assertThat(trail.chain()).isEqualTo(1);
      go.countDown();
      late.get(30, TimeUnit.SECONDS);
    }
    trail.happen("image:after");
    assertThat(trail.chain()).isEqualTo(2);
    assertThat(subjects(trail)).containsExactly("image:early", "image:late", "image:after");
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @Test
  void chainsNothingWithoutTheLease() throws IOException {
    Trail trail = new Trail(folder, Map.of());
    trail.happen("image:1");
    long fence = trail.sequencer.lead().orElseThrow();
    assertThat(trail.sequencer.chain(fence + 1)).isZero();
    trail.sequencer.leave();
    assertThat(trail.sequencer.chain(fence)).isZero();
    assertThat(trail.search.tail().count()).isEqualTo(1);
  }

  @Test
  void keepsThePlatformItselfFromChangingARecord() throws IOException {
    Trail trail = new Trail(folder, Map.of());
    trail.happen("image:1");
    trail.chain();
    assertThatThrownBy(() ->
            trail.database.inTransaction(tx -> tx.update("update audit_record set result = 'X'")))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("never changed");
    assertThatThrownBy(
            () -> trail.database.inTransaction(tx -> tx.update("delete from audit_record")))
        .hasMessageContaining("never changed");
  }

  @Test
  void refusesToKeepRecordsForLessThanTheFloor() throws IOException {
    Trail trail = new Trail(folder, Map.of("audit.retention-days", "183"));
    assertThatThrownBy(trail.retention::requireFloor)
        .hasMessageContaining("183 days, and 184 is the least");
    new Trail(folder, Map.of("audit.retention-days", "184")).retention.requireFloor();
  }

  @Test
  void letsGoOfOldRecordsOnlyOnceTheyAreCopiedAndTheRestStaysVerifiable() throws IOException {
    Trail trail = new Trail(folder, Map.of("audit.retention-days", "184"));
    for (int i = 1; i <= 3; i++) {
      trail.happen("image:" + i);
    }
    trail.chain();
    trail.send();
    trail.now = trail.now.plus(Duration.ofDays(200));
    trail.happen("image:new");
    trail.chain();
    trail.send();
    trail.retention.letGo();
    assertThat(trail.verify().records()).isEqualTo(4);

    trail.retention.copied(trail.event("ada", "x", "y").actor(), "", 4);
    trail.retention.letGo();
    trail.chain();
    trail.send();

    Verification verification = trail.verify();
    assertThat(verification.faults()).isEmpty();
    assertThat(subjects(trail)).first().isEqualTo("image:new");
    assertThat(verification.signed()).isEqualTo(6);
  }
}
