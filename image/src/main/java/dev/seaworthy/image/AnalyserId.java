package dev.seaworthy.image;

/// Names an analyser and the version of what it finds; both go into cache keys and evidence.
/// Whoever changes what an analyser yields raises its version.
public record AnalyserId(String name, int version) implements Comparable<AnalyserId> {

  @Override
  public int compareTo(AnalyserId other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : Integer.compare(version, other.version);
  }

  @Override
  public String toString() {
    return name + "@" + version;
  }
}
