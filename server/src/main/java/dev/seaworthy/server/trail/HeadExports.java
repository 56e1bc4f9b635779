package dev.seaworthy.server.trail;

import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Sends signed heads to the places outside, each at its own pace: one that fails is tried again,
/// ever less often, and holds up no other. How far each is behind can be read.
@Singleton
class HeadExports {
  private static final Logger LOG = Logger.getLogger(HeadExports.class);
  private static final int BACKOFF_SECONDS_MAX = 300;
  private static final int BACKOFF_DOUBLINGS = 8;
  private static final int FAILURE_CHARS_MAX = 500;

  private final List<HeadTarget> targets;
  private final Heads heads;
  private final Database database;
  private final InstantSource clock;

  HeadExports(Settings settings, Heads heads, Database database, InstantSource clock) {
    TargetSurroundings surroundings =
        new TargetSurroundings(settings.data(), settings.name(), clock);
    this.targets =
        settings.audit().headsTo().orElse(List.of()).stream()
            .map(text -> HeadTarget.of(text, surroundings))
            .toList();
    this.heads = heads;
    this.database = database;
    this.clock = clock;
  }

  /// The places' names.
  List<String> targets() {
    return targets.stream().map(HeadTarget::name).toList();
  }

  /// Sends the newest head wherever it is missing and due.
  void send() {
    Optional<Heads.SignedHead> newest = heads.newest();
    if (newest.isPresent()) {
      for (HeadTarget target : targets) {
        if (due(target, newest.get())) {
          send(target, newest.get());
        }
      }
    }
  }

  private boolean due(HeadTarget target, Heads.SignedHead head) {
    return database.onSnapshot(tx ->
        !tx.exists(
            "select 1 from audit_export where target = ? and (sequence >= ? or next_at > ?)",
            target.name(),
            head.sequence(),
            clock.instant()));
  }

  private void send(HeadTarget target, Heads.SignedHead head) {
    try {
      target.send(head);
      Instant now = clock.instant();
      database.inTransaction(tx ->
          tx.update(
              """
              insert into audit_export (target, sequence, exported_at) values (?, ?, ?)
              on conflict (target) do update set sequence = excluded.sequence,
                exported_at = excluded.exported_at, failures = 0, failure = null,
                failed_at = null, next_at = null
              """,
              target.name(),
              head.sequence(),
              now));
    } catch (IOException | RuntimeException e) {
      LOG.warnf("the head %s did not reach %s: %s", head.sequence(), target.name(), e);
      failed(target, e);
    }
  }

  private void failed(HeadTarget target, Exception failure) {
    Instant now = clock.instant();
    String text = String.valueOf(failure);
    database.inTransaction(tx -> {
      long failures =
          tx.one(
              """
              insert into audit_export (target, failures, failure, failed_at) values (?, 1, ?, ?)
              on conflict (target) do update set failures = audit_export.failures + 1,
                failure = excluded.failure, failed_at = excluded.failed_at
              returning failures
              """,
              row -> row.number("failures"),
              target.name(),
              text.substring(0, Math.min(text.length(), FAILURE_CHARS_MAX)),
              now);
      long seconds = Math.min(BACKOFF_SECONDS_MAX, 1L << Math.min(failures, BACKOFF_DOUBLINGS));
      return tx.update(
          "update audit_export set next_at = ? where target = ?",
          now.plus(Duration.ofSeconds(seconds)),
          target.name());
    });
  }
}
