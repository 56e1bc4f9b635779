package dev.seaworthy.verdict;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.match.Uncovered;
import dev.seaworthy.base.Gap;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inventory.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything that a verdict is decided on. The same survey under the same policy gives the same
/// verdict, to the byte.
///
/// @param surveyedAt the scan's clock
/// @param matches every component held against every flaw that is told of it
/// @param uncovered the components' ecosystems on which the data hold nothing
/// @param inspection what the inspections saw, and which engines looked
/// @param gaps what could not be read of the image beyond [Inventory#gaps]
/// @param data what the advisory data say of themselves
/// @param support whether the distribution still gets fixes at the time of the scan
/// @param detections when findings were first seen in the asset class, as a ledger or an earlier
///   certificate has it; what isn't in it was first seen now
/// @param deviations that may speak of the image's findings
/// @param flaws the texts of a flaw
/// @param enrichments what else is known of a flaw: whether it is exploited, and how likely that is
/// @param circumstances what is known of the image beside its content
public record Survey(
    AssetClass asset,
    Instant surveyedAt,
    Inventory inventory,
    List<Match> matches,
    List<Uncovered> uncovered,
    Inspection inspection,
    List<Gap> gaps,
    SnapshotInfo data,
    Support support,
    Map<FindingId, Instant> detections,
    List<Deviation> deviations,
    Function<AdvisoryId, Optional<Flaw>> flaws,
    Function<AdvisoryId, List<Enrichment>> enrichments,
    Circumstances circumstances) {

  public Survey {
    matches = List.copyOf(matches);
    uncovered = List.copyOf(uncovered);
    gaps = List.copyOf(gaps);
    detections = Map.copyOf(detections);
    deviations = List.copyOf(deviations);
  }

  /// Of an image of which nothing is known beside its content, without deviations.
  public Survey(
      AssetClass asset,
      Instant surveyedAt,
      Inventory inventory,
      List<Match> matches,
      List<Uncovered> uncovered,
      Inspection inspection,
      List<Gap> gaps,
      SnapshotInfo data,
      Support support,
      Map<FindingId, Instant> detections,
      Function<AdvisoryId, Optional<Flaw>> flaws,
      Function<AdvisoryId, List<Enrichment>> enrichments) {
    this(
        asset,
        surveyedAt,
        inventory,
        matches,
        uncovered,
        inspection,
        gaps,
        data,
        support,
        detections,
        List.of(),
        flaws,
        enrichments,
        Circumstances.UNKNOWN);
  }

  /// The same in other circumstances.
  public Survey in(Circumstances others) {
    return new Survey(
        asset,
        surveyedAt,
        inventory,
        matches,
        uncovered,
        inspection,
        gaps,
        data,
        support,
        detections,
        deviations,
        flaws,
        enrichments,
        others);
  }

  /// When a finding was first seen, in the asset class or under a name that it had before.
  Instant firstDetected(Finding finding) {
    Instant first = earlier(detections.get(finding.id()), surveyedAt);
    for (AssetClass former : circumstances.formerly()) {
      FindingId there =
          switch (finding) {
            case VulnerabilityFinding flaw -> flaw.idIn(former);
            case InspectionFinding seen -> seen.idIn(former);
            case ConditionFinding _, GapFinding _ -> finding.id();
          };
      first = earlier(detections.get(there), first);
    }
    return first;
  }

  private static Instant earlier(@Nullable Instant known, Instant other) {
    return known != null && known.isBefore(other) ? known : other;
  }
}
