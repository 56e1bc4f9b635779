package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.rulebook.Rating;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What one check must come to for one image.
///
/// @param why what is special about the image
/// @param places of what is seen: the path, `#` and the key where there is one; `~` before what a
///   purpose statement excuses; sorted
record Sample(
    String check,
    String why,
    Outcome outcome,
    List<String> places,
    Map<String, JsonValue> parameters,
    HardeningSubject subject,
    Surroundings surroundings) {

  static Sample pass(String check, String why, Consumer<SampleImage> change, String... places) {
    return of(check, why, Outcome.PASS, change, places);
  }

  static Sample fail(String check, String why, Consumer<SampleImage> change, String... places) {
    return of(check, why, Outcome.FAIL, change, places);
  }

  static Sample notApplicable(String check, String why, Consumer<SampleImage> change) {
    return of(check, why, Outcome.NOT_APPLICABLE, change);
  }

  static Sample notChecked(String check, String why, Consumer<SampleImage> change) {
    return of(check, why, Outcome.NOT_CHECKED, change);
  }

  private static Sample of(
      String check, String why, Outcome outcome, Consumer<SampleImage> change, String... places) {
    SampleImage image = new SampleImage();
    change.accept(image);
    return new Sample(
        "hardening." + check,
        why,
        outcome,
        Arrays.stream(places).sorted().toList(),
        Map.of(),
        image.subject(),
        image.surroundings());
  }

  Sample with(String parameter, long value) {
    return with(parameter, new JsonNumber(BigDecimal.valueOf(value)));
  }

  Sample with(String parameter, boolean value) {
    return with(parameter, new JsonBoolean(value));
  }

  Sample with(String parameter, String... values) {
    return with(
        parameter,
        new JsonArray(
            Arrays.stream(values).map(text -> (JsonValue) new JsonString(text)).toList()));
  }

  private Sample with(String parameter, JsonValue value) {
    Map<String, JsonValue> more = new TreeMap<>(parameters);
    more.put(parameter, value);
    return new Sample(check, why, outcome, places, more, subject, surroundings);
  }

  /// What a check comes to, in the words of a sample.
  String found(Check judged, Parameters presets) {
    ChosenCheck chosen = new ChosenCheck(judged, judged.rule().rating(), presets.with(parameters));
    CheckResult result = CheckRun.run(subject, surroundings, List.of(chosen)).getFirst();
    TreeSet<String> seen = new TreeSet<>();
    for (Observation observation : result.observations()) {
      seen.add(
          (observation.rule().rating() == Rating.NONE ? "~" : "")
              + observation.location().path()
              + (observation.key().isEmpty() ? "" : "#" + observation.key()));
    }
    return result.outcome().word() + " " + List.copyOf(seen);
  }

  String wanted() {
    return outcome.word() + " " + places;
  }

  @Override
  public String toString() {
    return check + ": " + why;
  }
}
