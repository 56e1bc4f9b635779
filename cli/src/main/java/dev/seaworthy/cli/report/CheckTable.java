package dev.seaworthy.cli.report;

import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Ink;
import dev.seaworthy.cli.text.Ink.Tone;
import dev.seaworthy.cli.text.Language;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile.Ignored;
import dev.seaworthy.rulebook.Rating;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// What came of a check, for people.
public final class CheckTable {

  private static final int WIDTH = 80;
  private static final String ENTRY = "  ";
  private static final String DETAIL = "      ";
  private static final int ENTRIES_MAX = 40;

  private final Ink ink;
  private final Language language;
  private final boolean isDetailed;

  /// @param isDetailed shows everything, with reasons and references
  public CheckTable(Ink ink, Language language, boolean isDetailed) {
    this.ink = ink;
    this.language = language;
    this.isDetailed = isDetailed;
  }

  /// Writes the whole report. Neither flushes nor closes the writer.
  public void present(CheckReport report, Writer out) throws IOException {
    for (CheckedDockerfile file : report.files()) {
      out.write(ink.paint(Tone.STRONG, Text.visible(file.path())));
      out.write('\n');
      List<Observation> inTheWay = file.observations().stream().filter(report::refuses).toList();
      List<Observation> others =
          file.observations().stream().filter(each -> !report.refuses(each)).toList();
      for (Observation observation : shown(inTheWay)) {
        out.write(entry(observation, true));
      }
      for (Observation observation : shown(others)) {
        out.write(entry(observation, isDetailed));
      }
      int hidden = inTheWay.size() + others.size() - shown(inTheWay).size() - shown(others).size();
      if (hidden > 0) {
        out.write(
            ENTRY
                + say(
                    "… and %s more (--details shows all)\n",
                    "……另有 %s 项(--details 显示全部)\n", hidden));
      }
      if (isDetailed) {
        for (Ignored ignored : file.ignored()) {
          out.write(ignored(ignored));
        }
      }
      out.write('\n');
    }
    out.write(verdict(report));
  }

  private List<Observation> shown(List<Observation> all) {
    return isDetailed ? all : all.subList(0, Math.min(all.size(), ENTRIES_MAX));
  }

  private String entry(Observation observation, boolean isWithFix) {
    Paragraph first = new Paragraph(WIDTH, ENTRY, DETAIL);
    if (observation.line() > 0) {
      first.piece(say("line %s", "第 %s 行", observation.line()));
    }
    Rating rating = observation.rule().rating();
    first
        .piece(rating(rating), ink, TablePresenter.tone(rating))
        .piece(language.of(observation.rule().title()))
        .piece(observation.rule().id(), ink, Tone.QUIET);
    StringBuilder text = new StringBuilder(first.toString());
    if (!observation.evidence().isEmpty()) {
      text.append(new Paragraph(WIDTH, DETAIL, DETAIL).piece(observation.evidence()));
    }
    if (isDetailed) {
      text.append(prose(language.of(observation.rule().reason())));
    }
    if (isWithFix) {
      text.append(prose(language.of(observation.rule().fix())));
    }
    if (isDetailed && !observation.rule().references().isEmpty()) {
      Paragraph references = new Paragraph(WIDTH, DETAIL, DETAIL);
      observation.rule().references().stream()
          .map(Reference::text)
          .forEach(reference -> references.piece(reference, ink, Tone.QUIET));
      text.append(references);
    }
    return text.toString();
  }

  /// Chinese has no blanks to break lines at.
  private Paragraph prose(String text) {
    Paragraph paragraph = new Paragraph(WIDTH, DETAIL, DETAIL);
    return language == Language.CHINESE ? paragraph.piece(text) : paragraph.prose(text);
  }

  private String ignored(Ignored ignored) {
    return new Paragraph(WIDTH, ENTRY, DETAIL)
        .piece(say("line %s", "第 %s 行", ignored.observation().line()))
        .piece(say("ignored", "已忽略"), ink, Tone.QUIET)
        .piece(ignored.observation().rule().id(), ink, Tone.QUIET)
        .piece(Text.shorten(ignored.reason(), 200))
        .toString();
  }

  private String verdict(CheckReport report) {
    long inTheWay = 0;
    long others = 0;
    long ignored = 0;
    for (CheckedDockerfile file : report.files()) {
      long refusing = file.observations().stream().filter(report::refuses).count();
      inTheWay += refusing;
      others += file.observations().size() - refusing;
      ignored += file.ignored().size();
    }
    return new Paragraph(WIDTH, "", ENTRY)
        .piece(
            report.isRefused() ? say("REFUSED", "拒绝") : say("CLEARED", "通过"),
            ink,
            report.isRefused() ? Tone.BAD : Tone.GOOD)
        .piece(say("refuses from %s on", "从“%s”级起拒绝", rating(report.refuseFrom())))
        .piece(
            language == Language.CHINESE
                ? "%s 项不通过,其他 %s 项,已忽略 %s 项".formatted(inTheWay, others, ignored)
                : "%s in the way, %s, %s ignored"
                    .formatted(
                        Quantities.grouped(inTheWay),
                        Quantities.counted(others, "other"),
                        Quantities.grouped(ignored)))
        .toString();
  }

  private String rating(Rating rating) {
    if (language == Language.ENGLISH) {
      return rating == Rating.NONE ? "Note" : rating.title();
    }
    return switch (rating) {
      case CRITICAL -> "严重";
      case HIGH -> "高";
      case MODERATE -> "中";
      case LOW -> "低";
      case NONE -> "提示";
      case UNRATED -> "未评级";
    };
  }

  private String say(String english, String chinese, Object... values) {
    return (language == Language.CHINESE ? chinese : english).formatted(values);
  }
}
