package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import java.util.List;

/// A rule, and what looks where it fits.
record DockerfileCheck(InspectionRule rule, Look look) {

  /// Looks where one rule fits.
  @FunctionalInterface
  interface Look {
    void at(Build build, Sightings found);
  }

  List<Observation> observations(Build build, Redaction redaction) {
    Sightings found = new Sightings(rule, build.file().path(), redaction);
    look.at(build, found);
    return found.observations();
  }
}
