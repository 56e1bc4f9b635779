package dev.seaworthy.verdict;

import dev.seaworthy.advisory.match.Subscriptions;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.rating.RatingRule;
import dev.seaworthy.verdict.document.DocumentPart;
import dev.seaworthy.verdict.document.PlacedDocument;
import dev.seaworthy.verdict.policy.DeadlineRule;
import dev.seaworthy.verdict.policy.Demands;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads policies strictly: no member that isn't known, and none of the thresholds and times left
/// out, unless the policy extends one that comes with the program.
public final class PolicyReader {

  private static final String EXTENDS = "extends";
  private static final int NUMBER_MAX = 100_000;
  private static final Rating[] GATES = {Rating.CRITICAL, Rating.HIGH, Rating.MODERATE, Rating.LOW};

  private static final Set<String> MEMBERS = members();

  private final DocumentPart document;

  private PolicyReader(DocumentPart document) {
    this.document = document;
  }

  private static Set<String> members() {
    Set<String> members = new HashSet<>(Demands.MEMBERS);
    members.addAll(
        Set.of(
            EXTENDS,
            "name",
            "version",
            "refuseFrom",
            "ratingRule",
            "refuseStandings",
            "refuseSeen",
            "refuseKnownExploited",
            "deadlines",
            "scanWindowHours",
            "timeZone",
            "dataAgeDaysMax",
            "channels"));
    return Set.copyOf(members);
  }

  /// A policy that a person wrote, in YAML or JSON.
  ///
  /// @param name the file's, for messages
  /// @throws SeaworthyException [VerdictError#BAD_POLICY] naming file, line, column and member;
  ///   [VerdictError#BAD_RULE_EXPRESSION] for a rule that can't be compiled
  public static Policy read(byte[] bytes, String name, Limits limits) {
    return read(PlacedDocument.read(bytes, name, VerdictError.BAD_POLICY, limits));
  }

  /// A policy that comes with the program. Its document is JSON, so that nobody waits for YAML.
  static Policy builtIn(String name) {
    String resource = "policies/" + name + ".json";
    try (InputStream in = PolicyReader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from this program");
      }
      return read(new JsonReader(Limits.defaults()).readObject(in, resource), resource);
    } catch (IOException e) {
      throw new IllegalStateException(resource + " can't be read", e);
    }
  }

  /// @param what where the document comes from, for messages
  /// @throws SeaworthyException [VerdictError#BAD_POLICY] naming the member
  static Policy read(JsonObject document, String what) {
    return read(PlacedDocument.of(document, what, VerdictError.BAD_POLICY));
  }

  private static Policy read(PlacedDocument document) {
    DocumentPart own = document.root().only(MEMBERS);
    Policy policy = new PolicyReader(own.has(EXTENDS) ? extended(own) : own).policy();
    if (!policy.demands().rules().isEmpty()) {
      CustomRules.check(policy.demands().rules(), own);
    }
    return policy;
  }

  /// The policy that is extended, with what this one says in place of its own.
  private static DocumentPart extended(DocumentPart own) {
    for (String member : List.of("name", "version")) {
      if (!own.has(member)) {
        throw own.bad(member, "must be the policy's own, also when it extends another");
      }
    }
    String name = own.text(EXTENDS);
    if (!BuiltInPolicies.has(name)) {
      throw own.bad(
          EXTENDS,
          "must name a policy that comes with the program",
          "Use one of: %s.".formatted(String.join(", ", BuiltInPolicies.names())));
    }
    JsonBuilder joined = new JsonBuilder();
    BuiltInPolicies.named(name)
        .toJson()
        .members()
        .forEach((member, value) -> {
          // What the other is called and presumes is its own.
          if (!member.equals("title") && !member.equals("presumed")) {
            joined.put(member, value);
          }
        });
    own.object()
        .members()
        .forEach((member, value) -> {
          if (!member.equals(EXTENDS)) {
            joined.put(member, value);
          }
        });
    return new DocumentPart(own.document(), own.pointer(), joined.build());
  }

  private Policy policy() {
    EnumSet<Standing> standings = EnumSet.noneOf(Standing.class);
    for (String word : document.texts("refuseStandings")) {
      standings.add(document.oneOf("refuseStandings", word, Standing.values(), Standing::word));
    }
    return new Policy(
        name(),
        document.number("version", 1, NUMBER_MAX),
        document.oneOf("refuseFrom", GATES, Rating::word),
        ratingRule(),
        standings,
        seen(),
        document.flag("refuseKnownExploited"),
        deadlines(),
        document.number("scanWindowHours", 1, NUMBER_MAX),
        zone(),
        document.number("dataAgeDaysMax", 1, NUMBER_MAX),
        Demands.read(document),
        subscriptions());
  }

  private Subscriptions subscriptions() {
    try {
      return new Subscriptions(Set.copyOf(document.textsOrNone("channels")));
    } catch (IllegalArgumentException e) {
      throw document.bad("channels", "is wrong: " + e.getMessage());
    }
  }

  private String name() {
    String name = document.text("name");
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw document.bad("name", "must be of small letters, digits, dots, hyphens, underscores");
    }
    return name;
  }

  private RatingRule ratingRule() {
    String member = "ratingRule";
    return RatingRule.builtIn(
        document.oneOf(
            member, RatingRule.references().toArray(String[]::new), Function.identity()));
  }

  private Map<Subject, Rating> seen() {
    DocumentPart seen = document.part("refuseSeen");
    Map<Subject, Rating> ratings = new EnumMap<>(Subject.class);
    for (String word : seen.object().members().keySet()) {
      Subject subject = document.oneOf("refuseSeen", word, Subject.values(), Subject::word);
      ratings.put(subject, seen.oneOf(word, GATES, Rating::word));
    }
    return ratings;
  }

  private List<DeadlineRule> deadlines() {
    String member = "deadlines";
    if (document.value(member) instanceof JsonString(String reference)) {
      return reference.equals(DeadlineRule.NONE) ? List.of() : List.of(deadlineRule(reference));
    }
    if (!(document.value(member) instanceof JsonArray)) {
      throw document.bad(member, "must be a string, or a list of strings");
    }
    List<DeadlineRule> rules = new ArrayList<>();
    for (String reference : document.textsOrNone(member)) {
      rules.add(deadlineRule(reference));
    }
    return rules;
  }

  private DeadlineRule deadlineRule(String reference) {
    return DeadlineRule.of(reference)
        .orElseThrow(() ->
            document.bad(
                "deadlines",
                "must be \"none\" or name rules",
                "Use some of: %s.".formatted(String.join(", ", DeadlineRule.references()))));
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(document.text("timeZone"));
    } catch (DateTimeException e) {
      throw document.bad("timeZone", "must be a time zone such as UTC or Asia/Shanghai");
    }
  }
}
