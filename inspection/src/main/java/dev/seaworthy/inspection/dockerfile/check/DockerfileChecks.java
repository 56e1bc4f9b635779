package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.InspectionRules;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.dockerfile.Dockerfile;
import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every check of Dockerfiles there is.
public final class DockerfileChecks {

  /// What the ids of all rules begin with.
  public static final String PREFIX = "dockerfile.";

  private final Map<String, DockerfileCheck> checks;
  private final IgnoreComments ignoring;

  private DockerfileChecks(Map<String, DockerfileCheck> checks, IgnoreComments ignoring) {
    this.checks = checks;
    this.ignoring = ignoring;
  }

  /// All of them.
  public static DockerfileChecks builtIn() {
    Map<String, InspectionRule> rules =
        InspectionRules.read(DockerfileChecks.class, "rules.json", Subject.CHECK);
    Map<String, DockerfileCheck> checks = new LinkedHashMap<>();
    looks()
        .forEach((name, look) -> {
          InspectionRule rule = rules.get(PREFIX + name);
          if (rule == null) {
            throw new IllegalStateException("no rule says what " + name + " is");
          }
          checks.put(rule.id(), new DockerfileCheck(rule, look));
        });
    return new DockerfileChecks(checks, new IgnoreComments(rules));
  }

  /// These, with another look for one rule: how tests break rules.
  DockerfileChecks with(String id, Look look) {
    Map<String, DockerfileCheck> changed = new LinkedHashMap<>(checks);
    changed.computeIfPresent(id, (_, check) -> new DockerfileCheck(check.rule(), look));
    return new DockerfileChecks(changed, ignoring);
  }

  /// Without the rules of these ids.
  public DockerfileChecks without(List<String> ids) {
    Map<String, DockerfileCheck> left = new LinkedHashMap<>(checks);
    ids.forEach(left::remove);
    return new DockerfileChecks(left, ignoring);
  }

  /// The rules, sorted by id; those of comments that ignore rules among them.
  public List<InspectionRule> rules() {
    List<InspectionRule> rules = new ArrayList<>(ignoring.rules());
    checks.values().forEach(check -> rules.add(check.rule()));
    rules.sort(null);
    return List.copyOf(rules);
  }

  /// Checks a file.
  public CheckedDockerfile check(Dockerfile file, CheckOptions options) {
    Build build = new Build(file, options);
    Redaction redaction = new Redaction(SecretChecks.values(build));
    List<Observation> all = new ArrayList<>();
    checks.values().forEach(check -> all.addAll(check.observations(build, redaction)));
    return ignoring.apply(file, all, checks.keySet());
  }

  /// The images from outside that a file builds on.
  public static List<UsedImage> images(Dockerfile file, CheckOptions options) {
    Build build = new Build(file, options);
    return BaseImageChecks.onImages(build).stream()
        .map(stage ->
            new UsedImage(
                stage.from().code().line(),
                build.global().shown(stage.from().image()),
                build.global().known(stage.from().image()).isPresent()))
        .toList();
  }

  private static Map<String, Look> looks() {
    Map<String, Look> looks = new LinkedHashMap<>();
    UserChecks.addTo(looks);
    BaseImageChecks.addTo(looks);
    SecretChecks.addTo(looks);
    DownloadChecks.addTo(looks);
    PackageChecks.addTo(looks);
    TrustChecks.addTo(looks);
    PermissionChecks.addTo(looks);
    ServiceChecks.addTo(looks);
    StageChecks.addTo(looks);
    return looks;
  }
}
