package dev.seaworthy.server.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Who of several replicas does what only one may do at a time. A lease ends by the database's own
/// clock, so that the replicas' clocks need not agree.
public final class Leases {
  private final Database database;
  private final String holder;

  /// @param holder this process, unlike any other
  public Leases(Database database, String holder) {
    this.database = database;
    this.holder = holder;
  }

  /// Takes a free or ended lease, or prolongs one's own.
  ///
  /// @param duration from now; renew it well before half of it is over
  /// @return the fencing number, which grows with each change of holder: write it beside what the
  ///   lease protects and refuse smaller ones; empty while another holds the lease
  public Optional<Long> take(String name, Duration duration) {
    return database.inTransaction(tx -> take(tx, name, duration));
  }

  private Optional<Long> take(Transaction tx, String name, Duration duration) throws SQLException {
    return tx.find(
        """
        insert into store_lease as held (name, holder, fence, until)
        values (?, ?, 1, clock_timestamp() + ? * interval '1 millisecond')
        on conflict (name) do update set
          holder = excluded.holder,
          fence = held.fence + case when held.holder = excluded.holder then 0 else 1 end,
          until = excluded.until
        where held.holder = excluded.holder or held.until < clock_timestamp()
        returning fence
        """,
        row -> row.number("fence"),
        name,
        holder,
        duration.toMillis());
  }

  /// Whether this process still holds the lease with this number, inside the caller's transaction.
  public boolean holds(Transaction tx, String name, long fence) throws SQLException {
    return tx.exists(
        """
        select 1 from store_lease
        where name = ? and holder = ? and fence = ? and until > clock_timestamp()
        for share
        """,
        name,
        holder,
        fence);
  }

  /// Gives a lease back before its end, so that another takes over at once.
  public void release(String name) {
    database.inTransaction(tx ->
        tx.update(
            "update store_lease set until = '-infinity' where name = ? and holder = ?",
            name,
            holder));
  }

  /// Who holds the lease now, for people.
  public Optional<String> holder(String name) {
    return database.inTransaction(tx -> {
      Optional<String> found =
          tx.find(
              "select holder from store_lease where name = ? and until > clock_timestamp()",
              row -> row.text("holder"),
              name);
      return found;
    });
  }
}
