package dev.seaworthy.fuzz;

import dev.seaworthy.base.Limits;
import dev.seaworthy.inspection.dockerfile.DockerfileReader;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import java.util.List;

/// What images are built from.
final class BuildTargets {

  private BuildTargets() {}

  static List<Target> all() {
    DockerfileChecks checks = DockerfileChecks.builtIn();
    return List.of(
        ImageTargets.lawful(
            "dockerfile",
            bytes ->
                checks.check(
                    DockerfileReader.read("Dockerfile", bytes, Limits.defaults()),
                    CheckOptions.DEFAULTS)));
  }
}
