package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Severity;
import dev.seaworthy.verdict.FlawRating.Stated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import us.springett.cvss.Cvss;
import us.springett.cvss.MalformedVectorException;

/// Rates flaws by a policy's order of kinds and raters. Keeps what it computed; for one thread.
final class FlawRater {

  /// Longer than any vector of any version with all its optional metrics.
  private static final int VECTOR_CHARS_MAX = 400;

  private static final String VERSION_2 = "CVSS_V2";
  private static final String WORD = "WORD";

  private final Policy policy;
  private final Comparator<Stated> order;
  private final Map<Severity, Stated> known = new HashMap<>();

  FlawRater(Policy policy) {
    this.policy = policy;
    this.order =
        Comparator.comparing((Stated stated) -> stated.rating() == Rating.UNRATED)
            .thenComparingInt(stated -> position(policy.ratingKinds(), stated.severity().kind()))
            .thenComparingInt(stated -> position(policy.preferredRaters(), stated.severity().by()))
            .thenComparing(Stated::rating)
            .thenComparing(Comparator.comparingInt(Stated::scoreTenths).reversed())
            .thenComparing(Stated::severity);
  }

  /// Rates by the first statement in the policy's order: its kinds one after the other, within a
  /// kind its preferred raters, and then the worst.
  FlawRating rate(Collection<Severity> severities) {
    List<Stated> stated = new ArrayList<>(severities.size());
    for (Severity severity : new TreeSet<>(severities)) {
      stated.add(known.computeIfAbsent(severity, FlawRater::state));
    }
    stated.sort(order);
    Rating rating = Rating.UNRATED;
    if (!stated.isEmpty() && policy.ratingKinds().contains(stated.getFirst().severity().kind())) {
      rating = stated.getFirst().rating();
    }
    return new FlawRating(rating, stated);
  }

  private static Stated state(Severity severity) {
    if (severity.kind().equals(WORD)) {
      return new Stated(
          severity, Rating.ofWord(severity.value()).orElse(Rating.UNRATED), Stated.NO_SCORE);
    }
    int tenths = baseScoreTenths(severity.value());
    if (tenths == Stated.NO_SCORE) {
      return new Stated(severity, Rating.UNRATED, Stated.NO_SCORE);
    }
    Rating rating =
        severity.kind().equals(VERSION_2)
            ? Rating.ofScoreWithoutCritical(tenths)
            : Rating.ofScore(tenths);
    return new Stated(severity, rating, tenths);
  }

  private static int baseScoreTenths(String vector) {
    if (vector.length() > VECTOR_CHARS_MAX) {
      return Stated.NO_SCORE;
    }
    try {
      Cvss cvss = Cvss.fromVector(vector);
      return cvss == null
          ? Stated.NO_SCORE
          : (int) Math.round(cvss.calculateScore().getBaseScore() * 10);
    } catch (MalformedVectorException e) {
      return Stated.NO_SCORE;
    }
  }

  private static int position(List<String> order, String word) {
    int at = order.indexOf(word);
    return at < 0 ? order.size() : at;
  }
}
