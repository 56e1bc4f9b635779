package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Principal.Factors;
import dev.seaworthy.server.access.StepUp;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.Session.State;
import dev.seaworthy.server.identity.Sessions.Opened;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Setting up second factors. Whoever owes one that exists cannot set up another in its place.
@Singleton
class Enrolment {
  private final Sessions sessions;
  private final SecondFactors factors;
  private final SignInRules rules;
  private final Attempts attempts;
  private final Trail trail;
  private final InstantSource clock;

  Enrolment(
      Sessions sessions,
      SecondFactors factors,
      SignInRules rules,
      Attempts attempts,
      Trail trail,
      InstantSource clock) {
    this.sessions = sessions;
    this.factors = factors;
    this.rules = rules;
    this.attempts = attempts;
    this.trail = trail;
    this.clock = clock;
  }

  /// @param recoveryCodes each serves once, in place of a lost factor; null when there were some
  ///   before
  /// @param state of the session, which is a new one
  /// @param csrf of the session
  record Enrolled(@Nullable List<String> recoveryCodes, String state, String csrf) {}

  /// The caller's session, if it may set up a factor: one that owes its first factor, or one that
  /// showed a factor lately.
  Session session(Transaction tx, Caller caller) throws SQLException {
    Session session = sessions.byId(tx, SessionResource.current(caller));
    return switch (session.state()) {
      case ENROL_SECOND_FACTOR -> session;
      case SECOND_FACTOR -> throw Checks.forbidden("Show the second factor that you have first.");
      case SIGNED_IN -> {
        if (clock.instant().isAfter(session.authenticatedAt().plus(StepUp.LIFE))) {
          throw new ProblemException(StepUp.needed());
        }
        yield session;
      }
    };
  }

  /// What follows from a new factor: recovery codes with the first one, an end to other sessions,
  /// and a new session that has shown two.
  Response enrolled(Transaction tx, Caller caller, Session session, String method)
      throws SQLException {
    boolean first = !factors.methods(tx, session.person()).contains("recovery");
    @Nullable List<String> codes = first ? factors.newRecoveryCodes(tx, session.person()) : null;
    sessions.endAll(tx, session.person());
    Opened opened = sessions.renew(tx, session, Factors.TWO);
    attempts.remember(tx, session.person(), caller.address());
    trail.done(
        tx,
        caller,
        "identity.factor.added",
        Subject.of("person", session.person()),
        null,
        new SignIn.Shown(method, State.SIGNED_IN.word()));
    return Response.ok(new Enrolled(codes, opened.session().state().word(), opened.csrf()))
        .header(HttpHeaders.SET_COOKIE, SessionResource.cookie(opened.secret()))
        .build();
  }

  /// Refuses to take away the last factor where one is compelled.
  void mayLose(Transaction tx, UUID person, String method) throws SQLException {
    List<String> methods = factors.methods(tx, person);
    boolean last =
        methods.stream().noneMatch(each -> !each.equals(method) && !each.equals("recovery"));
    if (last && rules.of(tx).compelled()) {
      throw Checks.conflict("A second factor is compelled here; set up another one first.");
    }
  }
}
