package dev.seaworthy.inspection;

import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import java.util.List;
import java.util.regex.Pattern;

/// What every rule of an inspection says of itself, whether a secret's pattern, a malware engine's
/// verdict or a hardening check.
///
/// @param subject what it looks for
/// @param id stable, such as `secret.aws-access-key` or `hardening.user-root`
/// @param title what is wrong where it fits, in a few words
/// @param reason why that matters
/// @param fix what to do about it
/// @param rating how bad it is, by our own word
/// @param references what it answers to elsewhere, sorted
/// @param isBlindSpot whether it says that something could not be looked at at all, which no
///   deviation excuses
public record InspectionRule(
    Subject subject,
    String id,
    BilingualText title,
    BilingualText reason,
    BilingualText fix,
    Rating rating,
    List<Reference> references,
    boolean isBlindSpot)
    implements Comparable<InspectionRule> {

  private static final Pattern ID = Pattern.compile("[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*)+");

  public InspectionRule {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("rule id " + id);
    }
    references = references.stream().sorted().toList();
  }

  /// A rule about what was seen.
  public InspectionRule(
      Subject subject,
      String id,
      BilingualText title,
      BilingualText reason,
      BilingualText fix,
      Rating rating,
      List<Reference> references) {
    this(subject, id, title, reason, fix, rating, references, false);
  }

  /// The same as a rule that says what could not be looked at.
  public InspectionRule asBlindSpot() {
    return new InspectionRule(subject, id, title, reason, fix, rating, references, true);
  }

  @Override
  public int compareTo(InspectionRule other) {
    return id.compareTo(other.id);
  }
}
