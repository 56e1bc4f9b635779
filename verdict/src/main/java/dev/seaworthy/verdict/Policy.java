package dev.seaworthy.verdict;

import dev.seaworthy.advisory.match.Subscriptions;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.rating.RatingRule;
import dev.seaworthy.verdict.policy.DeadlineRule;
import dev.seaworthy.verdict.policy.Demands;
import dev.seaworthy.verdict.policy.Mode;
import dev.seaworthy.verdict.policy.RequiredSignature;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What refuses an image, as data.
///
/// @param name such as `default`
/// @param version counts the policy's editions
/// @param refuseFrom the least rating that refuses
/// @param ratingRule how flaws are rated, and as what those count that nobody has rated
/// @param refuseStandings the standings that refuse
/// @param refuseSeen from which rating on what an inspection saw refuses, by what it looked for. A
///   subject that stands here must be looked for; one that doesn't never refuses
/// @param refuseKnownExploited whether a flaw that is known to be exploited refuses whatever its
///   rating: an image may not enter production with one
/// @param deadlines by when findings must be gone; the earliest counts, and none sets no time
/// @param scanWindowHours how long a scan counts, in hours; that instant still does
/// @param zone in which the days of deadlines are counted: the boundary's
/// @param dataAgeDaysMax how old advisory data may be at the scan, in days of 24 hours; that age
///   still passes
/// @param demands what it asks beyond that
/// @param subscriptions the channels of distributions that the operator has beside the public ones
public record Policy(
    String name,
    int version,
    Rating refuseFrom,
    RatingRule ratingRule,
    Set<Standing> refuseStandings,
    Map<Subject, Rating> refuseSeen,
    boolean refuseKnownExploited,
    List<DeadlineRule> deadlines,
    int scanWindowHours,
    ZoneId zone,
    int dataAgeDaysMax,
    Demands demands,
    Subscriptions subscriptions) {

  public Policy {
    refuseStandings =
        refuseStandings.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(refuseStandings));
    refuseSeen = refuseSeen.isEmpty() ? Map.of() : Map.copyOf(refuseSeen);
    deadlines = List.copyOf(deadlines);
  }

  /// The same policy that refuses from another rating on.
  public Policy refusingFrom(Rating rating) {
    return with(rating, refuseSeen, demands, subscriptions);
  }

  /// The same policy of an operator who has these channels too.
  public Policy subscribing(Collection<String> channels) {
    return with(refuseFrom, refuseSeen, demands, subscriptions.and(channels));
  }

  private Policy with(
      Rating from, Map<Subject, Rating> seen, Demands asked, Subscriptions channels) {
    return new Policy(
        name,
        version,
        from,
        ratingRule,
        refuseStandings,
        seen,
        refuseKnownExploited,
        deadlines,
        scanWindowHours,
        zone,
        dataAgeDaysMax,
        asked,
        channels);
  }

  /// The digest of the policy's canonical form: two policies that decide alike but for their name
  /// differ in it too.
  public Digest digest() {
    return Digest.sha256(JsonWriter.canonical(toJson()));
  }

  /// The name for people, with 推定 (presumed) where what it asks was not read in its rulebook.
  public String displayName() {
    return demands.isPresumed() ? name + " (推定)" : name;
  }

  /// Whether a refusal is only told, and ends nothing.
  public boolean isAdvice() {
    return demands.mode() == Mode.ADVISE;
  }

  /// How old signatures of malware may be, in days of 24 hours.
  public int malwareDataAgeDaysMax() {
    return demands.malwareDataAgeDaysMax() == 0 ? dataAgeDaysMax : demands.malwareDataAgeDaysMax();
  }

  /// How old data may become while a certificate counts, in days of 24 hours.
  ///
  /// @param atTheScan how old they may be at the scan
  public int certificateDataAgeDaysMax(int atTheScan) {
    return demands.certificateDataAgeDaysMax() == 0
        ? atTheScan
        : demands.certificateDataAgeDaysMax();
  }

  /// Whether such a flaw refuses.
  boolean refuses(Rating effective, Standing standing) {
    return refuseStandings.contains(standing) && effective.isAtLeast(refuseFrom);
  }

  /// Whether a flaw of this standing counts at all.
  boolean counts(Standing standing) {
    return refuseStandings.contains(standing);
  }

  /// Whether a finding refuses because its flaw is known to be exploited.
  boolean refusesKnownExploited(VulnerabilityFinding finding) {
    return refuseKnownExploited
        && counts(finding.standing())
        && finding.beside().isKnownExploited();
  }

  /// Whether something that an inspection saw refuses.
  boolean refuses(Subject subject, Rating rating) {
    Rating from = refuseSeen.get(subject);
    return from != null && rating.isAtLeast(from);
  }

  /// The same policy that looks for these too: what it doesn't name yet refuses from where flaws
  /// do, malware always.
  public Policy demanding(Set<Subject> subjects) {
    Map<Subject, Rating> more = new EnumMap<>(Subject.class);
    for (Subject subject : subjects) {
      more.put(subject, subject == Subject.MALWARE ? Rating.LOW : refuseFrom);
    }
    more.putAll(refuseSeen);
    return with(refuseFrom, more, demands, subscriptions);
  }

  /// The same policy that asks for a signature by anybody who is trusted, unless it asks for some
  /// already.
  public Policy requiringSignature() {
    if (!demands.requiredSignatures().isEmpty()) {
      return this;
    }
    return with(
        refuseFrom,
        refuseSeen,
        demands.requiring(List.of(RequiredSignature.BY_ANYBODY)),
        subscriptions);
  }

  /// What must be looked for before an image can be cleared, in the order of [Subject].
  public List<Subject> demanded() {
    return refuseSeen.keySet().stream().sorted().toList();
  }

  /// The policy as a document, as [PolicyReader] reads it.
  public JsonObject toJson() {
    JsonBuilder json =
        new JsonBuilder()
            .put("name", name)
            .put("version", version)
            .put("refuseFrom", refuseFrom.word())
            .put("ratingRule", ratingRule.reference())
            .putStrings(
                "refuseStandings", refuseStandings.stream().sorted().map(Standing::word).toList())
            .put("refuseSeen", seen())
            .put("refuseKnownExploited", refuseKnownExploited)
            .put("deadlines", deadlineNames())
            .put("scanWindowHours", scanWindowHours)
            .put("timeZone", zone.getId())
            .put("dataAgeDaysMax", dataAgeDaysMax);
    demands.writeTo(json);
    // Left out where there are none: policies without keep their digests.
    if (!subscriptions.channels().isEmpty()) {
      json.putStrings("channels", List.copyOf(subscriptions.channels()));
    }
    return json.build();
  }

  /// One name alone, and not in a list.
  private JsonValue deadlineNames() {
    List<String> names = deadlines.stream().map(DeadlineRule::reference).toList();
    return switch (names.size()) {
      case 0 -> new JsonString(DeadlineRule.NONE);
      case 1 -> new JsonString(names.getFirst());
      default ->
          new JsonArray(names.stream().map(name -> (JsonValue) new JsonString(name)).toList());
    };
  }

  private JsonObject seen() {
    JsonBuilder json = new JsonBuilder();
    new TreeMap<>(refuseSeen).forEach((subject, from) -> json.put(subject.word(), from.word()));
    return json.build();
  }
}
