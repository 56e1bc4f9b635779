package dev.seaworthy.advisory;

/// The id that a source gave its statement, such as `CVE-2021-44228`, `GHSA-jfh8-c2jp-5v3q` or
/// `DSA-5020-1`. Compared by text; [#rank] orders ids of the same flaw by how widely they are
/// known.
public record AdvisoryId(String value) implements Comparable<AdvisoryId> {

  /// 0 for CVE, 1 for GHSA, 2 for the others: the lower, the better the name for people.
  public int rank() {
    if (value.startsWith("CVE-")) {
      return 0;
    }
    return value.startsWith("GHSA-") ? 1 : 2;
  }

  @Override
  public int compareTo(AdvisoryId other) {
    int byRank = Integer.compare(rank(), other.rank());
    return byRank != 0 ? byRank : value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
