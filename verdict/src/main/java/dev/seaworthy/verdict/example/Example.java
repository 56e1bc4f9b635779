package dev.seaworthy.verdict.example;

import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.Survey;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import dev.seaworthy.verdict.policy.SignatureFact;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One example: an image in a few words, and what must come of it.
///
/// @param name what it shows
/// @param place where it stands, `file:line:column`
/// @param image the asset's name
/// @param at the scan's clock
/// @param dataDate of the advisory data
/// @param isStarterSet whether no database is installed
/// @param flaws what its packages have
/// @param firstDetected when flaws were first seen, by their id; now for the others
/// @param seen what inspections saw, by what they looked for
/// @param notInspected what no engine looked for
/// @param licences of a package in it
/// @param labels of its config
/// @param base a name that its layers prove, or empty
/// @param builder who built it, or empty
/// @param signatures what the checks of its signatures came to
/// @param facts what is declared beside the policy
/// @param before what was certified before
/// @param expected what must come of it
record Example(
    String name,
    String place,
    String image,
    Instant at,
    Instant dataDate,
    boolean isStarterSet,
    List<ExampleFlaw> flaws,
    Map<String, Instant> firstDetected,
    Map<Subject, Rating> seen,
    List<Subject> notInspected,
    List<String> licences,
    Map<String, String> labels,
    String base,
    String builder,
    List<SignatureFact> signatures,
    DeclaredFacts facts,
    Before before,
    Expectation expected) {

  /// @param isKnown whether there was anything before
  /// @param isCleared whether it might sail
  /// @param isSame whether it is this very image
  /// @param open the flaws that were open in it
  record Before(boolean isKnown, boolean isCleared, boolean isSame, List<String> open) {}

  /// @param verdict `cleared` or `refused`
  /// @param because the names of all that stands in the way
  /// @param due the due date or instant by the flaw's id
  record Expectation(String verdict, List<String> because, Map<String, String> due) {}

  private static final AnalyserId CATALOGER = new AnalyserId("example", 1);

  /// @param ids the findings' ids by name, as far as they are known
  Survey survey(Map<String, FindingId> ids) {
    List<Component> components =
        Stream.concat(Stream.of("example"), flaws.stream().map(ExampleFlaw::packageName))
            .distinct()
            .map(this::component)
            .sorted()
            .toList();
    Map<String, Component> byName =
        components.stream().collect(Collectors.toMap(Component::name, Function.identity()));
    Map<String, ExampleFlaw> byId =
        flaws.stream()
            .collect(Collectors.toMap(ExampleFlaw::id, Function.identity(), (one, _) -> one));
    return new Survey(
        new AssetClass("", image),
        at,
        new Inventory(null, components, List.of(), List.of()),
        flaws.stream()
            .map(flaw -> flaw.match(byName.getOrDefault(flaw.packageName(), components.getFirst())))
            .toList(),
        List.of(),
        inspection(),
        List.of(),
        new SnapshotInfo(
            Digest.sha256(new byte[0]), dataDate, isStarterSet, List.of(), 1_000, 1_000),
        new Support.NoDistribution(),
        known(firstDetected, ids),
        List.of(),
        id -> Optional.empty(),
        id ->
            Optional.ofNullable(byId.get(id.value()))
                .map(ExampleFlaw::enrichments)
                .orElse(List.<Enrichment>of()),
        circumstances(ids));
  }

  private static Map<FindingId, Instant> known(
      Map<String, Instant> times, Map<String, FindingId> ids) {
    return times.entrySet().stream()
        .filter(time -> ids.containsKey(time.getKey()))
        .collect(Collectors.toMap(time -> ids.get(time.getKey()), Map.Entry::getValue));
  }

  private Circumstances circumstances(Map<String, FindingId> ids) {
    Digest own = digest("this");
    return new Circumstances(
        own,
        labels,
        base.isEmpty() ? null : new BaseImage(base, null, 1, Recognition.LAYER_PREFIX),
        builder,
        SignatureSearch.of(signatures),
        facts,
        before.isKnown()
            ? new Circumstances.Predecessor(
                before.isSame() ? own : digest("before"),
                before.isCleared(),
                before.open().stream()
                    .flatMap(each -> Stream.ofNullable(ids.get(each)))
                    .collect(Collectors.toSet()))
            : null,
        List.of());
  }

  private static Digest digest(String of) {
    return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
  }

  private Component component(String packageName) {
    return new Component(
        "npm",
        "",
        packageName,
        "1.0.0",
        "pkg:npm/" + packageName + "@1.0.0",
        "",
        null,
        licences,
        Map.of(),
        List.of(),
        List.of(),
        List.of(
            new Evidence(
                new Location("/app/" + packageName + "/package.json", 0), 0, CATALOGER, "example")),
        Map.of());
  }

  private Inspection inspection() {
    List<Observation> observations = new ArrayList<>();
    seen.forEach((subject, rating) -> {
      BilingualText text = new BilingualText("an example", "示例");
      observations.add(
          new Observation(
              new InspectionRule(
                  subject, subject.word() + ".example", text, text, text, rating, List.of()),
              new Location("/example", 0),
              0,
              "",
              "an example"));
    });
    return new Inspection(
        observations,
        Stream.of(Subject.values())
            .filter(subject -> !notInspected.contains(subject))
            .map(subject -> new EngineReport(subject, "example", "1", "1", null, 1, 1, 1))
            .toList(),
        List.of());
  }
}
