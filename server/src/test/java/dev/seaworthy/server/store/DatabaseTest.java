package dev.seaworthy.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  @Test
  void whatThrowsIsRolledBackAndWhatReturnsIsCommitted() {
    Database database = TestDatabase.migrated();
    assertThatThrownBy(() ->
            database.inTransaction(tx -> {
              tx.update("insert into store_lease values ('a', 'me', 1, now())");
              throw new IllegalStateException("on purpose");
            }))
        .hasMessage("on purpose");
    database.inTransaction(tx -> tx.update("insert into store_lease values ('b', 'me', 1, now())"));
    assertThat(
            database.<List<String>>inTransaction(
                tx -> tx.list("select name from store_lease", row -> row.text("name"))))
        .containsExactly("b");
  }

  @Test
  void valuesComeBackAsTheyWentIn() {
    Instant at = Instant.parse("2026-02-03T04:05:06.123456Z");
    UUID id = new UUID(1, 2);
    List<Object> values =
        TestDatabase.migrated()
            .inTransaction(tx ->
                tx.one(
                    """
                    select ?::timestamptz as at, ?::uuid as id, ?::text as t, ?::bigint as n,
                      ?::boolean as b, ? as j, ?::text[] as a, ?::text as missing
                    """,
                    row ->
                        List.of(
                            row.instant("at"),
                            row.id("id"),
                            row.text("t"),
                            row.number("n"),
                            row.truth("b"),
                            row.text("j"),
                            row.texts("a"),
                            row.maybeText("missing").isEmpty()),
                    at,
                    id,
                    "ı'; drop table store_lease; --",
                    7L,
                    true,
                    new Json("{\"a\": 1}"),
                    List.of("x", "{y,z}"),
                    null));
    assertThat(values)
        .containsExactly(
            at,
            id,
            "ı'; drop table store_lease; --",
            7L,
            true,
            "{\"a\": 1}",
            List.of("x", "{y,z}"),
            true);
  }

  @Test
  void aDeadlockIsTriedAgainUntilBothAreThrough() throws Exception {
    Database database = TestDatabase.migrated();
    database.inTransaction(
        tx -> tx.update("insert into store_lease values ('a','', 0, now()), ('b','', 0, now())"));
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> both =
          List.of(List.of("a", "b"), List.of("b", "a")).stream()
              .<Future<?>>map(order -> threads.submit(() -> raise(database, order)))
              .toList();
      for (Future<?> each : both) {
        each.get();
      }
    }
    assertThat(
            database.<Long>inTransaction(
                tx -> tx.one("select sum(fence) from store_lease", Row::count)))
        .isEqualTo(80);
  }

  private static void raise(Database database, List<String> order) {
    for (int i = 0; i < 20; i++) {
      database.inTransaction(tx -> {
        for (String name : order) {
          tx.update("update store_lease set fence = fence + 1 where name = ?", name);
        }
        return order;
      });
    }
  }

  @Test
  void replicasThatStartTogetherMigrateOnce() throws Exception {
    DatabaseAddress address = TestDatabase.empty();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<String>>> runs =
          IntStream.range(0, 4)
              .mapToObj(_ -> threads.submit(() -> Migrations.of(address.open()).run()))
              .toList();
      int applied = 0;
      for (Future<List<String>> run : runs) {
        applied += run.get().size();
      }
      assertThat(applied).isEqualTo(Migrations.of(address.open()).applied().size());
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() {
    Database database = TestDatabase.migrated();
    database.inTransaction(tx ->
        tx.update("insert into store_migration (id, digest) values ('store/V999__new.sql', 'x')"));
    assertThatThrownBy(() -> Migrations.of(database).run())
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("store/V999__new.sql");
  }

  @Test
  void aMigrationThatWasChangedIsRefused() {
    Database database = TestDatabase.migrated();
    database.inTransaction(tx -> tx.update("update store_migration set digest = 'other'"));
    assertThatThrownBy(() -> Migrations.of(database).runOnly(Map.of("store/V001__leases.sql", "x")))
        .hasMessageContaining("was x");
    assertThatThrownBy(() -> Migrations.of(database).run()).hasMessageContaining("was other");
  }

  @Test
  void aLeaseHasOneHolderAndItsNumberGrowsWithEachChange() {
    Database database = TestDatabase.migrated();
    Leases mine = new Leases(database, "mine");
    Leases theirs = new Leases(database, "theirs");
    assertThat(mine.take("sequencer", Duration.ofMinutes(1))).contains(1L);
    assertThat(mine.take("sequencer", Duration.ofMinutes(1))).contains(1L);
    assertThat(theirs.take("sequencer", Duration.ofMinutes(1))).isEmpty();
    mine.release("sequencer");
    assertThat(theirs.take("sequencer", Duration.ofMinutes(1))).contains(2L);
    assertThat(database.<Boolean>inTransaction(tx -> mine.holds(tx, "sequencer", 1))).isFalse();
    assertThat(database.<Boolean>inTransaction(tx -> theirs.holds(tx, "sequencer", 2))).isTrue();
  }
}
