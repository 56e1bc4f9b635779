package dev.seaworthy.scan.inspect;

import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.bases.AllowedBases;
import dev.seaworthy.inspection.bases.BaseImageSignatures;
import dev.seaworthy.inspection.bases.LineageChecks;
import java.time.LocalDate;
import java.util.List;

/// Holds the base of an image against a list of allowed ones.
///
/// @param allowed the list
/// @param today by which releases end
/// @param signatures who signed a base that nothing else allows
public record LineageInspector(
    AllowedBases allowed, LocalDate today, BaseImageSignatures signatures) implements Inspector {

  /// For which nobody looks who signed a base.
  public LineageInspector(AllowedBases allowed, LocalDate today) {
    this(allowed, today, BaseImageSignatures.NOT_KNOWN);
  }

  /// The name of the engine in reports.
  static final String ENGINE = "allowed-bases";

  @Override
  public List<Analyser> analysers() {
    return List.of();
  }

  @Override
  public List<ContentTap> taps() {
    return List.of();
  }

  @Override
  public Inspection inspect(Walked image) {
    List<Observation> observations =
        new LineageChecks(allowed, signatures, today)
            .check(
                image.lineage(), image.facts().layers().stream().map(LayerFacts::diffId).toList());
    EngineReport report =
        new EngineReport(
            Subject.CHECK, ENGINE, "1", allowed.images().size() + " images", null, 0, 0, 0);
    return new Inspection(observations, List.of(report), List.of());
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
