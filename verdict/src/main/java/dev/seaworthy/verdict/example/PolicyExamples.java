package dev.seaworthy.verdict.example;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.deadline.Deadline;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.Obligation;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.Survey;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.Verdict.Outcome;
import dev.seaworthy.verdict.VerdictError;
import dev.seaworthy.verdict.VulnerabilityFinding;
import dev.seaworthy.verdict.document.DocumentPart;
import dev.seaworthy.verdict.document.PlacedDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides a policy's examples and says what came out otherwise than expected.
public final class PolicyExamples {

  private final List<Example> examples;

  private PolicyExamples(List<Example> examples) {
    this.examples = List.copyOf(examples);
  }

  /// What came of one example.
  ///
  /// @param name what it shows
  /// @param place where it stands, `file:line:column`
  /// @param differences what was expected otherwise; empty when it is as expected
  public record Result(String name, String place, List<String> differences) {
    public Result {
      differences = List.copyOf(differences);
    }

    /// Whether all is as expected.
    public boolean isAsExpected() {
      return differences.isEmpty();
    }
  }

  /// Reads a file of examples.
  ///
  /// @param name the file's, for messages
  /// @throws SeaworthyException [VerdictError#BAD_EXAMPLES] naming file, line and column
  public static PolicyExamples read(byte[] bytes, String name, Limits limits) {
    DocumentPart root =
        PlacedDocument.read(bytes, name, VerdictError.BAD_EXAMPLES, limits)
            .root()
            .only(Set.of("cases"));
    if (!root.has("cases")) {
      throw root.bad("cases", "is missing");
    }
    return new PolicyExamples(root.parts("cases").stream().map(ExampleReader::read).toList());
  }

  /// Decides every example.
  public List<Result> decide(Policy policy) {
    return examples.stream().map(example -> decide(example, policy)).toList();
  }

  private static Result decide(Example example, Policy policy) {
    // The ids of findings follow from a first look; what was known of them earlier goes by ids.
    Survey survey = example.survey(Map.of());
    Map<String, FindingId> ids = new TreeMap<>();
    Verdict.decide(survey, policy).findings().forEach(each -> ids.put(name(each), each.id()));
    Verdict verdict = Verdict.decide(example.survey(ids), policy);
    List<String> differences = new ArrayList<>();
    String outcome = verdict.outcome() == Outcome.REFUSED ? "refused" : "cleared";
    List<String> because =
        verdict.inTheWay().stream().map(PolicyExamples::name).distinct().sorted().toList();
    Example.Expectation expected = example.expected();
    if (!outcome.equals(expected.verdict())) {
      differences.add(
          "expected %s, and it is %s%s"
              .formatted(
                  expected.verdict(),
                  outcome,
                  because.isEmpty() ? "" : " because of " + String.join(", ", because)));
    } else if (!because.equals(expected.because().stream().sorted().toList())) {
      differences.add(
          "expected %s in the way, and it is %s"
              .formatted(named(expected.because()), named(because)));
    }
    expected
        .due()
        .forEach((name, due) -> {
          String is = due(verdict, ids.get(name));
          if (!is.equals(due)) {
            differences.add("expected %s due %s, and it is %s".formatted(name, due, is));
          }
        });
    return new Result(example.name(), example.place(), differences);
  }

  private static String named(List<String> names) {
    return names.isEmpty() ? "nothing" : String.join(", ", names.stream().sorted().toList());
  }

  private static String due(Verdict verdict, @Nullable FindingId finding) {
    return verdict.obligations().stream()
        .filter(obligation -> obligation.finding().equals(finding))
        .map(Obligation::deadline)
        .map(PolicyExamples::due)
        .findFirst()
        .orElse("never");
  }

  private static String due(Deadline deadline) {
    return deadline.day().map(LocalDate::toString).orElse(deadline.holdsThrough().toString());
  }

  private static String name(Finding finding) {
    return switch (finding) {
      case VulnerabilityFinding flaw -> flaw.flaw().value();
      case InspectionFinding seen -> seen.rule().id();
      case ConditionFinding condition ->
          condition.subject().isEmpty()
              ? condition.condition().id()
              : condition.condition().id() + " " + condition.subject();
      case GapFinding gap -> gap.gap().code();
    };
  }
}
