package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Principal.Factors;
import dev.seaworthy.server.audit.AuditEvent.Actor;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.Attempts.Charge;
import dev.seaworthy.server.identity.Session.Method;
import dev.seaworthy.server.identity.Session.State;
import dev.seaworthy.server.identity.Sessions.Opened;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Has people show who they are.
@Singleton
class SignIn {
  private static final String WRONG = "The name or the password is wrong.";
  private static final String WRONG_CODE = "The code is wrong, has expired or was used before.";

  private final Database database;
  private final People people;
  private final Passwords passwords;
  private final Attempts attempts;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final Trail trail;

  SignIn(
      Database database,
      People people,
      Passwords passwords,
      Attempts attempts,
      Sessions sessions,
      SecondFactors factors,
      Trail trail) {
    this.database = database;
    this.people = people;
    this.passwords = passwords;
    this.attempts = attempts;
    this.sessions = sessions;
    this.factors = factors;
    this.trail = trail;
  }

  private record Account(Person person, String hash) {}

  /// Opens a session for who knows the password.
  ///
  /// @param former the cookie that the request came with; what it opened ends
  /// @throws ProblemException 401 when name or password is wrong, 429 when one has to wait
  Opened password(String name, String password, String address, @Nullable String former) {
    Person person = check(name, password, address);
    return database.inTransaction(tx -> {
      if (former != null) {
        sessions.endOf(tx, former);
      }
      return open(tx, person, Factors.ONE, Method.PASSWORD, address);
    });
  }

  /// Whose the password is.
  ///
  /// @throws ProblemException 401 when name or password is wrong, 429 when one has to wait
  Person check(String name, String password, String address) {
    String key = People.key(name);
    Charge charge = attempts.password(key, address);
    Optional<Account> account = database.inTransaction(tx -> account(tx, key));
    boolean right = isRight(account, password);
    if (!right || account.isEmpty()) {
      String who = account.map(found -> found.person().name()).orElse("unknown");
      database.inTransaction(tx -> {
        // What was typed as a name that nobody has may be a password in the wrong field.
        trail.denied(
            tx,
            Actor.nobody(),
            address,
            "identity.session.refused",
            Subject.of("person", who),
            "wrong name or password");
        return who;
      });
      throw new ProblemException(Problem.unauthorized(WRONG));
    }
    Person person = account.get().person();
    boolean outdated = passwords.isOutdated(account.get().hash());
    @Nullable String renewed = outdated ? passwords.hash(password) : null;
    return database.inTransaction(tx -> {
      attempts.succeeded(tx, charge);
      if (renewed != null) {
        people.password(tx, person.id(), renewed);
      }
      return person;
    });
  }

  private Optional<Account> account(Transaction tx, String key) throws SQLException {
    Optional<Person> person = people.byName(tx, key);
    if (person.isEmpty()) {
      return Optional.empty();
    }
    return people.passwordHash(tx, person.get().id()).map(hash -> new Account(person.get(), hash));
  }

  private boolean isRight(Optional<Account> account, String password) {
    if (password.length() > Passwords.CHARS_MAX) {
      return false;
    }
    if (account.isEmpty()) {
      passwords.waste(password);
      return false;
    }
    return passwords.matches(password, account.get().hash()) && !account.get().person().disabled();
  }

  /// Opens a session for somebody who showed who they are.
  Opened open(Transaction tx, Person person, Factors shown, Method method, String address)
      throws SQLException {
    Opened opened = sessions.open(tx, person.id(), shown, method, address);
    if (opened.session().state() == State.SIGNED_IN) {
      attempts.remember(tx, person.id(), address);
    }
    trail.done(
        tx,
        opened.session().principal().actor(),
        address,
        "identity.session.opened",
        Subject.of("session", opened.session().id()),
        new Shown(method.name(), opened.session().state().word()));
    return opened;
  }

  /// How somebody showed who they are, for the audit trail.
  record Shown(String method, String state) {}

  /// Completes a sign-in, or shows a factor again, by a code. The session gets a new secret.
  ///
  /// @throws ProblemException 401 when the code is wrong, 429 when one has to wait
  Opened code(UUID id, String method, String code, String address) {
    Session session = database.inTransaction(tx -> sessions.byId(tx, id));
    Charge charge = attempts.factor(session.person(), address);
    Optional<Opened> opened =
        database.inTransaction(tx -> {
          boolean right =
              switch (method) {
                case "totp" -> factors.totp(tx, session.person(), code);
                case "recovery" -> factors.recovery(tx, session.person(), code);
                default -> throw Checks.bad("method is neither \"totp\" nor \"recovery\".");
              };
          return right
              ? Optional.of(complete(tx, session, charge, method, address))
              : refused(tx, session, method, address);
        });
    return opened.orElseThrow(() -> new ProblemException(Problem.unauthorized(WRONG_CODE)));
  }

  /// Records a factor that was right.
  Opened complete(Transaction tx, Session session, Charge charge, String method, String address)
      throws SQLException {
    attempts.succeeded(tx, charge);
    attempts.remember(tx, session.person(), address);
    Opened opened = sessions.renew(tx, session, Factors.TWO);
    trail.done(
        tx,
        session.principal().actor(),
        address,
        "identity.session.confirmed",
        Subject.of("session", opened.session().id()),
        new Shown(method, opened.session().state().word()));
    return opened;
  }

  /// Records a factor that was wrong.
  Optional<Opened> refused(Transaction tx, Session session, String method, String address)
      throws SQLException {
    trail.denied(
        tx,
        session.principal().actor(),
        address,
        "identity.session.refused",
        Subject.of("session", session.id()),
        "wrong second factor: " + method);
    return Optional.empty();
  }

  /// Shows the password again, which counts where there is no second factor to show.
  Opened passwordAgain(UUID id, String password, String address) {
    Session session = database.inTransaction(tx -> sessions.byId(tx, id));
    boolean hasFactor =
        database.inTransaction(tx -> !factors.methods(tx, session.person()).isEmpty());
    if (hasFactor) {
      throw Checks.bad("Show your second factor; a password is not enough.");
    }
    check(session.name(), password, address);
    return database.inTransaction(tx -> sessions.renew(tx, session, session.factors()));
  }
}
