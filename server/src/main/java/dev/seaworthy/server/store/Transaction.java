package dev.seaworthy.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/// One open transaction, for the thread that [Database] gave it to.
///
/// Parameters stand as `?` and may be `String`, `Integer`, `Long`, `Boolean`, `Double`, `byte[]`,
/// `UUID`, [Instant], [Json], an enum (its name), a collection of strings (a `text[]`, for `=
/// any(?)`), or null. Values never become part of the SQL text.
public final class Transaction {
  private final Connection connection;

  Transaction(Connection connection) {
    this.connection = connection;
  }

  /// Reads one row into a value.
  ///
  /// @param <T> the value
  @FunctionalInterface
  public interface Reader<T extends @Nullable Object> {
    /// Reads the row; asks for no other.
    T read(Row row) throws SQLException;
  }

  /// The rows in the order of the query.
  public <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet found = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(found);
      while (found.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  /// The only row, or nothing.
  ///
  /// @throws IllegalStateException when there are more
  public <T> Optional<T> find(String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    List<T> rows = list(sql, reader, parameters);
    if (rows.size() > 1) {
      throw new IllegalStateException("at most one row was expected of: " + sql);
    }
    return rows.stream().findFirst();
  }

  /// The only row.
  ///
  /// @throws IllegalStateException when there is none or more than one
  public <T> T one(String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return find(sql, reader, parameters)
        .orElseThrow(() -> new IllegalStateException("a row was expected of: " + sql));
  }

  /// Whether the query has a row.
  public boolean exists(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet found = statement.executeQuery()) {
      return found.next();
    }
  }

  /// Inserts, updates or deletes; how many rows it touched.
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /// Runs one statement once for each list of parameters, in one go.
  public void batch(String sql, Collection<? extends List<? extends @Nullable Object>> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (List<? extends @Nullable Object> row : rows) {
        bind(statement, row.toArray());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// For what JDBC alone can do (COPY, large results, notifications). It is neither committed nor
  /// closed by who asks for it.
  public Connection connection() {
    return connection;
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(statement, parameters);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case Json json -> statement.setObject(index, jsonb(json));
      case Enum<?> constant -> statement.setString(index, constant.name());
      case Collection<?> strings ->
          statement.setArray(index, connection.createArrayOf("text", strings.toArray()));
      default -> statement.setObject(index, value);
    }
  }

  private static PGobject jsonb(Json json) throws SQLException {
    PGobject object = new PGobject();
    object.setType("jsonb");
    object.setValue(json.text());
    return object;
  }
}
