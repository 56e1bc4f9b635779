package dev.seaworthy.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The current row of a query. Columns are asked for by name; a null where a value was asked for is
/// an error of ours, and a column that may be null is asked for by its `maybe` accessor.
public final class Row {
  private final ResultSet found;

  Row(ResultSet found) {
    this.found = found;
  }

  /// A text column.
  public String text(String column) throws SQLException {
    return present(column, found.getString(column));
  }

  /// A text column that may be null.
  public Optional<String> maybeText(String column) throws SQLException {
    return Optional.ofNullable(found.getString(column));
  }

  /// A whole number.
  public long number(String column) throws SQLException {
    long value = found.getLong(column);
    present(column, found.wasNull() ? null : value);
    return value;
  }

  /// A whole number that may be null.
  public Optional<Long> maybeNumber(String column) throws SQLException {
    long value = found.getLong(column);
    return found.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /// The first column as a whole number, for `select count(*)`.
  public long count() throws SQLException {
    return found.getLong(1);
  }

  /// A truth value.
  public boolean truth(String column) throws SQLException {
    boolean value = found.getBoolean(column);
    present(column, found.wasNull() ? null : value);
    return value;
  }

  /// A moment (`timestamptz`), to the microsecond.
  public Instant instant(String column) throws SQLException {
    return present(column, found.getObject(column, OffsetDateTime.class)).toInstant();
  }

  /// A moment that may be null.
  public Optional<Instant> maybeInstant(String column) throws SQLException {
    return Optional.ofNullable(found.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /// An id.
  public UUID id(String column) throws SQLException {
    return present(column, found.getObject(column, UUID.class));
  }

  /// An id that may be null.
  public Optional<UUID> maybeId(String column) throws SQLException {
    return Optional.ofNullable(found.getObject(column, UUID.class));
  }

  /// Bytes.
  public byte[] bytes(String column) throws SQLException {
    return present(column, found.getBytes(column));
  }

  /// The constant that the text column names.
  public <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, text(column));
  }

  /// The texts of a `text[]`.
  public List<String> texts(String column) throws SQLException {
    Object array = present(column, found.getArray(column)).getArray();
    return List.of((String[]) array);
  }

  private static <T> T present(String column, @Nullable T value) {
    return Objects.requireNonNull(value, () -> "column " + column + " is null");
  }
}
