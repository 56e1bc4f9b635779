package dev.seaworthy.server.store;

import java.sql.SQLException;

/// What is done inside one transaction. It may run more than once, so it changes nothing but the
/// database.
///
/// @param <T> what it gives
@FunctionalInterface
public interface Work<T extends @org.jspecify.annotations.Nullable Object> {
  /// Does it; any exception rolls the transaction back.
  T in(Transaction transaction) throws SQLException;
}
