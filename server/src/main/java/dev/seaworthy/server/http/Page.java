package dev.seaworthy.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list. Every listing takes the query parameters `limit` (1 to 200, by default 50) and
/// `after` (the `next` of the page before), and sorts by something unique.
///
/// @param <T> what is listed
/// @param items in order
/// @param next what to give as `after` for the next page; absent on the last
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {
  /// Items of a page when the caller asks for none.
  public static final int LIMIT_DEFAULT = 50;

  /// Items of a page at most.
  public static final int LIMIT_MAX = 200;

  public Page {
    items = List.copyOf(items);
  }

  /// How many were asked for.
  ///
  /// @throws ProblemException 400 when out of range
  public static int limit(@Nullable Integer asked) {
    int limit = asked == null ? LIMIT_DEFAULT : asked;
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new ProblemException(
          Problem.badRequest("limit is %s; give 1 to %s.".formatted(limit, LIMIT_MAX)));
    }
    return limit;
  }

  /// A page from `limit + 1` rows, of which the last only shows that there are more.
  ///
  /// @param key what the cursor after an item holds
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> key) {
    return rows.size() <= limit
        ? new Page<>(rows, null)
        : new Page<>(rows.subList(0, limit), key.apply(rows.get(limit - 1)).toString());
  }
}
