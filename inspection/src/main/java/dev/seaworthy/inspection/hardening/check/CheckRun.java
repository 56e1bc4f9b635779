package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.Location;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.hardening.check.Check.ExcusedBy;
import dev.seaworthy.inspection.hardening.check.Condition.OfFile;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import dev.seaworthy.inspection.hardening.check.Scope.Excuse;
import dev.seaworthy.rulebook.Rating;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs checks on an image, all of those that look at files in one pass over them.
public final class CheckRun {

  /// More of one condition says no more than their number does.
  static final int SIGHTS_MAX = 1_000;

  private static final String LINUX = "linux";

  private final InspectedImage image;
  private final List<Running> all = new ArrayList<>();
  private final List<Looking> looking = new ArrayList<>();

  private CheckRun(InspectedImage image) {
    this.image = image;
  }

  /// What each check comes to, by id.
  public static List<CheckResult> run(
      HardeningSubject subject, Surroundings surroundings, List<ChosenCheck> checks) {
    CheckRun run = new CheckRun(new InspectedImage(subject, surroundings));
    checks.forEach(run::begin);
    if (!run.looking.isEmpty()) {
      subject.facts().tree().forEach(run::look);
    }
    return run.all.stream().map(run::end).sorted().toList();
  }

  /// A check that is being run.
  private record Running(
      ChosenCheck check,
      @Nullable Excuse excuseOrNull,
      List<Sight> sights,
      List<Looking> looking) {}

  /// A condition that is asked for each file.
  private static final class Looking {
    private final OfFile condition;
    private final Running running;
    private long seen;

    Looking(OfFile condition, Running running) {
      this.condition = condition;
      this.running = running;
    }
  }

  private void begin(ChosenCheck check) {
    Check.Coded coded = check.check().coded();
    Excuse excuse = foreign();
    if (excuse == null) {
      excuse = coded.scope().excuseOrNull(image, check.parameters());
    }
    Running running = new Running(check, excuse, new ArrayList<>(), new ArrayList<>());
    all.add(running);
    if (excuse != null) {
      return;
    }
    for (Condition condition : coded.conditions()) {
      if (condition instanceof OfImage ofImage) {
        List<Sight> sights = ofImage.test().look(image, check.parameters());
        running.sights().addAll(sights.subList(0, Math.min(sights.size(), SIGHTS_MAX)));
        addRest(running, condition, sights.size());
      } else if (condition instanceof OfFile ofFile) {
        Looking each = new Looking(ofFile, running);
        running.looking().add(each);
        looking.add(each);
      }
    }
  }

  /// The checks know Linux alone.
  private @Nullable Excuse foreign() {
    String system = image.config().platform().os();
    return system.isEmpty() || system.equals(LINUX)
        ? null
        : new Excuse(
            Outcome.NOT_CHECKED,
            "the image is for %s; the checks know Linux alone"
                .formatted(ConfigChecks.shown(system)));
  }

  private void look(FileRecord file, int layer) {
    for (Looking each : looking) {
      String evidence = each.condition.test().look(image, each.running.check().parameters(), file);
      if (evidence != null) {
        each.seen++;
        if (each.seen <= SIGHTS_MAX) {
          each.running.sights().add(sight(file, layer, evidence));
        }
      }
    }
  }

  private Sight sight(FileRecord file, int layer, String evidence) {
    Sight sight = Sight.at(new Location(file.path(), Math.max(layer, 0)), evidence);
    String owner = image.packages().ownerNameOf(file.path());
    return owner.isEmpty() ? sight : sight.with("package", owner);
  }

  private static void addRest(Running running, Condition condition, long seen) {
    if (seen > SIGHTS_MAX) {
      running
          .sights()
          .add(
              Sight.keyed(
                  Location.image(),
                  "more-" + condition.name(),
                  "%s more like these".formatted(seen - SIGHTS_MAX)));
    }
  }

  private CheckResult end(Running running) {
    ChosenCheck check = running.check();
    Excuse excuse = running.excuseOrNull();
    if (excuse != null) {
      return new CheckResult(check.rule(), excuse.outcome(), excuse.reason(), List.of());
    }
    for (Looking each : running.looking()) {
      addRest(running, each.condition, each.seen);
    }
    List<Observation> observations =
        running.sights().stream().map(sight -> observation(check, sight)).toList();
    boolean isFailed = observations.stream().anyMatch(each -> each.rule().rating() != Rating.NONE);
    return new CheckResult(check.rule(), isFailed ? Outcome.FAIL : Outcome.PASS, "", observations);
  }

  private Observation observation(ChosenCheck check, Sight sight) {
    Purpose purpose = purposeOrNull(check.check().excusedBy(), sight);
    InspectionRule rule = purpose == null ? check.rule() : check.rated(Rating.NONE);
    SortedMap<String, String> details = new TreeMap<>(sight.details());
    if (purpose != null) {
      details.put("purpose", ConfigChecks.shown(purpose.purpose()));
      details.put("approver", ConfigChecks.shown(purpose.approver()));
    }
    return new Observation(
        rule, sight.location(), sight.line(), sight.key(), sight.evidence(), details);
  }

  private @Nullable Purpose purposeOrNull(ExcusedBy excusedBy, Sight sight) {
    String owner = sight.details().getOrDefault("package", "");
    for (Purpose purpose : image.surroundings().purposes()) {
      boolean fits =
          purpose.path().isEmpty()
              ? excusedBy == ExcusedBy.PACKAGE && purpose.component().equals(owner)
              : excusedBy != ExcusedBy.NONE && purpose.path().equals(sight.location().path());
      if (fits && purpose.holdsOn(image.surroundings().day())) {
        return purpose;
      }
    }
    return null;
  }
}
