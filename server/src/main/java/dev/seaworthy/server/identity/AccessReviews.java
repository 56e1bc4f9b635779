package dev.seaworthy.server.identity;

import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps access reviews: every binding as it was at the start, and what was decided on it.
@Singleton
class AccessReviews {
  private static final String SELECT =
      """
      select r.id, j.name as project, r.started_at, r.started_by, r.due_at, r.finished_at,
        (select count(*) from identity_review_item i
          where i.review = r.id and i.decision is null) as open
      from identity_review r left join identity_project j on j.id = r.project
      """;

  private final Ids ids;
  private final InstantSource clock;
  private final SignInRules rules;

  AccessReviews(Ids ids, InstantSource clock, SignInRules rules) {
    this.ids = ids;
    this.clock = clock;
    this.rules = rules;
  }

  /// @param project of which project alone; null of everything
  /// @param open how many bindings wait for a decision
  /// @param overdue whether it should be finished by now
  record Review(
      UUID id,
      @Nullable String project,
      Instant startedAt,
      String startedBy,
      Instant dueAt,
      @Nullable Instant finishedAt,
      long open,
      boolean overdue) {}

  /// @param decision `keep` or `remove`; null while it waits
  record Item(
      UUID binding,
      @Nullable UUID person,
      String who,
      String role,
      @Nullable String project,
      @Nullable Instant until,
      @Nullable String decision,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      @Nullable String reason) {}

  Review start(Transaction tx, @Nullable Project project, List<Binding> bindings, String by)
      throws SQLException {
    UUID id = ids.next();
    Instant now = clock.instant();
    tx.update(
        """
        insert into identity_review (id, project, started_at, started_by, due_at)
        values (?, ?, ?, ?, ?)
        """,
        id,
        project == null ? null : project.id(),
        now,
        by,
        now.plus(Duration.ofDays(rules.of(tx).reviewDays())));
    for (Binding binding : bindings) {
      tx.update(
          """
          insert into identity_review_item (review, binding, person, who, role, project, until)
          values (?, ?, ?, ?, ?, ?, ?)
          """,
          id,
          binding.id(),
          binding.person(),
          binding.who(),
          binding.role(),
          binding.project(),
          binding.until());
    }
    finishWhenDone(tx, id);
    return known(tx, id);
  }

  Review known(Transaction tx, UUID id) throws SQLException {
    return tx.find(SELECT + "where r.id = ?", this::read, id)
        .orElseThrow(() -> Checks.notFound("access review"));
  }

  /// Newest first.
  List<Review> before(Transaction tx, UUID id, int limit) throws SQLException {
    return tx.list(SELECT + "where r.id < ? order by r.id desc limit ?", this::read, id, limit);
  }

  List<Item> items(Transaction tx, UUID review) throws SQLException {
    return tx.list(
        """
        select binding, person, who, role, project, until, decision, decided_by, decided_at, reason
        from identity_review_item where review = ? order by binding
        """,
        AccessReviews::item,
        review);
  }

  Item item(Transaction tx, UUID review, UUID binding) throws SQLException {
    return tx.find(
            """
            select binding, person, who, role, project, until, decision, decided_by, decided_at,
              reason
            from identity_review_item where review = ? and binding = ? for update
            """,
            AccessReviews::item,
            review,
            binding)
        .orElseThrow(() -> Checks.notFound("binding in this review"));
  }

  void decide(Transaction tx, UUID review, UUID binding, String decision, String by, String reason)
      throws SQLException {
    tx.update(
        """
        update identity_review_item set decision = ?, decided_by = ?, decided_at = ?, reason = ?
        where review = ? and binding = ?
        """,
        decision,
        by,
        clock.instant(),
        reason,
        review,
        binding);
    finishWhenDone(tx, review);
  }

  private void finishWhenDone(Transaction tx, UUID review) throws SQLException {
    // Two last decisions at once: the second waits here and then sees the first.
    tx.exists("select 1 from identity_review where id = ? for update", review);
    tx.update(
        """
        update identity_review set finished_at = ?
        where id = ? and finished_at is null and not exists (
          select 1 from identity_review_item where review = ? and decision is null)
        """,
        clock.instant(),
        review,
        review);
  }

  private Review read(Row row) throws SQLException {
    Instant due = row.instant("due_at");
    @Nullable Instant finished = row.maybeInstant("finished_at").orElse(null);
    return new Review(
        row.id("id"),
        row.maybeText("project").orElse(null),
        row.instant("started_at"),
        row.text("started_by"),
        due,
        finished,
        row.number("open"),
        finished == null && clock.instant().isAfter(due));
  }

  private static Item item(Row row) throws SQLException {
    return new Item(
        row.id("binding"),
        row.maybeId("person").orElse(null),
        row.text("who"),
        row.text("role"),
        row.maybeText("project").orElse(null),
        row.maybeInstant("until").orElse(null),
        row.maybeText("decision").orElse(null),
        row.maybeText("decided_by").orElse(null),
        row.maybeInstant("decided_at").orElse(null),
        row.maybeText("reason").orElse(null));
  }
}
