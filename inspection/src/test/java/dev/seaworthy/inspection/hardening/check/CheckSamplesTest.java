package dev.seaworthy.inspection.hardening.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Check.ExcusedBy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every check has samples, each sample is met, and a check that is broken in any of the ways below
/// meets one of them no longer.
class CheckSamplesTest {

  /// What is broken to no effect: a file that no package owns can't be excused by one.
  private static final Set<String> SAME =
      Set.of("hardening.file-unpackaged: is excused by PACKAGE");

  private static List<Sample> samples = List.of();

  @BeforeAll
  static void readImages() {
    samples =
        Stream.of(
                ConfigSamples.all(),
                StartSamples.all(),
                HistorySamples.all(),
                AccountSamples.all(),
                FileSamples.all(),
                SourceSamples.all(),
                ToolSamples.all(),
                EvidenceSamples.all())
            .flatMap(Collection::stream)
            .toList();
  }

  @Test
  void everySampleIsMet() {
    List<String> faults = new ArrayList<>();
    for (Sample sample : samples) {
      Check check = BuiltInChecks.find(sample.check()).orElseThrow();
      String found = sample.found(check, check.defaults());
      if (!found.equals(sample.wanted())) {
        faults.add("%s\n  wanted %s\n  found  %s".formatted(sample, sample.wanted(), found));
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyCheckHasPassingAndFailingSamples() {
    for (Check check : BuiltInChecks.all()) {
      assertThat(of(check)).as(check.id()).anyMatch(sample -> sample.outcome() == Outcome.PASS);
      assertThat(of(check)).as(check.id()).anyMatch(sample -> sample.outcome() == Outcome.FAIL);
    }
  }

  @Test
  void anImageThatIsAsItShouldBeFailsNoCheck() {
    HardeningSubject subject = new SampleImage().subject();
    List<ChosenCheck> all =
        BuiltInChecks.all().stream()
            .map(check -> new ChosenCheck(check, check.rule().rating(), check.defaults()))
            .toList();
    assertThat(CheckRun.run(subject, new SampleImage().surroundings(), all))
        .hasSameSizeAs(all)
        .noneMatch(result -> result.outcome() == Outcome.FAIL)
        .noneMatch(result -> result.outcome() == Outcome.NOT_CHECKED);
  }

  @Test
  void noCheckIsMadeOfAnImageForAnotherSystem() {
    SampleImage image = new SampleImage().system("windows");
    for (Check check : BuiltInChecks.all()) {
      ChosenCheck chosen = new ChosenCheck(check, check.rule().rating(), check.defaults());
      assertThat(CheckRun.run(image.subject(), image.surroundings(), List.of(chosen)))
          .allMatch(result -> result.outcome() == Outcome.NOT_CHECKED);
    }
  }

  @Test
  void aBrokenCheckIsNoticed() {
    List<String> unnoticed = new ArrayList<>();
    int mutants = 0;
    for (Check check : BuiltInChecks.all()) {
      for (Mutant mutant : mutants(check)) {
        mutants++;
        boolean isSame = SAME.contains(check.id() + ": " + mutant.what());
        if (of(check).stream().noneMatch(mutant::isNoticedBy) && !isSame) {
          unnoticed.add(check.id() + ": " + mutant.what());
        }
      }
    }
    assertThat(unnoticed).isEmpty();
    assertThat(mutants).isGreaterThan(500);
  }

  private static List<Sample> of(Check check) {
    return samples.stream().filter(sample -> sample.check().equals(check.id())).toList();
  }

  /// A check that is broken in one way.
  private record Mutant(String what, Check check, Parameters presets) {
    boolean isNoticedBy(Sample sample) {
      return !sample.found(check, presets).equals(sample.wanted());
    }
  }

  private static List<Mutant> mutants(Check check) {
    List<Mutant> mutants = new ArrayList<>();
    Coded coded = check.coded();
    Parameters presets = check.defaults();
    Condition always =
        new Condition.OfImage("always", (_, _) -> List.of(Sight.inConfig("always", "mutant")));
    Condition never = new Condition.OfImage("never", (_, _) -> List.of());
    mutants.add(mutant("always passes", check, coded.scope(), List.of(never)));
    mutants.add(mutant("always fails", check, coded.scope(), List.of(always)));
    if (!coded.scope().equals(Scope.ALWAYS)) {
      mutants.add(mutant("speaks of everything", check, Scope.ALWAYS, coded.conditions()));
    }
    for (Outcome outcome : List.of(Outcome.NOT_APPLICABLE, Outcome.NOT_CHECKED)) {
      Scope none = (_, _) -> new Scope.Excuse(outcome, "mutant");
      mutants.add(mutant("is always " + outcome.word(), check, none, coded.conditions()));
    }
    if (coded.conditions().size() > 1) {
      for (Condition left : coded.conditions()) {
        Predicate<Condition> others = condition -> !condition.equals(left);
        mutants.add(
            mutant(
                "lacks the condition " + left.name(),
                check,
                coded.scope(),
                coded.conditions().stream().filter(others).toList()));
      }
    }
    for (ExcusedBy excusedBy : ExcusedBy.values()) {
      if (excusedBy != check.excusedBy() && check.excusedBy() != ExcusedBy.NONE) {
        mutants.add(
            new Mutant(
                "is excused by " + excusedBy,
                new Check(check.rule(), check.looksAt(), check.parameters(), excusedBy, coded),
                presets));
      }
    }
    for (Parameter parameter : check.parameters()) {
      shifted(parameter.preset())
          .forEach((what, value) ->
              mutants.add(
                  new Mutant(
                      "%s is %s".formatted(parameter.name(), what),
                      check,
                      presets.with(Map.of(parameter.name(), value)))));
    }
    return mutants;
  }

  private static Mutant mutant(String what, Check check, Scope scope, List<Condition> conditions) {
    return new Mutant(what, check.with(new Coded(check.id(), scope, conditions)), check.defaults());
  }

  /// Values near a parameter's: a number one less and one more, the other truth, a list without
  /// each of its texts, or one of anything for an empty one.
  private static Map<String, JsonValue> shifted(JsonValue preset) {
    Map<String, JsonValue> shifted = new TreeMap<>();
    switch (preset) {
      case JsonNumber(BigDecimal value) -> {
        shifted.put("one less", new JsonNumber(value.subtract(BigDecimal.ONE)));
        shifted.put("one more", new JsonNumber(value.add(BigDecimal.ONE)));
      }
      case JsonBoolean(boolean value) -> shifted.put("negated", new JsonBoolean(!value));
      case JsonArray(List<JsonValue> items) when items.isEmpty() ->
          shifted.put(
              "anything",
              new JsonArray(
                  Stream.of("*", "/*", "/*/*", "/*/*/*")
                      .map(text -> (JsonValue) new JsonString(text))
                      .toList()));
      case JsonArray(List<JsonValue> items) -> {
        for (JsonValue item : items) {
          shifted.put(
              "without " + item,
              new JsonArray(items.stream().filter(other -> !other.equals(item)).toList()));
        }
      }
      default -> throw new IllegalStateException("no such parameter: " + preset);
    }
    return shifted;
  }
}
