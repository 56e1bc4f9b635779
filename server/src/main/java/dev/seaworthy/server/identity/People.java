package dev.seaworthy.server.identity;

import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Keeps people and their passwords' hashes.
@Singleton
class People {
  private static final String COLUMNS = "select id, name, full_name, disabled_at, made_at ";

  private final Ids ids;
  private final InstantSource clock;

  People(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /// Under which a name is unique.
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  Optional<Person> find(Transaction tx, UUID id) throws SQLException {
    return tx.find(COLUMNS + "from identity_person where id = ?", People::read, id);
  }

  Optional<Person> byName(Transaction tx, String name) throws SQLException {
    return tx.find(COLUMNS + "from identity_person where name_key = ?", People::read, key(name));
  }

  /// @throws dev.seaworthy.server.http.ProblemException 404 when there is none
  Person known(Transaction tx, UUID id) throws SQLException {
    return find(tx, id).orElseThrow(() -> Checks.notFound("person"));
  }

  /// Takes the person's row until the transaction ends: what counts their roles or sessions waits.
  Person locked(Transaction tx, UUID id) throws SQLException {
    return tx.find(COLUMNS + "from identity_person where id = ? for update", People::read, id)
        .orElseThrow(() -> Checks.notFound("person"));
  }

  List<Person> after(Transaction tx, String key, int limit) throws SQLException {
    return tx.list(
        COLUMNS + "from identity_person where name_key > ? order by name_key limit ?",
        People::read,
        key,
        limit);
  }

  Person make(Transaction tx, String name, String fullName) throws SQLException {
    Person person = new Person(ids.next(), name, fullName, false, clock.instant());
    int made =
        tx.update(
            """
            insert into identity_person (id, name, name_key, full_name, made_at)
            values (?, ?, ?, ?, ?) on conflict (name_key) do nothing
            """,
            person.id(),
            name,
            key(name),
            fullName,
            person.madeAt());
    if (made == 0) {
      throw Checks.conflict("There is a person of this name already.");
    }
    return person;
  }

  void disable(Transaction tx, UUID id, boolean disabled) throws SQLException {
    tx.update(
        "update identity_person set disabled_at = case when ? then ?::timestamptz end where id = ?",
        disabled,
        clock.instant(),
        id);
  }

  Optional<String> passwordHash(Transaction tx, UUID person) throws SQLException {
    return tx.find(
        "select hash from identity_password where person = ?", row -> row.text("hash"), person);
  }

  void password(Transaction tx, UUID person, String hash) throws SQLException {
    Instant now = clock.instant();
    tx.update(
        """
        insert into identity_password (person, hash, changed_at) values (?, ?, ?)
        on conflict (person) do update set hash = excluded.hash, changed_at = excluded.changed_at
        """,
        person,
        hash,
        now);
  }

  void forgetPassword(Transaction tx, UUID person) throws SQLException {
    tx.update("delete from identity_password where person = ?", person);
  }

  private static Person read(Row row) throws SQLException {
    return new Person(
        row.id("id"),
        row.text("name"),
        row.text("full_name"),
        row.maybeInstant("disabled_at").isPresent(),
        row.instant("made_at"));
  }
}
