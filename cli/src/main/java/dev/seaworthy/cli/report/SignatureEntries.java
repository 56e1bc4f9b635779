package dev.seaworthy.cli.report;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.verdict.policy.SignatureFact;
import dev.seaworthy.verdict.policy.SignatureSearch;
import dev.seaworthy.verdict.policy.SignatureWords;
import java.util.List;

/// What came of looking for signatures of the image.
public final class SignatureEntries {

  private static final String ENTRY = "  ";
  private static final String DETAIL = "      ";
  private static final int ENTRIES_MAX = 6;

  private SignatureEntries() {}

  /// For the table; nothing where nobody looked.
  static String table(SignatureSearch search, int width, boolean isDetailed) {
    if (!search.isMade()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    int valid = search.valid().size();
    out.append(
        new Paragraph(width, "", ENTRY)
            .prose(
                "signatures: %s by those who are trusted, %s that %s count"
                    .formatted(
                        Quantities.grouped(valid),
                        Quantities.grouped(search.facts().size() - valid),
                        search.facts().size() - valid == 1 ? "doesn't" : "don't")));
    List<SignatureFact> first =
        search.facts().stream()
            .sorted((one, other) -> Boolean.compare(other.isValid(), one.isValid()))
            .limit(isDetailed ? Integer.MAX_VALUE : ENTRIES_MAX)
            .toList();
    for (SignatureFact fact : first) {
      out.append(new Paragraph(width, ENTRY, DETAIL).prose(Text.visible(SignatureWords.of(fact))));
    }
    if (first.size() < search.facts().size()) {
      out.append(
          "%s… and %s (--details shows all)\n"
              .formatted(
                  ENTRY,
                  Quantities.counted(search.facts().size() - first.size(), "more signature")));
    }
    for (String problem : search.problems()) {
      out.append(new Paragraph(width, ENTRY, DETAIL).prose(Text.visible(problem)));
    }
    return out.toString();
  }

  /// All of it for people: whose were looked for, where, and what was found.
  public static String explained(SignatureSearch search) {
    if (!search.isMade()) {
      return "Nobody looked for signatures: the policy asks for none, and no key is named by"
          + " --image-key.\n";
    }
    StringBuilder out = new StringBuilder();
    search.trusted().forEach(each -> line(out, "Looked for signatures by " + each + "."));
    if (search.trusted().isEmpty()) {
      line(out, "No key is trusted: name one with --image-key, or in the policy.");
    }
    search.places().forEach(each -> line(out, "Looked at " + each + "."));
    search.facts().forEach(each -> line(out, "Found " + SignatureWords.of(each) + "."));
    if (search.facts().isEmpty()) {
      line(out, "Found none.");
    }
    search.problems().forEach(each -> line(out, "Could not look at all: " + each + "."));
    return out.toString();
  }

  private static void line(StringBuilder out, String text) {
    out.append(new Paragraph(80, "", ENTRY).prose(Text.visible(text)));
  }

  /// For programs.
  static JsonObject json(SignatureSearch search) {
    return new JsonBuilder()
        .putStrings("trusted", search.trusted())
        .putStrings("places", search.places())
        .putArray("found", search.facts().stream().map(SignatureEntries::fact).toList())
        .putStrings("problems", search.problems())
        .build();
  }

  private static JsonObject fact(SignatureFact fact) {
    return new JsonBuilder()
        .put("isValid", fact.isValid())
        .putUnlessEmpty("signer", fact.signer())
        .putUnlessEmpty("issuer", fact.issuer())
        .putUnlessEmpty("place", fact.place())
        .putUnlessEmpty("code", fact.code())
        .put("detail", fact.detail())
        .build();
  }
}
