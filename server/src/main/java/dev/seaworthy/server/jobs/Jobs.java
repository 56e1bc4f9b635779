package dev.seaworthy.server.jobs;

import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The queues. Leases end by the database's own clock.
@Singleton
public class Jobs {
  /// How often a job is begun before it is parked.
  public static final int ATTEMPTS = 5;

  private static final int CANDIDATES = 8;
  private static final long STRIDE = 1 << 20;
  private static final int BACKOFF_SECONDS = 5;
  private static final int BACKOFF_SECONDS_MAX = 600;
  private static final int FAILURE_CHARS_MAX = 2000;

  private final Database database;
  private final Ids ids;
  private final InstantSource clock;

  public Jobs(Database database, Ids ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /// What is to be done.
  ///
  /// @param madeBy who wants it, by name
  public record Order(Queue queue, String project, String kind, Json payload, String madeBy) {}

  /// Puts a job into its queue, in the caller's transaction.
  public UUID order(Transaction tx, Order order) throws SQLException {
    UUID id = ids.next();
    tx.update(
        """
        insert into jobs_job
          (id, queue, project, kind, payload, state, attempts_max, ready_at, made_at, made_by)
        values (?, ?, ?, ?, ?, 'QUEUED', ?, clock_timestamp(), ?, ?)
        """,
        id,
        order.queue().word(),
        order.project(),
        order.kind(),
        order.payload(),
        ATTEMPTS,
        clock.instant(),
        order.madeBy());
    return id;
  }

  private record Pair(String queue, String project, long queueTag, long shareTag) {}

  /// Takes the job that is next, if there is one.
  ///
  /// @param holder this worker, for people
  /// @param lease how long it is held without a [#beat]
  public Optional<Taken> take(String holder, Duration lease) {
    return database.inTransaction(tx -> {
      for (Pair pair : candidates(tx)) {
        Optional<Taken> taken = take(tx, pair, holder, lease);
        if (taken.isPresent()) {
          charge(tx, pair);
          return taken;
        }
      }
      return Optional.empty();
    });
  }

  /// The queues and projects that have something to do, whose turn it is first. The index is asked
  /// for one entry of each, never for all jobs.
  private static List<Pair> candidates(Transaction tx) throws SQLException {
    return tx.list(
        """
        with recursive pair (queue, project) as (
          (select queue, project from jobs_job where state = 'QUEUED'
            order by queue, project limit 1)
          union all
          select next.queue, next.project from pair, lateral (
            select queue, project from jobs_job
            where state = 'QUEUED' and (queue, project) > (pair.queue, pair.project)
            order by queue, project limit 1) next)
        select queue, project,
          greatest(jobs_queue.served, (select max(began) from jobs_queue), 0) as queue_tag,
          greatest(jobs_share.served, share_began, 0) as share_tag
        from pair left join jobs_queue using (queue) left join jobs_share using (queue, project)
        where exists (select 1 from jobs_job job where job.state = 'QUEUED'
          and job.queue = pair.queue and job.project = pair.project
          and job.ready_at <= clock_timestamp())
        order by queue_tag, queue, share_tag, project limit ?
        """,
        row ->
            new Pair(
                row.text("queue"),
                row.text("project"),
                row.number("queue_tag"),
                row.number("share_tag")),
        CANDIDATES);
  }

  private static Optional<Taken> take(Transaction tx, Pair pair, String holder, Duration lease)
      throws SQLException {
    return tx.find(
        """
        update jobs_job set state = 'RUNNING', fence = fence + 1, attempts = attempts + 1,
          holder = ?, held_until = clock_timestamp() + ? * interval '1 millisecond',
          begun_at = clock_timestamp(), progress = null
        where id = (
          select id from jobs_job
          where state = 'QUEUED' and queue = ? and project = ? and ready_at <= clock_timestamp()
          order by ready_at, id limit 1 for update skip locked)
        returning id, queue, project, kind, payload::text as payload, fence, attempts
        """,
        row ->
            new Taken(
                row.id("id"),
                Queue.of(row.text("queue")).orElseThrow(),
                row.text("project"),
                row.text("kind"),
                new Json(row.text("payload")),
                row.number("fence"),
                (int) row.number("attempts")),
        holder,
        lease.toMillis(),
        pair.queue(),
        pair.project());
  }

  private static void charge(Transaction tx, Pair pair) throws SQLException {
    tx.update(
        """
        insert into jobs_queue (queue, served, began, share_began) values (?, ?, ?, ?)
        on conflict (queue) do update set served = excluded.served, began = excluded.began,
          share_began = excluded.share_began
        """,
        pair.queue(),
        pair.queueTag() + STRIDE / Queue.of(pair.queue()).orElseThrow().weight(),
        pair.queueTag(),
        pair.shareTag());
    tx.update(
        """
        insert into jobs_share (queue, project, served) values (?, ?, ?)
        on conflict (queue, project) do update set served = excluded.served
        """,
        pair.queue(),
        pair.project(),
        pair.shareTag() + STRIDE);
  }

  /// What a worker learns when it shows that it is alive.
  public enum Beat {
    GO_ON,
    /// Somebody cancelled the job: stop, and call [#cancelled].
    CANCELLED,
    /// Another has it, or nobody; stop.
    LOST
  }

  /// Prolongs the lease and tells how far the job is.
  public Beat beat(Taken job, Duration lease, @Nullable Json progress) {
    return database.inTransaction(tx ->
        tx.find(
                """
                update jobs_job set held_until = clock_timestamp() + ? * interval '1 millisecond',
                  progress = coalesce(?, progress)
                where id = ? and fence = ? and state = 'RUNNING'
                returning cancelled_by is not null as cancelled
                """,
                row -> row.truth("cancelled") ? Beat.CANCELLED : Beat.GO_ON,
                lease.toMillis(),
                progress,
                job.id(),
                job.fence())
            .orElse(Beat.LOST));
  }

  /// Ends the job in the transaction that writes what came of it. Call it first: it locks the job.
  ///
  /// @throws LostJobException when it is not this worker's any more; the transaction must fail then
  public void done(Transaction tx, Taken job, Json result) throws SQLException {
    int ended =
        tx.update(
            """
            update jobs_job set state = 'DONE', ended_at = clock_timestamp(), holder = null,
              held_until = null, result = ?, failure = null
            where id = ? and fence = ? and state = 'RUNNING' and cancelled_by is null
            """,
            result,
            job.id(),
            job.fence());
    if (ended != 1) {
      throw new LostJobException(job);
    }
  }

  /// An attempt failed: the job waits, ever longer, or is parked.
  ///
  /// @param mendable whether another attempt may go better
  /// @return whether this worker still held it
  public boolean failed(Taken job, String failure, boolean mendable) {
    return database.inTransaction(tx ->
        tx.update(
                """
                update jobs_job set
                  state = case when cancelled_by is not null then 'CANCELLED'
                    when ? and attempts < attempts_max then 'QUEUED' else 'PARKED' end,
                  ended_at = case when cancelled_by is null and ? and attempts < attempts_max
                    then null else clock_timestamp() end,
                  ready_at = clock_timestamp() + least(?, ? * 2 ^ (attempts - 1)) * interval '1 second',
                  holder = null, held_until = null, failure = ?
                where id = ? and fence = ? and state = 'RUNNING'
                """,
                mendable,
                mendable,
                BACKOFF_SECONDS_MAX,
                BACKOFF_SECONDS,
                failure.substring(0, Math.min(failure.length(), FAILURE_CHARS_MAX)),
                job.id(),
                job.fence())
            == 1);
  }

  /// The worker has stopped, as it was told.
  public void cancelled(Taken job) {
    failed(job, "cancelled", false);
  }

  /// Takes jobs away from workers that show no sign of life.
  ///
  /// @return how many
  public int reap() {
    return database.inTransaction(tx ->
        tx.update(
            """
            update jobs_job set
              state = case when cancelled_by is not null then 'CANCELLED'
                when attempts < attempts_max then 'QUEUED' else 'PARKED' end,
              ended_at = case when cancelled_by is null and attempts < attempts_max
                then null else clock_timestamp() end,
              ready_at = clock_timestamp()
                + least(?, ? * 2 ^ (attempts - 1)) * interval '1 second',
              fence = fence + 1, holder = null, held_until = null,
              failure = 'the worker ' || coalesce(holder, '') || ' fell silent'
            where id in (select id from jobs_job
              where state = 'RUNNING' and held_until < clock_timestamp()
              for update skip locked)
            """,
            BACKOFF_SECONDS_MAX,
            BACKOFF_SECONDS));
  }

  /// Cancels a job that waits, or tells its worker to stop.
  ///
  /// @return whether there was something to cancel
  public boolean cancel(Transaction tx, String project, UUID id, String by) throws SQLException {
    return tx.update(
            """
            update jobs_job set cancelled_by = ?,
              state = case when state = 'RUNNING' then state else 'CANCELLED' end,
              ended_at = case when state = 'RUNNING' then null else clock_timestamp() end
            where project = ? and id = ? and state in ('QUEUED', 'RUNNING', 'PARKED')
            """,
            by,
            project,
            id)
        == 1;
  }

  /// Lets a job that was parked or cancelled be tried again, as often as a new one.
  ///
  /// @return whether it was one
  public boolean retry(Transaction tx, String project, UUID id) throws SQLException {
    return tx.update(
            """
            update jobs_job set state = 'QUEUED', attempts = 0, ready_at = clock_timestamp(),
              ended_at = null, cancelled_by = null
            where project = ? and id = ? and state in ('PARKED', 'CANCELLED')
            """,
            project,
            id)
        == 1;
  }

  /// One job of a project.
  public Optional<Job> find(String project, UUID id) {
    return database.onSnapshot(tx ->
        tx.find(
            "select " + Job.COLUMNS + " from jobs_job where project = ? and id = ?",
            Job::of,
            project,
            id));
  }

  /// The jobs of a project, the newest first.
  ///
  /// @param states empty for all
  /// @param before the last id of the page before
  public List<Job> list(String project, List<String> states, int limit, @Nullable UUID before) {
    return database.onSnapshot(tx ->
        tx.list(
            "select "
                + Job.COLUMNS
                + """
                 from jobs_job
                where project = ? and id < coalesce(?, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                  and (cardinality(?::text[]) = 0 or state = any(?))
                order by id desc limit ?
                """,
            Job::of,
            project,
            before,
            states,
            states,
            limit));
  }
}
