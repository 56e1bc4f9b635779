package dev.seaworthy.server.backup;

import dev.seaworthy.server.store.Database;
import java.util.List;

/// What a database's schema consists of, so that two can be compared.
final class Schema {
  private static final String WHOLE =
      """
      select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
        || ' ' || coalesce(column_default, '') || ' ' || coalesce(generation_expression, '') as line
      from information_schema.columns where table_schema = current_schema()
      union all
      select 'constraint ' || conrelid::regclass || ' ' || conname || ' '
        || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = current_schema()::regnamespace
      union all
      select 'index ' || indexdef from pg_indexes where schemaname = current_schema()
      union all
      select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t
      join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace
      union all
      select 'function ' || pg_get_functiondef(oid) from pg_proc
      where pronamespace = current_schema()::regnamespace
      order by 1
      """;

  private Schema() {}

  /// Its columns, constraints, indexes, triggers and functions, in order.
  static List<String> of(Database database) {
    return database.onSnapshot(tx -> tx.list(WHOLE, row -> row.text("line")));
  }
}
