package dev.seaworthy.inspection.secret;

import dev.seaworthy.inspection.secret.SecretRule.Form;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks at the bytes around a keyword and says whether a rule fits. One for each thread.
final class Confirmation {

  /// What a name must hold for a value to count that only its name makes a secret.
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)token|key|secret|pass|pwd|auth|cred|api|\\bid|id\\b|_id|[a-z]Id|sid|access|hook|client"
              + "|sign|jwt|bearer|private|login|license|account|bot");

  /// A secret that was found.
  ///
  /// @param start where the secret begins
  /// @param end where it ends
  /// @param value the secret itself, one character for each byte
  record Match(SecretRule rule, int start, int end, String value) {}

  private final byte[] bytes;
  private final ByteText text;
  private final LookBudget budget;
  private final IdentityHashMap<SecretRule, Matcher> matchers = new IdentityHashMap<>();
  private final Assignment assignment = new Assignment();

  /// @param bytes what is looked at; may change between calls
  /// @param budget of the content that they belong to
  Confirmation(byte[] bytes, LookBudget budget) {
    this.bytes = bytes;
    this.text = new ByteText(bytes);
    this.budget = budget;
  }

  /// Whether a rule fits around a keyword.
  ///
  /// @param keyword where the keyword begins
  /// @param after where it ends
  /// @param limit how many bytes there are
  /// @throws ByteText.SpentException when the expression takes too long
  @Nullable Match confirm(SecretRule rule, int keyword, int after, int limit) {
    int looks = budget.forKeyword();
    text.use(limit, looks);
    Match match;
    try {
      match =
          switch (rule.form()) {
            case ASSIGNED -> assigned(rule, keyword, after, limit);
            case TOKEN, TEXT -> around(rule, keyword, after, limit);
            case WHOLE -> whole(rule, limit);
          };
    } finally {
      budget.take(looks - text.left());
    }
    return match != null && isPlausible(rule, match) ? match : null;
  }

  private @Nullable Match around(SecretRule rule, int keyword, int after, int limit) {
    Matcher matcher = matcher(rule);
    int end = Math.min(limit, keyword + rule.span());
    int from = Math.max(0, keyword - rule.reach());
    while (from <= keyword) {
      matcher.region(from, end);
      boolean isFound = from == keyword ? matcher.lookingAt() : matcher.find();
      if (!isFound || matcher.start() > keyword) {
        return null;
      }
      if (matcher.end() >= after && isBounded(rule, matcher, limit)) {
        int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
        return new Match(rule, matcher.start(group), matcher.end(group), matcher.group(group));
      }
      from = matcher.start() + 1;
    }
    return null;
  }

  private @Nullable Match whole(SecretRule rule, int limit) {
    Matcher matcher = matcher(rule).region(0, limit);
    return matcher.matches()
        ? new Match(rule, matcher.start(1), matcher.end(1), matcher.group(1))
        : null;
  }

  private @Nullable Match assigned(SecretRule rule, int keyword, int after, int limit) {
    boolean isAssigned = assignment.read(bytes, keyword, after, limit);
    text.take(isAssigned ? assignment.end() - keyword : after - keyword);
    if (!isAssigned) {
      return null;
    }
    Matcher matcher = matcher(rule).region(assignment.start(), assignment.end());
    if (!matcher.matches()) {
      return null;
    }
    String name = text.text(assignment.nameStart(), assignment.nameEnd());
    if (!SECRET_NAME.matcher(name).find()) {
      return null;
    }
    String value = matcher.group();
    if (rule.rank() >= SecretRules.GENERIC_RANK
        && !(isOfASecret(name)
            && (assignment.isQuoted() || value.length() >= 20 || rule.pathOrNull() != null))) {
      return null;
    }
    // Lists of checksums go by the names of what they are of.
    boolean isChecksum = assignment.isInList() && Plausibility.isHash(value);
    if (rule.rank() >= SecretRules.GENERIC_RANK && isChecksum) {
      return null;
    }
    return new Match(rule, assignment.start(), assignment.end(), value);
  }

  private static boolean isOfASecret(String name) {
    return !Plausibility.isAboutASecret(name.strip());
  }

  private Matcher matcher(SecretRule rule) {
    Matcher matcher = matchers.get(rule);
    if (matcher == null) {
      matcher = rule.expression().matcher(text);
      matcher.useTransparentBounds(true).useAnchoringBounds(false);
      matchers.put(rule, matcher);
    }
    return matcher.reset();
  }

  /// A token inside a longer word is something else, unless the letter before is part of an escape
  /// such as `\n`.
  private boolean isBounded(SecretRule rule, Matcher matcher, int limit) {
    if (rule.form() != Form.TOKEN) {
      return true;
    }
    int start = matcher.start();
    int end = matcher.end();
    boolean isFree = start == 0 || !isWord(bytes[start - 1]);
    boolean isEscape =
        start > 1 && bytes[start - 2] == '\\' && "nrt".indexOf(bytes[start - 1]) >= 0;
    return (isFree || isEscape) && (end == limit || !isWord(bytes[end]));
  }

  private static boolean isWord(byte unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9');
  }

  private static boolean isPlausible(SecretRule rule, Match match) {
    String value = match.value();
    if (value.isEmpty() || Plausibility.entropy(value) < rule.entropyMin()) {
      return false;
    }
    if (rule.rank() >= SecretRules.ASSIGNED_RANK && Plausibility.isStandIn(value)) {
      return false;
    }
    if (rule.rank() >= SecretRules.GENERIC_RANK
        && rule.pathOrNull() == null
        && !Plausibility.isRandom(value)) {
      return false;
    }
    if (rule.rank() == 0 && value.toLowerCase(Locale.ROOT).endsWith("example")) {
      return false;
    }
    for (Pattern allowed : rule.allowed()) {
      if (allowed.matcher(value).find()) {
        return false;
      }
    }
    return true;
  }
}
