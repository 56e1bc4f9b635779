package dev.seaworthy.advisory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Statements that are in memory already.
final class ListedStatements implements Statements {

  private final List<Advisory> advisories;
  private final List<String> versions = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private int at = -1;

  ListedStatements(List<Advisory> advisories) {
    this.advisories = List.copyOf(advisories);
    for (Advisory advisory : advisories) {
      for (AffectedRange range : advisory.ranges()) {
        number(range.introduced());
        number(range.fixed());
        number(range.lastAffected());
      }
      advisory.versions().forEach(this::number);
    }
  }

  private void number(String version) {
    if (numbers.putIfAbsent(version, versions.size()) == null) {
      versions.add(version);
    }
  }

  private int numberOf(String version) {
    return version.isEmpty() ? NO_VERSION : numbers.getOrDefault(version, NO_VERSION);
  }

  @Override
  public int versionCount() {
    return versions.size();
  }

  @Override
  public String version(int number) {
    return versions.get(number);
  }

  @Override
  public boolean next() {
    if (at + 1 >= advisories.size()) {
      return false;
    }
    at++;
    return true;
  }

  @Override
  public String source() {
    return advisory().source().intern();
  }

  @Override
  public Advisory.Statement statement() {
    return advisory().statement();
  }

  @Override
  public boolean isWithdrawn() {
    return advisory().isWithdrawn();
  }

  @Override
  public int rangeCount() {
    return advisory().ranges().size();
  }

  @Override
  public int introduced(int range) {
    String introduced = advisory().ranges().get(range).introduced();
    return introduced.equals(AffectedRange.FIRST) ? NO_VERSION : numberOf(introduced);
  }

  @Override
  public int fixed(int range) {
    return numberOf(advisory().ranges().get(range).fixed());
  }

  @Override
  public int lastAffected(int range) {
    return numberOf(advisory().ranges().get(range).lastAffected());
  }

  @Override
  public int listedCount() {
    return advisory().versions().size();
  }

  @Override
  public int listed(int place) {
    return numberOf(advisory().versions().get(place));
  }

  @Override
  public boolean carries(AdvisoryId id) {
    return advisory().allIds().contains(id);
  }

  @Override
  public List<AdvisoryId> flaws() {
    return advisory().flaws();
  }

  @Override
  public Advisory advisory() {
    return advisories.get(at);
  }
}
