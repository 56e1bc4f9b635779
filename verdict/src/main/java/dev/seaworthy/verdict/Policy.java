package dev.seaworthy.verdict;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.rating.RatingRule;
import java.util.EnumSet;
import java.util.Set;

/// What refuses an image, as data.
///
/// @param name such as `default`
/// @param version counts the policy's editions
/// @param refuseFrom the least rating that refuses
/// @param ratingRule how flaws are rated, and as what those count that nobody has rated
/// @param refuseStandings the standings that refuse
/// @param dataAgeDaysMax how old advisory data may be, in days of 24 hours; that age still passes
public record Policy(
    String name,
    int version,
    Rating refuseFrom,
    RatingRule ratingRule,
    Set<Standing> refuseStandings,
    int dataAgeDaysMax) {

  public Policy {
    refuseStandings =
        refuseStandings.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(refuseStandings));
  }

  /// The same policy that refuses from another rating on.
  public Policy refusingFrom(Rating rating) {
    return new Policy(name, version, rating, ratingRule, refuseStandings, dataAgeDaysMax);
  }

  /// The digest of the policy's canonical form: two policies that decide alike but for their name
  /// differ in it too.
  public Digest digest() {
    return Digest.sha256(JsonWriter.canonical(toJson()));
  }

  /// Whether such a flaw refuses.
  boolean refuses(Rating effective, Standing standing) {
    return refuseStandings.contains(standing) && effective.isAtLeast(refuseFrom);
  }

  /// The policy as a document, as [PolicyReader] reads it.
  public JsonValue toJson() {
    return new JsonBuilder()
        .put("name", name)
        .put("version", version)
        .put("refuseFrom", refuseFrom.word())
        .put("ratingRule", ratingRule.reference())
        .putStrings(
            "refuseStandings", refuseStandings.stream().sorted().map(Standing::word).toList())
        .put("dataAgeDaysMax", dataAgeDaysMax)
        .build();
  }
}
