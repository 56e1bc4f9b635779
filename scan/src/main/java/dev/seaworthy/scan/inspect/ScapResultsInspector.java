package dev.seaworthy.scan.inspect;

import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.scap.ImportedResults;
import dev.seaworthy.inspection.scap.ScapInspection;
import java.util.List;

/// Takes over results of SCAP checks that were made elsewhere.
///
/// @param imported in the order of reports
public record ScapResultsInspector(List<ImportedResults> imported) implements Inspector {

  public ScapResultsInspector {
    imported = List.copyOf(imported);
  }

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
    Inspection all = Inspection.NONE;
    for (ImportedResults results : imported) {
      all = all.and(ScapInspection.of(results));
    }
    return all;
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
