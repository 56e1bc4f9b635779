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
public record InspectionRule(
    Subject subject,
    String id,
    BilingualText title,
    BilingualText reason,
    BilingualText fix,
    Rating rating,
    List<Reference> references)
    implements Comparable<InspectionRule> {

  private static final Pattern ID = Pattern.compile("[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*)+");

  public InspectionRule {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("rule id " + id);
    }
    references = references.stream().sorted().toList();
  }

  @Override
  public int compareTo(InspectionRule other) {
    return id.compareTo(other.id);
  }
}
