package dev.seaworthy.advisory.version;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version as Maven 3.9's `ComparableVersion` sees it: numbers, qualifiers, and lists in lists
/// that a hyphen or a change between digits and letters opens. To Maven nothing is invalid.
///
/// Maven's comparison is no total order: `1-alpha` < `1` < `1.sp.1` < `1-alpha`, since a qualifier
/// between dots meets a nested list. So versions are compared item by item, as Maven does, and no
/// [SortKey] can be written.
final class MavenVersion implements ParsedVersion {

  /// `sp` and unknown words come after the release, the other known ones before.
  private static final int RELEASE = 5;

  private static final int UNKNOWN = 7;
  private static final int LONG_DIGITS = 18;

  private final VersionScheme scheme;
  private final String text;
  private final Items items;

  private MavenVersion(VersionScheme scheme, String text, Items items) {
    this.scheme = scheme;
    this.text = text;
    this.items = items;
  }

  static ParsedVersion parse(VersionScheme scheme, String text) {
    return new MavenVersion(scheme, text, new Reader(Scan.toLowerCase(text)).read());
  }

  @Override
  public VersionScheme scheme() {
    return scheme;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public VersionOrder order(ParsedVersion other) {
    if (other instanceof MavenVersion maven) {
      return VersionOrder.Certain.of(compareLists(items, maven.items));
    }
    return ParsedVersion.orderUnless(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MavenVersion maven && text.equals(maven.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return scheme.id() + ":" + text;
  }

  private sealed interface Item permits WholeNumber, Qualifier, Items {
    /// Whether it counts as absent at the end of a list.
    boolean isNull();
  }

  /// @param value of at most 18 digits
  /// @param digits without leading zeros when there are more, else empty
  private record WholeNumber(long value, String digits) implements Item {

    static WholeNumber of(String text, int from, int to) {
      int start = from;
      while (start < to - 1 && text.charAt(start) == '0') {
        start++;
      }
      return to - start <= LONG_DIGITS
          ? new WholeNumber(start == to ? 0 : Long.parseLong(text, start, to, 10), "")
          : new WholeNumber(Long.MAX_VALUE, text.substring(start, to));
    }

    @Override
    public boolean isNull() {
      return value == 0;
    }

    int compare(WholeNumber other) {
      if (value != other.value || digits.isEmpty()) {
        return Long.compare(value, other.value);
      }
      int byLength = Integer.compare(digits.length(), other.digits.length());
      return byLength != 0 ? byLength : digits.compareTo(other.digits);
    }
  }

  /// @param rank among the known words, in Maven's order
  /// @param word an unknown word, else empty
  private record Qualifier(int rank, String word) implements Item {

    static Qualifier of(String word, boolean beforeDigit) {
      String known = beforeDigit ? unabbreviated(word) : word;
      int rank =
          switch (known) {
            case "alpha" -> 0;
            case "beta" -> 1;
            case "milestone" -> 2;
            case "rc", "cr" -> 3;
            case "snapshot" -> 4;
            case "", "ga", "final", "release" -> RELEASE;
            case "sp" -> 6;
            default -> UNKNOWN;
          };
      return new Qualifier(rank, rank == UNKNOWN ? known : "");
    }

    /// `a1` is `alpha-1`, but `a` alone is a word of its own.
    private static String unabbreviated(String word) {
      return switch (word) {
        case "a" -> "alpha";
        case "b" -> "beta";
        case "m" -> "milestone";
        default -> word;
      };
    }

    @Override
    public boolean isNull() {
      return rank == RELEASE;
    }

    int compare(Qualifier other) {
      return rank != other.rank ? Integer.compare(rank, other.rank) : word.compareTo(other.word);
    }
  }

  private static final class Items implements Item {
    private final List<Item> items = new ArrayList<>(4);

    @Override
    public boolean isNull() {
      return items.isEmpty();
    }

    @Nullable Item at(int place) {
      return place < items.size() ? items.get(place) : null;
    }

    /// Drops what counts as absent before the end and before nested lists.
    void normalize() {
      for (int i = items.size() - 1; i >= 0; i--) {
        Item item = items.get(i);
        if (item.isNull()) {
          items.remove(i);
        } else if (!(item instanceof Items)) {
          return;
        }
      }
    }
  }

  private static int compareLists(Items one, Items other) {
    int count = Math.max(one.items.size(), other.items.size());
    for (int i = 0; i < count; i++) {
      int result = compare(one.at(i), other.at(i));
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  /// A number is above a list, a list above a qualifier.
  private static int compare(@Nullable Item one, @Nullable Item other) {
    if (one == null || other == null) {
      return one == null
          ? (other == null ? 0 : -compareWithNothing(other))
          : compareWithNothing(one);
    }
    if (one instanceof WholeNumber number) {
      return other instanceof WholeNumber another ? number.compare(another) : 1;
    }
    if (one instanceof Qualifier qualifier) {
      return other instanceof Qualifier another ? qualifier.compare(another) : -1;
    }
    if (other instanceof Items list) {
      return compareLists((Items) one, list);
    }
    return other instanceof Qualifier ? 1 : -1;
  }

  private static int compareWithNothing(Item item) {
    if (item instanceof WholeNumber number) {
      return number.isNull() ? 0 : 1;
    }
    if (item instanceof Qualifier qualifier) {
      return Integer.compare(qualifier.rank, RELEASE);
    }
    List<Item> items = ((Items) item).items;
    for (int i = 0; i < items.size(); i++) {
      int result = compareWithNothing(items.get(i));
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  /// Cuts the text into items. Each list that is opened stays open to the end of the text.
  private static final class Reader {
    private final String text;
    private final List<Items> lists = new ArrayList<>();
    private Items list = new Items();
    private boolean inDigits;
    private int start;

    Reader(String text) {
      this.text = text;
      lists.add(list);
    }

    Items read() {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '.' || c == '-') {
          list.items.add(i == start ? new WholeNumber(0, "") : item(i));
          start = i + 1;
          if (c == '-') {
            openList();
          }
        } else if (Scan.isDigit(c)) {
          if (!inDigits && i > start) {
            openListForQualifier();
            list.items.add(Qualifier.of(text.substring(start, i), true));
            start = i;
            openList();
          }
          inDigits = true;
        } else {
          if (inDigits && i > start) {
            list.items.add(item(i));
            start = i;
            openList();
          }
          inDigits = false;
        }
      }
      if (text.length() > start) {
        openListForQualifier();
        list.items.add(item(text.length()));
      }
      for (int i = lists.size() - 1; i >= 0; i--) {
        lists.get(i).normalize();
      }
      return lists.getFirst();
    }

    /// `.x1` and a last `.x` are read as `-x1` and `-x`.
    private void openListForQualifier() {
      if (!inDigits && !list.items.isEmpty()) {
        openList();
      }
    }

    private void openList() {
      Items inner = new Items();
      list.items.add(inner);
      lists.add(inner);
      list = inner;
    }

    private Item item(int end) {
      return inDigits
          ? WholeNumber.of(text, start, end)
          : Qualifier.of(text.substring(start, end), false);
    }
  }
}
