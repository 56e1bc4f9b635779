package dev.seaworthy.server.store;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Brings the schema forwards, never back. Each package has its own numbered files
/// `db/<package>/V001__what.sql`, which its `db/<package>/migrations.txt` lists; the packages stand
/// in `db/packages.txt`. A released file never changes again: its digest is kept and compared.
///
/// Each file runs in a transaction of its own with its record, so a kill leaves it done or undone.
/// One replica migrates at a time, under an advisory lock; the others wait and find it done.
public final class Migrations {
  /// Any number that nothing else in this database locks: "seaworth" in ASCII.
  private static final long LOCK = 0x7365_6177_6f72_7468L;

  private final Database database;
  private final List<Migration> known;

  private Migrations(Database database, List<Migration> known) {
    this.database = database;
    this.known = known;
  }

  /// The migrations that this version brings.
  public static Migrations of(Database database) {
    return of(database, Migrations::text);
  }

  /// Those of another version.
  ///
  /// @param files gives the text of a file below `db/`
  public static Migrations of(Database database, UnaryOperator<String> files) {
    return new Migrations(
        database,
        lines(files.apply("packages.txt")).stream()
            .flatMap(room ->
                lines(files.apply(room + "/migrations.txt")).stream()
                    .map(file -> new Migration(room, file, files.apply(room + "/" + file))))
            .toList());
  }

  /// The packages that own tables, in order.
  public static List<String> packages() {
    return lines(text("packages.txt"));
  }

  /// One file.
  record Migration(String room, String name, String sql) {
    String id() {
      return room + "/" + name;
    }

    String digest() {
      return Digest.sha256(sql.getBytes(StandardCharsets.UTF_8)).toString();
    }
  }

  /// Applies what is missing and returns the ids of what it applied.
  ///
  /// @throws SeaworthyException [StoreError#MIGRATION] when the database was written by a newer
  ///   version, or by files that differ from ours
  public List<String> run() {
    database.inTransaction(tx -> {
      lock(tx);
      return tx.update(
          """
          create table if not exists store_migration (
            id text primary key,
            digest text not null,
            applied_at timestamptz not null default clock_timestamp(),
            position bigint generated always as identity)
          """);
    });
    check(applied());
    return known.stream().filter(this::apply).map(Migration::id).toList();
  }

  /// Makes the schema of another time in an empty database: applies these, each of which must be
  /// known, and no others.
  ///
  /// @param wanted id to digest, in the order in which they came
  /// @throws SeaworthyException [StoreError#MIGRATION] when one is unknown or was another file, or
  ///   when the database has others
  public void runOnly(Map<String, String> wanted) {
    check(wanted);
    Map<String, Migration> byId =
        known.stream().collect(Collectors.toMap(Migration::id, Function.identity()));
    List<Migration> chosen =
        wanted.keySet().stream().map(byId::get).filter(Objects::nonNull).toList();
    new Migrations(database, chosen).run();
  }

  /// What this database has, in the order it came: id to digest.
  public Map<String, String> applied() {
    return database.inTransaction(Migrations::applied);
  }

  /// The same, inside a transaction.
  public static Map<String, String> applied(Transaction tx) throws SQLException {
    Map<String, String> applied = new LinkedHashMap<>();
    tx.list(
            "select id, digest from store_migration order by position",
            row -> List.of(row.text("id"), row.text("digest")))
        .forEach(row -> applied.put(row.get(0), row.get(1)));
    return applied;
  }

  private void check(Map<String, String> applied) {
    Map<String, String> ours = new LinkedHashMap<>();
    known.forEach(migration -> ours.put(migration.id(), migration.digest()));
    applied.forEach((id, digest) -> {
      if (!ours.containsKey(id)) {
        throw new SeaworthyException(
            StoreError.MIGRATION,
            "the database has the migration %s, which this version does not know".formatted(id));
      }
      if (!digest.equals(ours.get(id))) {
        throw new SeaworthyException(
            StoreError.MIGRATION,
            "the database's migration %s was %s and is %s here"
                .formatted(id, digest, ours.get(id)));
      }
    });
  }

  private boolean apply(Migration migration) {
    return database.inTransaction(tx -> {
      lock(tx);
      if (tx.exists("select 1 from store_migration where id = ?", migration.id())) {
        return false;
      }
      try (Statement statement = tx.connection().createStatement()) {
        statement.execute(migration.sql());
      }
      tx.update(
          "insert into store_migration (id, digest) values (?, ?)",
          migration.id(),
          migration.digest());
      return true;
    });
  }

  private static void lock(Transaction tx) throws SQLException {
    tx.exists("select pg_advisory_xact_lock(?)", LOCK);
  }

  private static List<String> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static String text(String resource) {
    try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream("db/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("the migration file db/" + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
