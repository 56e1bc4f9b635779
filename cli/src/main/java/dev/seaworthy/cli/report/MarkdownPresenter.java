package dev.seaworthy.cli.report;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.Obligation;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.Verdict.Outcome;
import dev.seaworthy.verdict.VulnerabilityFinding;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A summary in Markdown, for a pipeline's page and a merge request.
public final class MarkdownPresenter implements Presenter {

  /// A pipeline's page takes a megabyte; nobody reads more than this.
  private static final int ROWS_MAX = 50;

  @Override
  public void present(ScanResult result, Writer out) throws IOException {
    Verdict verdict = result.verdict();
    boolean isRefused = verdict.outcome() == Outcome.REFUSED;
    out.write(
        "## %s %s: %s\n\n"
            .formatted(
                isRefused ? (verdict.policy().isAdvice() ? "⚠️" : "❌") : "✅",
                (isRefused && verdict.policy().isAdvice() ? "would be " : "")
                        .toUpperCase(Locale.ROOT)
                    + verdict.outcome().word().replace('-', ' ').toUpperCase(Locale.ROOT),
                code(verdict.asset().toString())));
    out.write(
        "Policy %s (%s). %s in the way, %s.\n"
            .formatted(
                code(verdict.policy().name()),
                code("sha256:" + verdict.policy().digest().shortHex()),
                Quantities.counted(verdict.inTheWay().size(), "finding"),
                Quantities.counted(verdict.others().size(), "other finding")));
    Optional<Digest> digest = result.image().manifestDigest();
    if (digest.isPresent()) {
      out.write("\nDigest %s\n".formatted(code(digest.get().toString())));
    }
    table(verdict.inTheWay(), new FindingWords(result.image()), out);
    deadlines(verdict.obligations(), out);
    out.write(
        "\nAdvisories of %s, %s.\n"
            .formatted(
                result.data().dataDate(), code("sha256:" + result.data().digest().shortHex())));
  }

  private static void table(List<Finding> findings, FindingWords words, Writer out)
      throws IOException {
    if (findings.isEmpty()) {
      return;
    }
    out.write("\n| Finding | Rating | What | To do |\n|---|---|---|---|\n");
    for (Finding finding : findings.subList(0, Math.min(ROWS_MAX, findings.size()))) {
      out.write(row(finding, words));
    }
    if (findings.size() > ROWS_MAX) {
      out.write("\n… and %s more.\n".formatted(Quantities.grouped(findings.size() - ROWS_MAX)));
    }
  }

  private static String row(Finding finding, FindingWords words) {
    return switch (finding) {
      case VulnerabilityFinding flaw ->
          row(
              FindingWords.name(flaw),
              flaw.effective(),
              FindingWords.installed(flaw),
              FindingWords.fix(flaw));
      case InspectionFinding seen ->
          row(
              seen.rule().id(),
              seen.rating(),
              seen.rule().title().english()
                  + ": "
                  + words.place(seen.observations().getFirst().location()),
              seen.rule().fix().english());
      case ConditionFinding condition ->
          "| %s | | %s | %s |\n"
              .formatted(
                  cell(condition.condition().id()),
                  cell(condition.condition().title() + ": " + condition.detail()),
                  cell(condition.condition().hint()));
      case GapFinding gap ->
          "| %s | | %s | %s |\n"
              .formatted(
                  cell(gap.gap().code()),
                  cell(words.place(gap.gap().location()) + ": " + gap.gap().detail()),
                  cell("it could not be looked at"));
    };
  }

  private static String row(String name, Rating rating, String what, String todo) {
    return "| %s | %s | %s | %s |\n".formatted(cell(name), rating.title(), cell(what), cell(todo));
  }

  private static void deadlines(List<Obligation> obligations, Writer out) throws IOException {
    if (obligations.isEmpty()) {
      return;
    }
    Obligation first = obligations.getFirst();
    out.write(
        "\nFirst deadline: **%s** for %s (%s).\n"
            .formatted(
                first
                    .deadline()
                    .day()
                    .map(Object::toString)
                    .orElse(first.deadline().holdsThrough().toString()),
                cell(first.name()),
                cell(first.deadline().reason())));
  }

  /// What an image says must not become markup of the page.
  private static String cell(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Text.visible(Text.shorten(text, 300))
        .chars()
        .forEach(c -> {
          if ("\\`*_{}[]<>()#+!|~&@:".indexOf(c) >= 0) {
            out.append("&#").append(c).append(';');
          } else {
            out.append(c == '\n' ? ' ' : (char) c);
          }
        });
    return out.toString();
  }

  private static String code(String text) {
    return "<code>" + cell(text) + "</code>";
  }
}
