package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.rulebook.rating.FlawRating;
import dev.seaworthy.verdict.VulnerabilityFinding.FlawedComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Makes the findings of a survey: malware and secrets, matches grouped by flaw and component
/// class, failed checks, conditions, gaps.
///
/// @param all in the order in which to fix them
/// @param notAffected the matches that deny a flaw of which there is no finding, sorted
record Findings(List<Finding> all, List<Match> notAffected) {

  private static final Comparator<VulnerabilityFinding> FIRST_TO_FIX =
      Comparator.comparing(VulnerabilityFinding::effective)
          .thenComparing(VulnerabilityFinding::standing)
          .thenComparing(
              Comparator.comparingInt(
                      (VulnerabilityFinding finding) -> finding.rating().scoreTenths().orElse(-1))
                  .reversed())
          .thenComparing(finding -> !finding.isFixable())
          .thenComparing(VulnerabilityFinding::packageName)
          .thenComparing(VulnerabilityFinding::flaw, EarliestId.ORDER)
          .thenComparing(VulnerabilityFinding::componentClass);

  /// What findings are grouped by.
  private record Key(AdvisoryId earliest, ComponentClass component) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byFlaw = EarliestId.ORDER.compare(earliest, other.earliest);
      return byFlaw != 0 ? byFlaw : component.compareTo(other.component);
    }
  }

  /// A match, with the component as it lies in one of its places.
  private record Placed(Match match, Component there) {
    Optional<Standing> standing() {
      return Standing.of(match);
    }
  }

  static Findings of(Survey survey, Policy policy) {
    List<Match> matches = survey.matches().stream().sorted().toList();
    FlawRatings rater = new FlawRatings(policy);
    List<VulnerabilityFinding> vulnerabilities = new ArrayList<>();
    // By identity: the hash of a match would visit every file that its component owns.
    Set<Match> told = Collections.newSetFromMap(new IdentityHashMap<>());
    grouped(matches)
        .forEach((key, group) -> {
          if (group.stream().anyMatch(placed -> placed.standing().isPresent())) {
            vulnerabilities.add(vulnerability(survey, rater, key, group));
            group.forEach(placed -> told.add(placed.match()));
          }
        });
    vulnerabilities.sort(FIRST_TO_FIX);
    List<InspectionFinding> seen =
        InspectionFindings.of(survey.asset(), survey.inspection().observations());
    List<Finding> all = new ArrayList<>(vulnerabilities.size() + seen.size());
    seen.stream().filter(finding -> finding.subject() != Subject.CHECK).forEach(all::add);
    all.addAll(vulnerabilities);
    seen.stream().filter(finding -> finding.subject() == Subject.CHECK).forEach(all::add);
    all.addAll(Conditions.of(survey, policy));
    all.addAll(CustomRules.of(survey, policy, all));
    return new Findings(all, matches.stream().filter(match -> !told.contains(match)).toList());
  }

  private static Map<Key, List<Placed>> grouped(List<Match> matches) {
    Map<Key, List<Placed>> groups = new TreeMap<>();
    for (Match match : matches) {
      AdvisoryId earliest = EarliestId.of(match);
      ComponentClass.of(match.component())
          .forEach((component, there) ->
              groups
                  .computeIfAbsent(new Key(earliest, component), key -> new ArrayList<>())
                  .add(new Placed(match, there)));
    }
    return groups;
  }

  private static VulnerabilityFinding vulnerability(
      Survey survey, FlawRatings rater, Key key, List<Placed> group) {
    List<Placed> affected = group.stream().filter(placed -> placed.standing().isPresent()).toList();
    Match first = affected.getFirst().match();
    Optional<Flaw> text = survey.flaws().apply(first.flaw());
    Set<Severity> severities = severities(affected, text);
    FlawRating rating = rater.rate(severities);
    List<FlawedComponent> flawed = flawed(affected);
    return new VulnerabilityFinding(
        FindingId.ofVulnerability(survey.asset(), key.component(), key.earliest()),
        first.flaw(),
        aliases(first.flaw(), group),
        key.component(),
        packageName(first.component()),
        rating,
        beside(
            rating,
            rater.rateByOthers(severities),
            flawed,
            survey.enrichments().apply(first.flaw())),
        surest(affected),
        flawed,
        group.stream().map(Placed::match).toList(),
        text.map(Flaw::summary).orElse(""),
        text.map(Flaw::references).orElse(List.of()));
  }

  private static BesideRating beside(
      FlawRating rating,
      List<FlawRating> others,
      List<FlawedComponent> flawed,
      List<Enrichment> enrichments) {
    boolean hasFix =
        flawed.stream()
            .flatMap(component -> component.fixes().stream())
            .anyMatch(Fix.Available.class::isInstance);
    FlawRating forGrades =
        Stream.concat(Stream.of(rating), others.stream())
            .filter(each -> each.rule().reference().equals(FlawGrades.RULE))
            .findFirst()
            .orElse(rating);
    BesideRating ungraded = new BesideRating(others, null, enrichments);
    return FlawGrades.of(forGrades, ungraded.isKnownExploited(), hasFix)
        .map(grades -> new BesideRating(others, grades, enrichments))
        .orElse(ungraded);
  }

  private static Set<Severity> severities(List<Placed> affected, Optional<Flaw> text) {
    Set<Severity> severities = new TreeSet<>();
    for (Placed placed : affected) {
      severities.addAll(placed.match().advisory().severities());
      for (Advisory other : placed.match().others()) {
        severities.addAll(other.severities());
      }
    }
    text.ifPresent(flaw -> severities.addAll(flaw.severities()));
    return severities;
  }

  private static List<AdvisoryId> aliases(AdvisoryId flaw, List<Placed> group) {
    Set<AdvisoryId> aliases = new TreeSet<>(EarliestId.ORDER);
    for (Placed placed : group) {
      aliases.add(placed.match().flaw());
      aliases.addAll(placed.match().aliases());
    }
    aliases.remove(flaw);
    return List.copyOf(aliases);
  }

  private static Standing surest(List<Placed> affected) {
    Standing surest = Standing.UNIMPORTANT;
    for (Placed placed : affected) {
      Standing standing = placed.standing().orElseThrow();
      surest = standing.compareTo(surest) < 0 ? standing : surest;
    }
    return surest;
  }

  private static List<FlawedComponent> flawed(List<Placed> affected) {
    Map<Component, Set<Fix>> fixes = new TreeMap<>();
    for (Placed placed : affected) {
      Set<Fix> ofComponent =
          fixes.computeIfAbsent(placed.there(), component -> new LinkedHashSet<>());
      if (placed.match().status() instanceof MatchStatus.Affected(Fix fix)) {
        ofComponent.add(fix);
      }
    }
    List<FlawedComponent> components = new ArrayList<>(fixes.size());
    fixes.forEach((component, found) -> {
      List<Fix> ordered = new ArrayList<>(found);
      ordered.sort(Comparator.comparing(fix -> !(fix instanceof Fix.Available)));
      components.add(new FlawedComponent(component, ordered));
    });
    return components;
  }

  private static String packageName(Component component) {
    SourcePackage source = component.source();
    return source != null && ComponentClass.isSystemPackage(component)
        ? source.name()
        : component.qualifiedName();
  }
}
