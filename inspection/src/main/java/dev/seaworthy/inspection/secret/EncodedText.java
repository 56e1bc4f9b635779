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
  private final byte[] decoded = new byte[ContentScan.TAIL];
  private final Confirmation confirmation = new Confirmation(decoded);

  EncodedText(SecretRules rules) {
    this.rules = rules;
  }

  /// A run of base64.
  ///
  /// @param start where it begins
  /// @param end where it ends
  /// @param length how many bytes it decodes to
  record Run(int start, int end, int length) {}

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
  @Nullable Run decode(byte[] bytes, int group, int limit) {
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
    return length == 0 ? null : new Run(start, at + rest, length);
  }

  private static boolean isGroup(byte[] bytes, int at) {
    return (VALUES[bytes[at] & 0xff]
            | VALUES[bytes[at + 1] & 0xff]
            | VALUES[bytes[at + 2] & 0xff]
            | VALUES[bytes[at + 3] & 0xff])
        >= 0;
  }

  /// Finds what the rules of the first rank find in the run decoded last.
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
              for (int i = 0; i < lead.numbers().length; i++) {
                SecretRule rule = lead.rules().get(i);
                if (rule.rank() == 0 && rule.isInBinaries() && active.has(lead.numbers()[i])) {
                  confirm(rule, start, lead.word(), run, found, spent);
                }
              }
            });
    return found;
  }

  private void confirm(
      SecretRule rule, int start, String word, Run run, List<Match> found, Set<String> spent) {
    boolean isMeant = rule.form() != SecretRule.Form.TOKEN;
    if (!isMeant) {
      isMeant = true;
      for (int i = 0; i < word.length(); i++) {
        isMeant &= decoded[start + i] == word.charAt(i);
      }
    }
    if (!isMeant) {
      return;
    }
    try {
      Match match = confirmation.confirm(rule, start, start + word.length(), run.length());
      if (match != null && found.stream().noneMatch(other -> other.rule().id().equals(rule.id()))) {
        found.add(match);
      }
    } catch (ByteText.SpentException | StackOverflowError e) {
      spent.add(rule.id());
    }
  }
}
