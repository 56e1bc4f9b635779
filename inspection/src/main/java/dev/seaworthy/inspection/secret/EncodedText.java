package dev.seaworthy.inspection.secret;

import dev.seaworthy.inspection.secret.Confirmation.Match;
import dev.seaworthy.inspection.secret.SecretRules.Lead;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks once into base64, where a keyword shows in one of its three encoded forms. One for each
/// thread.
final class EncodedText {

  private static final byte[] VALUES = values();

  private final SecretRules rules;
  private final LookBudget budget;
  private final byte[] decoded = new byte[3 * ContentScan.TAIL];
  private final Confirmation confirmation;

  /// @param budget of the content at hand
  EncodedText(SecretRules rules, LookBudget budget) {
    this.rules = rules;
    this.budget = budget;
    this.confirmation = new Confirmation(decoded, budget);
  }

  /// A run of base64.
  ///
  /// @param start where it begins
  /// @param length how many bytes it decodes to
  /// @param searchedTo up to where a keyword in groups of the same alignment has been seen with all
  ///   that may belong to it
  record Run(int start, int length, int searchedTo) {}

  private static byte[] values() {
    byte[] values = new byte[256];
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    java.util.Arrays.fill(values, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }

  /// Decodes the run around a group of four.
  ///
  /// @param group where a group begins; may lie outside
  /// @param limit how many bytes there are
  /// @param reached before where keywords are looked for now; those from there on come again, with
  ///   more bytes behind them
  @Nullable Run decode(byte[] bytes, int group, int limit, int reached) {
    int start = group;
    if (start < 0) {
      return null;
    }
    while (start >= 4 && group - start < ContentScan.LEAD / 2 && isGroup(bytes, start - 4)) {
      start -= 4;
    }
    int at = start;
    int length = 0;
    while (at + 4 <= limit && length + 3 <= decoded.length && isGroup(bytes, at)) {
      int bits =
          VALUES[bytes[at] & 0xff] << 18
              | VALUES[bytes[at + 1] & 0xff] << 12
              | VALUES[bytes[at + 2] & 0xff] << 6
              | VALUES[bytes[at + 3] & 0xff];
      decoded[length++] = (byte) (bits >> 16);
      decoded[length++] = (byte) (bits >> 8);
      decoded[length++] = (byte) bits;
      at += 4;
    }
    // The last group may be shorter.
    int rest = 0;
    int bits = 0;
    while (rest < 3 && at + rest < limit && VALUES[bytes[at + rest] & 0xff] >= 0) {
      bits |= VALUES[bytes[at + rest] & 0xff] << (18 - 6 * rest);
      rest++;
    }
    for (int i = 0; i + 1 < rest && length < decoded.length; i++) {
      decoded[length++] = (byte) (bits >> (16 - 8 * i));
    }
    if (length == 0) {
      return null;
    }
    // What is decoded is searched as well.
    budget.take(2L * length);
    int end = at + rest;
    int searchedTo = end;
    if (end == limit) {
      searchedTo = Math.max(group + 4, reached);
    } else if (length + 3 > decoded.length) {
      searchedTo = Math.max(group + 4, end - 2 * ContentScan.TAIL);
    }
    return new Run(start, length, searchedTo);
  }

  private static boolean isGroup(byte[] bytes, int at) {
    return (VALUES[bytes[at] & 0xff]
            | VALUES[bytes[at + 1] & 0xff]
            | VALUES[bytes[at + 2] & 0xff]
            | VALUES[bytes[at + 3] & 0xff])
        >= 0;
  }

  /// Finds what the rules of the first rank find in the run decoded last, and says where in the
  /// encoded bytes it lies.
  List<Match> find(Run run, RuleSet active, Set<String> spent) {
    List<Match> found = new ArrayList<>();
    rules
        .automaton()
        .scan(
            decoded,
            0,
            run.length(),
            (word, start) -> {
              Lead lead = rules.leads().get(word);
              for (int i = 0; i < lead.numbers().length && !budget.isSpent(); i++) {
                SecretRule rule = lead.rules().get(i);
                int number = lead.numbers()[i];
                boolean isMeant =
                    rule.rank() == 0
                        && rule.isInBinaries()
                        && active.has(number)
                        && (rule.form() != SecretRule.Form.TOKEN || isExact(lead.word(), start));
                if (isMeant && !confirm(rule, start, lead.word(), run, found)) {
                  spent.add(rule.id());
                  active.remove(number);
                }
              }
            });
    return found;
  }

  private boolean isExact(String word, int start) {
    for (int i = 0; i < word.length(); i++) {
      if (decoded[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// @return whether the rule took no longer than it may
  private boolean confirm(SecretRule rule, int start, String word, Run run, List<Match> found) {
    try {
      Match match = confirmation.confirm(rule, start, start + word.length(), run.length());
      if (match != null) {
        // Three bytes are four in base64.
        int from = run.start() + match.start() / 3 * 4;
        int to = run.start() + (match.end() + 2) / 3 * 4;
        found.add(new Match(rule, from, to, match.value()));
      }
      return true;
    } catch (ByteText.SpentException | StackOverflowError e) {
      return budget.isSpent();
    }
  }
}
