package dev.seaworthy.advisory;

import java.util.List;

/// Statements that are in memory already.
final class ListedStatements implements Statements {

  private final List<Advisory> advisories;
  private int at = -1;

  ListedStatements(List<Advisory> advisories) {
    this.advisories = List.copyOf(advisories);
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
    return advisory().source();
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
  public List<AffectedRange> ranges() {
    return advisory().ranges();
  }

  @Override
  public List<String> versions() {
    return advisory().versions();
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
