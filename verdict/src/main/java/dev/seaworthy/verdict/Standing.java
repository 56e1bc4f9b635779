package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import java.util.Locale;
import java.util.Optional;

/// How sure a finding is, from surest to least; a policy says which ones refuse.
public enum Standing {
  /// The component is affected.
  AFFECTED,
  /// It can't be told whether it is, such as for a version that can't be compared.
  UNKNOWN,
  /// The source itself doesn't know yet (Debian: undetermined; VEX: under investigation).
  UNDETERMINED,
  /// Affected by the letter, without security impact in the source's eyes (Debian: unimportant).
  UNIMPORTANT;

  /// The standing of a match; none when it says that the component isn't affected.
  static Optional<Standing> of(Match match) {
    Statement statement = match.advisory().statement();
    return switch (match.status()) {
      case MatchStatus.NotAffected _ -> Optional.empty();
      case MatchStatus.Affected _ when statement == Statement.UNIMPORTANT ->
          Optional.of(UNIMPORTANT);
      case MatchStatus.Affected _ when statement == Statement.UNDETERMINED ->
          Optional.of(UNDETERMINED);
      case MatchStatus.Affected _ -> Optional.of(AFFECTED);
      case MatchStatus.Unknown _ when statement == Statement.UNDETERMINED ->
          Optional.of(UNDETERMINED);
      case MatchStatus.Unknown _ -> Optional.of(UNKNOWN);
    };
  }

  /// The word in reports and policies.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
