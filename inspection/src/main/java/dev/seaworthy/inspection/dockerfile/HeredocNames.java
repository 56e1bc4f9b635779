package dev.seaworthy.inspection.dockerfile;

import dev.seaworthy.inspection.dockerfile.Instruction.OnBuild;
import dev.seaworthy.inspection.dockerfile.Instruction.Run;
import dev.seaworthy.inspection.dockerfile.Instruction.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the names of heredocs in an instruction (Dockerfile reference, "Here-Documents").
final class HeredocNames {

  private static final Pattern MARK = Pattern.compile("\\d*<<(-?)\\s*([^<]*)", Pattern.DOTALL);

  private HeredocNames() {}

  /// @param word without its quotes
  record Name(String word, boolean isExpanded, boolean isWithoutTabs) {

    boolean isEndedBy(String line) {
      int begin = 0;
      while (isWithoutTabs && begin < line.length() && line.charAt(begin) == '\t') {
        begin++;
      }
      return line.substring(begin).equals(word);
    }
  }

  /// Whether the instruction is one that takes heredocs, in the form that takes them.
  static boolean mayHave(Instruction instruction) {
    Instruction own =
        instruction instanceof OnBuild(Code _, Instruction trigger) ? trigger : instruction;
    boolean isPlain =
        (own instanceof Run run && run.command() instanceof CommandForm.Shell)
            || (own instanceof Transfer transfer && !transfer.isArray());
    return isPlain && instruction.code().text().text().contains("<<");
  }

  /// The names in the order in which their contents follow.
  static List<Name> of(String text) {
    List<Name> names = new ArrayList<>();
    for (String word : Expansion.rawWords(text)) {
      one(word).ifPresent(names::add);
    }
    return names;
  }

  /// The name that a word gives, if it is a heredoc's mark.
  static Optional<Name> one(String word) {
    Matcher matcher = MARK.matcher(word);
    if (!matcher.matches() || matcher.group(2).isEmpty()) {
      return Optional.empty();
    }
    List<String> plain = Expansion.plainWords(matcher.group(2));
    List<String> quoted = Expansion.quotedWords(matcher.group(2));
    if (plain.size() != 1 || quoted.size() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Name(
            plain.getFirst(),
            quotes(plain.getFirst()) == quotes(quoted.getFirst()),
            !matcher.group(1).isEmpty()));
  }

  private static long quotes(String text) {
    return text.chars().filter(c -> c == '\'' || c == '"').count();
  }
}
