package dev.seaworthy.cli.report;

import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Columns;
import dev.seaworthy.cli.text.Ink;
import dev.seaworthy.cli.text.Ink.Tone;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.verdict.InspectionFinding;
import java.util.List;
import java.util.stream.Collectors;

/// What inspections saw, as entries of the table.
///
/// @param width in columns
/// @param isDetailed whether every place, the reason and what to do are shown
record InspectionEntries(Ink ink, int width, boolean isDetailed) {

  private static final int PATH_COLUMNS_MAX = 72;
  private static final String ENTRY = "  ";
  private static final String DETAIL = "      ";

  String entry(InspectionFinding finding, FindingWords words) {
    StringBuilder entry = new StringBuilder();
    entry.append(
        new Paragraph(width, ENTRY, DETAIL)
            .piece(finding.rule().id(), ink, Tone.STRONG)
            .piece(finding.rating().title(), ink, TablePresenter.tone(finding.rating()))
            .piece(finding.rule().title().english()));
    List<Observation> observations = finding.observations();
    for (Observation observation : isDetailed ? observations : observations.subList(0, 1)) {
      entry.append(place(observation, words, observations.size() - 1));
    }
    if (isDetailed) {
      entry.append(
          new Paragraph(width, DETAIL, DETAIL)
              .piece(finding.rule().reason().english(), ink, Tone.QUIET));
      entry.append(new Paragraph(width, DETAIL, DETAIL).piece(finding.rule().fix().english()));
      String references =
          finding.rule().references().stream()
              .map(Reference::text)
              .collect(Collectors.joining(", "));
      entry.append(new Paragraph(width, DETAIL, DETAIL).piece(references, ink, Tone.QUIET));
    }
    return entry.toString();
  }

  private Paragraph place(Observation observation, FindingWords words, int others) {
    String place = InspectionWords.place(observation);
    Paragraph paragraph =
        new Paragraph(width, DETAIL, DETAIL)
            .piece(isDetailed ? place : Columns.cutInside(place, PATH_COLUMNS_MAX))
            .prose(Text.visible(observation.evidence()))
            .piece(words.layer(observation.location().layer()));
    if (!isDetailed && others > 0) {
      paragraph.piece("and " + Quantities.counted(others, "more place"));
    }
    return paragraph;
  }
}
