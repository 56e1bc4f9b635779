package dev.seaworthy.server.store;

import dev.seaworthy.base.SeaworthyException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The platform's PostgreSQL. All work happens inside a transaction, which is committed when the
/// work returns and rolled back when it throws.
///
/// ```java
/// long images = database.inTransaction(tx -> tx.one("select count(*) from survey_image", Row::count));
/// ```
public final class Database {
  /// Deadlocks and serialization failures: PostgreSQL asks for the whole transaction again (manual,
  /// §13.5 and appendix A).
  private static final Set<String> AGAIN = Set.of("40001", "40P01");

  /// Another connection may serve: the server ended this one (class 57P) or it broke (class 08).
  private static final Set<String> GONE =
      Set.of("57P01", "57P02", "57P03", "08001", "08003", "08006");

  private static final int TRIES = 5;

  private final DataSource source;

  /// @param source hands out connections whose settings nobody changed
  public Database(DataSource source) {
    this.source = source;
  }

  /// Runs the work in one transaction (read committed), again when PostgreSQL asks for it.
  ///
  /// @throws SeaworthyException [StoreError#DATABASE] when the database fails; what the work itself
  ///   throws goes through
  public <T extends @Nullable Object> T inTransaction(Work<T> work) {
    return run(work, Connection.TRANSACTION_READ_COMMITTED, false);
  }

  /// Runs reading work on one snapshot: everything in it is as of one moment.
  public <T extends @Nullable Object> T onSnapshot(Work<T> work) {
    return run(work, Connection.TRANSACTION_REPEATABLE_READ, true);
  }

  private <T extends @Nullable Object> T run(Work<T> work, int isolation, boolean reading) {
    for (int tried = 1; ; tried++) {
      try {
        return once(work, isolation, reading);
      } catch (SQLException e) {
        if (tried >= TRIES || !AGAIN.contains(String.valueOf(e.getSQLState()))) {
          throw failure(e);
        }
      }
    }
  }

  private <T extends @Nullable Object> T once(Work<T> work, int isolation, boolean reading)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setTransactionIsolation(isolation);
      connection.setReadOnly(reading);
      connection.setAutoCommit(false);
      try {
        T result = work.in(new Transaction(connection));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static SeaworthyException failure(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    StoreError code = GONE.contains(state) ? StoreError.DATABASE_AWAY : StoreError.DATABASE;
    return new SeaworthyException(
        code, "the database refused with SQLSTATE %s: %s".formatted(state, e.getMessage()), e);
  }
}
