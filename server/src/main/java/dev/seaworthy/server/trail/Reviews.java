package dev.seaworthy.server.trail;

import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Log reviews: each covers some days and is due some days later. Nobody reviews what they did
/// themselves: where records of the period are the reviewer's own, the review is done once another
/// person has signed it off too.
@Singleton
class Reviews {
  private static final int OPENED_MAX = 60;

  private final Settings settings;
  private final Database database;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  Reviews(Settings settings, Database database, Audit audit, Ids ids, InstantSource clock) {
    this.settings = settings;
    this.database = database;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// What a reviewer found.
  enum Outcome {
    NOTHING_FOUND,
    FOLLOWED_UP,
    INCIDENT_RAISED
  }

  /// A review.
  ///
  /// @param state `open`, `overdue`, `wants-another-reviewer` or `done`
  record Review(
      UUID id,
      Instant from,
      Instant to,
      Instant dueAt,
      String state,
      long records,
      List<SignOff> signOffs) {}

  /// A reviewer's word.
  ///
  /// @param own how many records of the period are the reviewer's own, which this word leaves out
  record SignOff(
      String reviewerId, String reviewer, Instant at, Outcome outcome, String note, long own) {}

  private record Stored(
      UUID id, Instant from, Instant to, Instant dueAt, @Nullable Instant doneAt) {
    static Stored of(Row row) throws SQLException {
      return new Stored(
          row.id("id"),
          row.instant("from_at"),
          row.instant("to_at"),
          row.instant("due_at"),
          row.maybeInstant("done_at").orElse(null));
    }
  }

  /// Opens the reviews of all periods that are over.
  void open() {
    Instant now = clock.instant();
    Duration days = Duration.ofDays(settings.audit().reviewDays());
    database.inTransaction(tx -> {
      Optional<Instant> begin =
          tx.find(
                  """
                  select coalesce((select max(to_at) from audit_review),
                    (select min(at) from audit_record)) as begin
                  """,
                  row -> row.maybeInstant("begin"))
              .flatMap(found -> found);
      if (begin.isEmpty()) {
        return 0;
      }
      Instant from = begin.get().truncatedTo(ChronoUnit.DAYS);
      int opened = 0;
      while (!from.plus(days).isAfter(now) && opened < OPENED_MAX) {
        Instant to = from.plus(days);
        tx.update(
            "insert into audit_review (id, from_at, to_at, due_at) values (?, ?, ?, ?)"
                + " on conflict do nothing",
            ids.next(),
            from,
            to,
            to.plus(Duration.ofDays(settings.audit().reviewDueDays())));
        from = to;
        opened++;
      }
      return opened;
    });
  }

  /// The reviews, the newest first.
  List<Review> list(int limit, @Nullable Instant before) {
    return database.onSnapshot(tx -> {
      List<Stored> stored =
          tx.list(
              """
              select id, from_at, to_at, due_at, done_at from audit_review
              where to_at < ? order by to_at desc limit ?
              """,
              Stored::of,
              before == null ? Instant.parse("9999-01-01T00:00:00Z") : before,
              limit);
      List<Review> reviews = new java.util.ArrayList<>();
      for (Stored each : stored) {
        reviews.add(review(tx, each));
      }
      return reviews;
    });
  }

  private Review review(Transaction tx, Stored stored) throws SQLException {
    List<SignOff> signOffs =
        tx.list(
            """
            select reviewer_id, reviewer_name, at, outcome, note, own from audit_review_sign_off
            where review = ? order by at, reviewer_id
            """,
            row ->
                new SignOff(
                    row.text("reviewer_id"),
                    row.text("reviewer_name"),
                    row.instant("at"),
                    row.constant("outcome", Outcome.class),
                    row.text("note"),
                    row.number("own")),
            stored.id());
    long records =
        tx.one(
            "select count(*) as n from audit_record where at >= ? and at < ?",
            row -> row.number("n"),
            stored.from(),
            stored.to());
    return new Review(
        stored.id(),
        stored.from(),
        stored.to(),
        stored.dueAt(),
        state(stored, signOffs),
        records,
        signOffs);
  }

  private String state(Stored stored, List<SignOff> signOffs) {
    if (stored.doneAt() != null) {
      return "done";
    }
    if (clock.instant().isAfter(stored.dueAt())) {
      return "overdue";
    }
    return signOffs.isEmpty() ? "open" : "wants-another-reviewer";
  }

  /// Signs a review off.
  ///
  /// @throws ProblemException 404, or 409 when this person has already done so or it is done
  Review signOff(UUID id, AuditEvent.Actor reviewer, String address, Outcome outcome, String note) {
    Instant now = clock.instant();
    return database.inTransaction(tx -> {
      Stored stored =
          tx.find(
                  "select id, from_at, to_at, due_at, done_at from audit_review where id = ?"
                      + " for update",
                  Stored::of,
                  id)
              .orElseThrow(
                  () -> new ProblemException(Problem.notFound("There is no such review.")));
      if (stored.doneAt() != null) {
        throw new ProblemException(Problem.conflict("The review is done."));
      }
      long own = signed(tx, stored, reviewer, now, outcome, note);
      audit.record(
          tx,
          new AuditEvent(
              now,
              reviewer,
              address,
              "audit.review.signed-off",
              "review:" + id,
              null,
              null,
              null,
              AuditEvent.Result.DONE,
              outcome + (own == 0 ? "" : ", but for %s records of their own".formatted(own))));
      return review(
          tx,
          tx.one(
              "select id, from_at, to_at, due_at, done_at from audit_review where id = ?",
              Stored::of,
              id));
    });
  }

  /// Writes the sign-off, and whether the review is done by it.
  ///
  /// @return how many changes in the period are the reviewer's own
  private static long signed(
      Transaction tx,
      Stored stored,
      AuditEvent.Actor reviewer,
      Instant now,
      Outcome outcome,
      String note)
      throws SQLException {
    long own = own(tx, stored, reviewer);
    int signed =
        tx.update(
            """
            insert into audit_review_sign_off
              (review, reviewer_id, reviewer_name, at, outcome, note, own)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            stored.id(),
            reviewer.id(),
            reviewer.name(),
            now,
            outcome,
            note,
            own);
    if (signed == 0) {
      throw new ProblemException(
          Problem.conflict(
              "You have signed it off; what you did yourself waits for another reviewer."));
    }
    tx.update(
        """
        update audit_review set done_at = ? where id = ? and (
          select count(*) > 1 or min(own) = 0 from audit_review_sign_off where review = ?)
        """,
        now,
        stored.id(),
        stored.id());
    return own;
  }

  /// Changes that the reviewer made; that somebody signed in or read is reviewed by them as well.
  private static long own(Transaction tx, Stored stored, AuditEvent.Actor reviewer)
      throws SQLException {
    return tx.one(
        """
        select count(*) as n from audit_record
        where at >= ? and at < ? and actor_id = ?
          and action not like 'identity.session.%' and action not like 'audit.review.%'
        """,
        row -> row.number("n"), stored.from(), stored.to(), reviewer.id());
  }
}
