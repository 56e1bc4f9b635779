package dev.seaworthy.server.backup;

import dev.seaworthy.server.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The tables of the platform's schema as PostgreSQL's catalogue knows them.
final class Tables {
  /// The migrations' own record is made by the migrations.
  private static final String MIGRATIONS = "store_migration";

  private Tables() {}

  /// Every table that holds rows, the referred-to before those that refer to it.
  static List<BackupFile.Table> inLoadingOrder(Transaction tx) throws SQLException {
    Map<String, Set<String>> references = new LinkedHashMap<>();
    tx.list(
            """
            select c.relname as name from pg_class c
            where c.relnamespace = current_schema()::regnamespace
              and (c.relkind = 'p' or c.relkind = 'r' and not c.relispartition)
              and c.relname <> ?
            order by c.relname
            """,
            row -> row.text("name"),
            MIGRATIONS)
        .forEach(name -> references.put(name, new TreeSet<>()));
    tx.list(
            """
            select conrelid::regclass::text as source, confrelid::regclass::text as target
            from pg_constraint
            where contype = 'f' and connamespace = current_schema()::regnamespace
              and conrelid <> confrelid
            """,
            row -> List.of(row.text("source"), row.text("target")))
        .forEach(
            pair -> references.computeIfPresent(pair.get(0), (_, to) -> with(to, pair.get(1))));
    List<BackupFile.Table> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    while (done.size() < references.size()) {
      int before = done.size();
      for (Map.Entry<String, Set<String>> each : references.entrySet()) {
        if (!done.contains(each.getKey()) && done.containsAll(each.getValue())) {
          ordered.add(new BackupFile.Table(each.getKey(), columnsOf(tx, each.getKey())));
          done.add(each.getKey());
        }
      }
      if (done.size() == before) {
        throw new IllegalStateException("tables refer to each other in a circle: " + references);
      }
    }
    return ordered;
  }

  private static Set<String> with(Set<String> names, String name) {
    names.add(name);
    return names;
  }

  private static List<String> columnsOf(Transaction tx, String table) throws SQLException {
    return tx.list(
        """
        select attname from pg_attribute
        where attrelid = ?::text::regclass and attnum > 0 and not attisdropped
          and attgenerated = ''
        order by attnum
        """,
        row -> row.text("attname"),
        quoted(table));
  }

  /// By the primary key, so that the same rows give the same bytes; by all columns where there is
  /// none.
  static String order(Transaction tx, BackupFile.Table table) throws SQLException {
    List<String> key =
        tx.list(
            """
            select a.attname as name from pg_index i
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
            where i.indrelid = ?::text::regclass and i.indisprimary
            order by array_position(i.indkey::int2[], a.attnum)
            """,
            row -> row.text("name"),
            quoted(table.name()));
    return (key.isEmpty() ? table.columns() : key)
        .stream().map(Tables::quoted).collect(Collectors.joining(", "));
  }

  static String columns(BackupFile.Table table) {
    return table.columns().stream().map(Tables::quoted).collect(Collectors.joining(", "));
  }

  /// A name as an identifier of SQL.
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
