package dev.seaworthy.server.identity;

import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Keeps the rule for signing in.
@Singleton
class SignInRules {
  private final InstantSource clock;

  SignInRules(InstantSource clock) {
    this.clock = clock;
  }

  /// The rule in force.
  SignInRule of(Transaction tx) throws SQLException {
    List<String> policies =
        tx.list("select distinct policy from identity_project", row -> row.text("policy"));
    boolean byProject = policies.stream().anyMatch(SignInRule::compels);
    boolean separated = policies.stream().anyMatch(SignInRule::separates);
    return tx.find(
            """
            select policy, second_factor, password_chars_min, idle_seconds, absolute_seconds,
              review_days
            from identity_rule
            """,
            row -> {
              String policy = row.text("policy");
              SignInRule.SecondFactor factor =
                  row.constant("second_factor", SignInRule.SecondFactor.class);
              return new SignInRule(
                  policy,
                  factor,
                  (int) row.number("password_chars_min"),
                  Duration.ofSeconds(row.number("idle_seconds")),
                  Duration.ofSeconds(row.number("absolute_seconds")),
                  (int) row.number("review_days"),
                  byProject
                      || factor == SignInRule.SecondFactor.REQUIRED
                      || SignInRule.compels(policy),
                  separated || SignInRule.separates(policy));
            })
        .orElseGet(() -> SignInRule.byDefault(byProject, separated));
  }

  /// Changes it; what is in effect follows.
  void change(Transaction tx, SignInRule rule) throws SQLException {
    tx.update(
        """
        insert into identity_rule (policy, second_factor, password_chars_min, idle_seconds,
          absolute_seconds, review_days, changed_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (single) do update set policy = excluded.policy,
          second_factor = excluded.second_factor,
          password_chars_min = excluded.password_chars_min, idle_seconds = excluded.idle_seconds,
          absolute_seconds = excluded.absolute_seconds, review_days = excluded.review_days,
          changed_at = excluded.changed_at
        """,
        rule.policy(),
        rule.secondFactor(),
        rule.passwordCharsMin(),
        rule.idle().toSeconds(),
        rule.absolute().toSeconds(),
        rule.reviewDays(),
        clock.instant());
  }
}
