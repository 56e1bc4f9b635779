package dev.seaworthy.inspection.secret;

import dev.seaworthy.inspection.InspectionRule;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How one kind of secret looks. A keyword leads to it, an expression confirms it, and entropy and
/// allowed forms weed out what only looks like it.
///
/// @param rule what it says of itself
/// @param form how keyword and expression belong together
/// @param rank which rule counts where two fit the same bytes: the lower
/// @param keywords ASCII; none for [Form#WHOLE], else every match holds one of them. Compared
///   without regard to case unless the form is [Form#TOKEN]
/// @param expression what confirms a match; its first group, or all of it, is the secret. Every
///   repetition is bounded and none is of alternatives, so that foreign bytes can keep it busy only
///   so long
/// @param reach how many bytes before the keyword a match may begin
/// @param span how many bytes after the keyword's beginning a match may end
/// @param entropyMin in bits for each byte, of the secret
/// @param pathOrNull what the file's path must hold, or null
/// @param allowed secrets that are none
/// @param isInBinaries whether it counts in files that are no text
/// @param positives templates of what it must find; see `docs/concept-secrets.md`
/// @param negatives templates of what it must not find
public record SecretRule(
    InspectionRule rule,
    Form form,
    int rank,
    List<String> keywords,
    Pattern expression,
    int reach,
    int span,
    double entropyMin,
    @Nullable Pattern pathOrNull,
    List<Pattern> allowed,
    boolean isInBinaries,
    List<String> positives,
    List<String> negatives)
    implements Comparable<SecretRule> {

  /// How keyword and expression belong together.
  public enum Form {
    /// The keyword is a part of the secret, such as a prefix that its maker chose; no letter or
    /// digit stands beside the match.
    TOKEN,
    /// The keyword is a part of a text that holds the secret.
    TEXT,
    /// No keyword leads to it: the expression fits the whole of a small file whose path the rule
    /// names.
    WHOLE,
    /// The keyword is a part of a name to which the secret is assigned; the expression fits the
    /// whole value.
    ASSIGNED;

    /// The word in rule files.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SecretRule {
    keywords = List.copyOf(keywords);
    allowed = List.copyOf(allowed);
    positives = List.copyOf(positives);
    negatives = List.copyOf(negatives);
    if (keywords.isEmpty() != (form == Form.WHOLE)
        || keywords.stream().anyMatch(word -> word.length() < 2)) {
      throw new IllegalArgumentException(rule.id() + " needs keywords of two letters and more");
    }
    if (form == Form.WHOLE && pathOrNull == null) {
      throw new IllegalArgumentException(rule.id() + " needs a path");
    }
  }

  /// The rule's id.
  public String id() {
    return rule.id();
  }

  /// Whether the rule counts in a file of this path.
  boolean fitsPath(String path) {
    return pathOrNull == null || pathOrNull.matcher(path).find();
  }

  @Override
  public int compareTo(SecretRule other) {
    int byRank = Integer.compare(rank, other.rank);
    return byRank != 0 ? byRank : rule.compareTo(other.rule);
  }
}
