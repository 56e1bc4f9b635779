package dev.seaworthy.verdict;

/// The policies that come with the program.
public final class BuiltInPolicies {

  private BuiltInPolicies() {}

  /// What holds when nothing else is asked for: refuses from High on, by CVSS v3 and then what
  /// there is, with advisory data of at most seven days.
  public static Policy standard() {
    return PolicyReader.builtIn("default");
  }
}
