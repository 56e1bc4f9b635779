package dev.seaworthy.verdict;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What refuses an image, as data.
///
/// @param name such as `default`
/// @param version counts the policy's editions
/// @param refuseFrom the least rating that refuses
/// @param unratedAs as what a flaw that nobody has rated counts
/// @param ratingKinds the kinds of severity that rate, the first that there is wins
/// @param preferredRaters within a kind, whose statement wins; then the worst does
/// @param refuseStandings the standings that refuse
/// @param dataAgeDaysMax how old advisory data may be, in days of 24 hours; that age still passes
public record Policy(
    String name,
    int version,
    Rating refuseFrom,
    Rating unratedAs,
    List<String> ratingKinds,
    List<String> preferredRaters,
    Set<Standing> refuseStandings,
    int dataAgeDaysMax) {

  public Policy {
    ratingKinds = List.copyOf(ratingKinds);
    preferredRaters = List.copyOf(preferredRaters);
    refuseStandings =
        refuseStandings.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(refuseStandings));
    if (unratedAs == Rating.UNRATED) {
      throw new IllegalArgumentException("unrated flaws must count as something");
    }
  }

  /// The same policy that refuses from another rating on.
  public Policy refusingFrom(Rating rating) {
    return new Policy(
        name,
        version,
        rating,
        unratedAs,
        ratingKinds,
        preferredRaters,
        refuseStandings,
        dataAgeDaysMax);
  }

  /// The digest of the policy's canonical form: two policies that decide alike but for their name
  /// differ in it too.
  public Digest digest() {
    return Digest.sha256(JsonWriter.canonical(toJson()));
  }

  /// The rating as which a flaw counts here.
  Rating effective(Rating rating) {
    return rating == Rating.UNRATED ? unratedAs : rating;
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
        .put("unratedAs", unratedAs.word())
        .putStrings("ratingKinds", ratingKinds)
        .putStrings("preferredRaters", preferredRaters)
        .putStrings(
            "refuseStandings", refuseStandings.stream().sorted().map(Standing::word).toList())
        .put("dataAgeDaysMax", dataAgeDaysMax)
        .build();
  }
}
