package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.PackageNames;
import dev.seaworthy.advisory.Statements;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Says why a flaw is matched or not: the statements considered, the comparison made, the one that
/// won, and the snapshot's word.
public final class Explainer {

  /// Ids linked with each other; more than this is no flaw's.
  private static final int IDS_MAX = 1_000;

  private final AdvisoryDatabase database;
  private final Subscriptions subscriptions;

  /// @param subscriptions the channels that the operator has beside the public ones
  public Explainer(AdvisoryDatabase database, Subscriptions subscriptions) {
    this.database = database;
    this.subscriptions = subscriptions;
  }

  /// @param asked any id of the flaw, or of a bulletin
  public Explanation explain(Inventory inventory, AdvisoryId asked) {
    Set<AdvisoryId> ids = new TreeSet<>();
    Set<Explanation.NamedPackage> named = new TreeSet<>();
    follow(asked, ids, named);
    ComponentMatcher components = new ComponentMatcher(database, true);
    Targets targets = new Targets(database, inventory.distributionOrNull(), subscriptions);
    Matcher.Owners owners = new Matcher.Owners(database, inventory, targets);
    List<Match> matches = new ArrayList<>();
    List<Explanation.Considered> considered = new ArrayList<>();
    List<Explanation.UncoveredComponent> uncovered = new ArrayList<>();
    Set<Explanation.NamedPackage> elsewhere = new TreeSet<>(named);
    for (int i = 0; i < inventory.components().size(); i++) {
      Component component = inventory.components().get(i);
      List<Target> places = targets.of(component);
      if (places.isEmpty() && isNamedElsewhere(component, named)) {
        uncovered.add(new Explanation.UncoveredComponent(component, targets.lastReason()));
      }
      if (isConcerned(places, named)) {
        for (Target place : places) {
          elsewhere.remove(name(place));
        }
        List<Match> found = concerning(ids, components.matches(component, places, owners.of(i)));
        matches.addAll(found);
        consider(component, places, ids, found, considered);
      }
    }
    matches.sort(null);
    considered.sort(null);
    uncovered.sort(null);
    return new Explanation(
        asked,
        List.copyOf(ids),
        database.flaw(asked).orElse(null),
        matches,
        considered,
        List.copyOf(elsewhere),
        uncovered,
        database.info());
  }

  /// Collects the ids that statements link with the one asked for, and the packages they name.
  private void follow(AdvisoryId asked, Set<AdvisoryId> ids, Set<Explanation.NamedPackage> named) {
    Deque<AdvisoryId> open = new ArrayDeque<>(List.of(asked));
    ids.add(asked);
    for (AdvisoryId id = open.poll(); id != null; id = open.poll()) {
      for (Advisory advisory : database.byId(id)) {
        named.add(new Explanation.NamedPackage(advisory.ecosystem(), advisory.packageName()));
        boolean isOfOneFlaw = advisory.upstream().size() < 2;
        for (AdvisoryId linked : isOfOneFlaw ? advisory.allIds() : List.<AdvisoryId>of()) {
          if (ids.size() < IDS_MAX && ids.add(linked)) {
            open.add(linked);
          }
        }
      }
    }
  }

  private static Explanation.NamedPackage name(Target place) {
    return new Explanation.NamedPackage(
        place.ecosystem(), PackageNames.normalise(place.ecosystem(), place.packageName()));
  }

  private static boolean isConcerned(List<Target> places, Set<Explanation.NamedPackage> named) {
    return places.stream().anyMatch(place -> named.contains(name(place)));
  }

  /// Whether statements name this component's package somewhere, though not where it could be
  /// looked up: in another release of the distribution, say.
  private static boolean isNamedElsewhere(
      Component component, Set<Explanation.NamedPackage> named) {
    Component.SourcePackage source = component.source();
    return named.stream()
        .map(Explanation.NamedPackage::packageName)
        .anyMatch(name ->
            name.equals(component.name())
                || name.equals(component.qualifiedName())
                || (source != null && name.equals(source.name())));
  }

  /// Those that are about the flaw, or about one of the bulletin's flaws where a bulletin was asked
  /// for.
  private static List<Match> concerning(Set<AdvisoryId> ids, List<Match> all) {
    return all.stream()
        .filter(match ->
            ids.contains(match.flaw())
                || match.aliases().stream().anyMatch(ids::contains)
                || ids.contains(match.advisory().id())
                || match.others().stream().map(Advisory::id).anyMatch(ids::contains))
        .toList();
  }

  private void consider(
      Component component,
      List<Target> places,
      Set<AdvisoryId> ids,
      List<Match> found,
      List<Explanation.Considered> considered) {
    for (Target place : places) {
      Statements at = database.statements(place.ecosystem(), place.packageName());
      StatementJudge judge = new StatementJudge(at, place);
      while (at.next()) {
        Advisory advisory = at.advisory();
        if (advisory.allIds().stream().anyMatch(ids::contains)) {
          Judgement judgement = Judgement.of(at, judge, judge.judge());
          Explanation.Considered one =
              new Explanation.Considered(
                  component,
                  advisory,
                  judgement.status(),
                  judgement.words(),
                  found.stream().anyMatch(match -> match.advisory().equals(advisory)));
          // A package and its source package may have one name.
          if (!considered.contains(one)) {
            considered.add(one);
          }
        }
      }
    }
  }
}
