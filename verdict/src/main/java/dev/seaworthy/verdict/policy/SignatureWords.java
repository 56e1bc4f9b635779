package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says in a sentence what was looked for, where, and what was found.
public final class SignatureWords {

  private static final int TOLD_MAX = 5;
  private static final int WORD_CHARS_MAX = 100;

  private SignatureWords() {}

  /// Of a signature that is missing.
  public static String missing(SignatureSearch search) {
    if (!search.isMade()) {
      return "nobody looked for any: no key is trusted (--image-key, or key in the policy)";
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        search.trusted().isEmpty()
            ? "no key is trusted (--image-key, or key in the policy)"
            : "looked for those of " + listed(search.trusted().stream()));
    if (!search.places().isEmpty()) {
      parts.add("looked in " + listed(search.places().stream()));
    }
    parts.add(
        search.facts().isEmpty()
            ? "found none"
            : "found " + listed(search.facts().stream().map(SignatureWords::of)));
    if (!search.problems().isEmpty()) {
      parts.add("not all could be looked at: " + listed(search.problems().stream()));
    }
    return String.join("; ", parts);
  }

  /// One signature.
  public static String of(SignatureFact fact) {
    String by = fact.signer().isEmpty() ? "" : shortened(fact.signer());
    String issuer = fact.issuer().isEmpty() ? "" : " vouched for by " + shortened(fact.issuer());
    String place = fact.place().isEmpty() ? "" : " under " + fact.place();
    String why =
        Stream.of(fact.code(), Text.shorten(fact.detail(), WORD_CHARS_MAX))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(": "));
    return fact.isValid()
        ? "one by %s%s%s".formatted(by, issuer, place)
        : "one that doesn't count%s%s (%s)".formatted(by.isEmpty() ? "" : " by " + by, place, why);
  }

  private static String shortened(String text) {
    return Text.shorten(text, WORD_CHARS_MAX);
  }

  private static String listed(Stream<String> all) {
    List<String> items = all.distinct().toList();
    String told =
        items.stream()
            .limit(TOLD_MAX)
            .map(item -> Text.shorten(item, 200))
            .collect(Collectors.joining(", "));
    return items.size() <= TOLD_MAX
        ? told
        : "%s and %s more".formatted(told, items.size() - TOLD_MAX);
  }
}
