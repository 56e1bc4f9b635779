package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.identity.SignInRule.SecondFactor;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The rule by which people sign in. A stricter one counts at once, for sessions and tokens that
/// are there too.
@Path("/api/v1/sign-in-rule")
class SignInRuleResource {
  private static final int CHARS_FLOOR = 8;
  private static final int CHARS_CEILING = 128;
  private static final int IDLE_MINUTES_MAX = 60;
  private static final int ABSOLUTE_HOURS_MAX = 24;
  private static final int REVIEW_DAYS_MAX = 90;

  private final Database database;
  private final SignInRules rules;
  private final Trail trail;
  private final Caller caller;

  SignInRuleResource(Database database, SignInRules rules, Trail trail, Caller caller) {
    this.database = database;
    this.rules = rules;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param policy the installation's policy; `mlps-level-3`, `mlps-level-4` and `fedramp-*` compel
  ///   a second factor
  /// @param secondFactor `optional` or `required`
  /// @param passwordLengthMin characters a password has at least: 8 to 128
  /// @param idleMinutes how long a session lives without a request: 1 to 60
  /// @param absoluteHours how long a session lives: 1 to 24
  /// @param reviewDays how long an access review may take: 1 to 90
  /// @param compelled whether a second factor is compelled in effect; not for changes
  record RuleView(
      @Nullable String policy,
      @Nullable String secondFactor,
      @Nullable Integer passwordLengthMin,
      @Nullable Integer idleMinutes,
      @Nullable Integer absoluteHours,
      @Nullable Integer reviewDays,
      @Nullable Boolean compelled) {
    static RuleView of(SignInRule rule) {
      return new RuleView(
          rule.policy(),
          rule.secondFactor().name().toLowerCase(Locale.ROOT),
          rule.passwordCharsMin(),
          (int) rule.idle().toMinutes(),
          (int) rule.absolute().toHours(),
          rule.reviewDays(),
          rule.compelled());
    }
  }

  @GET
  @Permit(Permission.SIGNED_IN)
  public RuleView show() {
    return RuleView.of(database.inTransaction(rules::of));
  }

  /// Changes what the body names; the rest stays.
  @PUT
  @Permit(value = Permission.SECURITY_CHANGE, stepUp = true)
  public RuleView change(@Nullable RuleView body) {
    RuleView change = Checks.present(body, "The body");
    return database.inTransaction(tx -> {
      SignInRule before = rules.of(tx);
      rules.change(tx, merge(before, change));
      RuleView after = RuleView.of(rules.of(tx));
      trail.done(
          tx,
          caller,
          "identity.rule.changed",
          Subject.of("rule", "sign-in"),
          RuleView.of(before),
          after);
      return after;
    });
  }

  private static SignInRule merge(SignInRule before, RuleView change) {
    if (change.compelled() != null) {
      throw Checks.bad("compelled follows from policy and secondFactor; change these.");
    }
    String policy = change.policy();
    Duration minute = Duration.ofMinutes(1);
    Duration hour = Duration.ofHours(1);
    int chars =
        change.passwordLengthMin() == null ? before.passwordCharsMin() : change.passwordLengthMin();
    if (chars < CHARS_FLOOR || chars > CHARS_CEILING) {
      throw Checks.bad("passwordLengthMin is %s; give 8 to 128.".formatted(chars));
    }
    return new SignInRule(
        policy == null ? before.policy() : policy.isEmpty() ? "" : Checks.slug(policy, "policy"),
        change.secondFactor() == null ? before.secondFactor() : factor(change.secondFactor()),
        chars,
        Checks.life(
            change.idleMinutes(),
            minute,
            (int) before.idle().toMinutes(),
            IDLE_MINUTES_MAX,
            "idleMinutes"),
        Checks.life(
            change.absoluteHours(),
            hour,
            (int) before.absolute().toHours(),
            ABSOLUTE_HOURS_MAX,
            "absoluteHours"),
        (int)
            Checks.life(
                    change.reviewDays(),
                    Duration.ofDays(1),
                    before.reviewDays(),
                    REVIEW_DAYS_MAX,
                    "reviewDays")
                .toDays(),
        false,
        false);
  }

  private static SecondFactor factor(String word) {
    return switch (word) {
      case "optional" -> SecondFactor.OPTIONAL;
      case "required" -> SecondFactor.REQUIRED;
      default -> throw Checks.bad("secondFactor is neither \"optional\" nor \"required\".");
    };
  }
}
