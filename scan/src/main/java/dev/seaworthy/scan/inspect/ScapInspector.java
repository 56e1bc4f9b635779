package dev.seaworthy.scan.inspect;

import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.scap.ScapContent;
import dev.seaworthy.inspection.scap.ScapInspection;
import dev.seaworthy.inspection.scap.ScapPrograms;
import dev.seaworthy.inspection.scap.ScapRun;
import dev.seaworthy.inventory.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds the image against the SCAP content for its distribution with OpenSCAP. That needs the
/// image's tree, so the layers are read once more.
///
/// @param programs starts OpenSCAP
/// @param content a data stream, or a folder with those of the SCAP Security Guide
/// @param profile as in [ScapContent#of]
public record ScapInspector(ScapPrograms programs, Path content, String profile)
    implements Inspector {

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
    Distribution distribution = image.inventory().distributionOrNull();
    ScapContent chosen = chosen(distribution);
    if (chosen == null) {
      return ScapInspection.withoutContent(distribution, content);
    }
    Reading reading = image.reading();
    try {
      ScapRun run = new ScapRun(programs, reading.limits(), reading.resources());
      return ScapInspection.of(run.run(chosen, reading.image(), image.facts()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ScapInspection.notRun("the checks were interrupted");
    }
  }

  /// What somebody names is taken as it is: whether it fits, its own rules say.
  private @Nullable ScapContent chosen(@Nullable Distribution distribution) {
    if (!Files.isDirectory(content)) {
      // The usual folder is none where nothing is installed.
      return content.equals(ScapContent.USUAL_FOLDER) ? null : ScapContent.of(content, profile);
    }
    return distribution == null
        ? null
        : ScapContent.find(content, distribution, profile).orElse(null);
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
