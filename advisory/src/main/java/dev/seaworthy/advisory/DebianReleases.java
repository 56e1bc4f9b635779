package dev.seaworthy.advisory;

import java.util.Map;

/// Debian's releases: the tracker and os-release name them by code name, OSV by number.
public final class DebianReleases {

  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("woody", "3.0"),
          Map.entry("sarge", "3.1"),
          Map.entry("etch", "4"),
          Map.entry("lenny", "5"),
          Map.entry("squeeze", "6"),
          Map.entry("wheezy", "7"),
          Map.entry("jessie", "8"),
          Map.entry("stretch", "9"),
          Map.entry("buster", "10"),
          Map.entry("bullseye", "11"),
          Map.entry("bookworm", "12"),
          Map.entry("trixie", "13"),
          Map.entry("forky", "14"),
          Map.entry("duke", "15"));

  private DebianReleases() {}

  /// `Debian:12` for `bookworm`; a suite without a number keeps its name, as in `Debian:sid`.
  public static String ecosystem(String codename) {
    return "Debian:" + NUMBERS.getOrDefault(codename, codename);
  }
}
