package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Ink;
import dev.seaworthy.cli.text.Ink.Tone;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.rulebook.deadline.Deadline;
import dev.seaworthy.verdict.Obligation;
import dev.seaworthy.verdict.Verdict;
import java.time.Instant;
import java.util.List;

/// By when findings must be gone, the earliest first.
///
/// @param isDetailed all of them, with what each rests on
public record DeadlineEntries(Ink ink, int width, boolean isDetailed) {

  private static final int USUAL_ENTRIES = 3;
  private static final String ENTRY = "  ";
  private static final String DETAIL = "      ";

  /// The deadlines of one flaw, in detail.
  ///
  /// @param ids every name of the flaw
  public static String ofFlaw(Verdict verdict, List<AdvisoryId> ids, Ink ink) {
    List<String> names = ids.stream().map(AdvisoryId::value).toList();
    return new DeadlineEntries(ink, Integer.MAX_VALUE, true)
        .of(
            verdict.obligations().stream()
                .filter(obligation -> names.contains(obligation.name()))
                .toList(),
            verdict.surveyedAt());
  }

  /// The section, or nothing where there is no deadline.
  String of(Verdict verdict) {
    return of(verdict.obligations(), verdict.surveyedAt());
  }

  private String of(List<Obligation> obligations, Instant now) {
    if (obligations.isEmpty()) {
      return "";
    }
    StringBuilder section = new StringBuilder("\ndeadlines\n");
    int shown = isDetailed ? obligations.size() : Math.min(USUAL_ENTRIES, obligations.size());
    for (Obligation obligation : obligations.subList(0, shown)) {
      section.append(entry(obligation, now));
    }
    if (shown < obligations.size()) {
      section
          .append(ENTRY)
          .append("and ")
          .append(Quantities.counted(obligations.size() - shown, "later one"))
          .append('\n');
    }
    return section.toString();
  }

  private String entry(Obligation obligation, Instant now) {
    Deadline deadline = obligation.deadline();
    boolean isLate = deadline.isLate(now);
    StringBuilder entry = new StringBuilder();
    entry.append(
        new Paragraph(width, ENTRY, DETAIL)
            .piece(Text.visible(obligation.name()), ink, Tone.STRONG)
            .piece((isLate ? "was due " : "due ") + due(deadline), ink, tone(isLate))
            .piece(deadline.reason())
            .piece(deadline.rule(), ink, Tone.QUIET));
    if (isDetailed) {
      for (String step : obligation.reasoning()) {
        entry.append(new Paragraph(width, DETAIL, DETAIL).piece(Text.visible(step)));
      }
    }
    return entry.toString();
  }

  private static Tone tone(boolean isLate) {
    return isLate ? Tone.BAD : Tone.STRONG;
  }

  private static String due(Deadline deadline) {
    return deadline
        .day()
        .map(day -> day.toString())
        .orElseGet(() -> deadline.holdsThrough().toString());
  }
}
