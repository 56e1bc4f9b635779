package dev.seaworthy.verdict;

import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes findings of what the inspections saw.
final class InspectionFindings {

  /// Malware before secrets, since it is the image that can't be trusted, not one password.
  private static final List<Subject> ORDER =
      List.of(Subject.MALWARE, Subject.SECRET, Subject.CHECK);

  private static final Comparator<InspectionFinding> FIRST_TO_FIX =
      Comparator.comparingInt((InspectionFinding finding) -> ORDER.indexOf(finding.subject()))
          .thenComparing(InspectionFinding::rating)
          .thenComparing(finding -> finding.observations().getFirst())
          .thenComparing(InspectionFinding::id);

  private InspectionFindings() {}

  static List<InspectionFinding> of(AssetClass asset, List<Observation> observations) {
    Map<FindingId, List<Observation>> groups = new TreeMap<>();
    for (Observation observation : observations) {
      groups
          .computeIfAbsent(FindingId.ofObservation(asset, observation), id -> new ArrayList<>())
          .add(observation);
    }
    return groups.entrySet().stream()
        .map(entry -> new InspectionFinding(entry.getKey(), entry.getValue()))
        .sorted(FIRST_TO_FIX)
        .toList();
  }
}
