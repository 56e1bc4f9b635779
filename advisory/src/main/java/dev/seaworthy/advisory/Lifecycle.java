package dev.seaworthy.advisory;

import java.util.List;

/// Until when the releases of a product are supported, as a source says.
///
/// @param product the source's name for it, such as `debian` or `nodejs`
/// @param source such as `endoflife.date`
/// @param licence an SPDX id
/// @param asOf as of when, RFC 3339, or empty
/// @param identifiers by which components may be known to be it: purls without version, CPEs
/// @param releases newest first, as the source orders them
public record Lifecycle(
    String product,
    String source,
    String licence,
    String asOf,
    List<String> identifiers,
    List<Release> releases) {
  public Lifecycle {
    identifiers = List.copyOf(identifiers);
    releases = List.copyOf(releases);
  }

  /// A release line.
  ///
  /// @param name such as `12` or `3.20`
  /// @param codename or empty
  /// @param released the day, or empty
  /// @param activeSupportEnd [When] features and all bugs stop to be served
  /// @param endOfLife [When] the ordinary security support ends
  /// @param extendedSupportEnd [When] support that has to be asked for ends
  /// @param latest the last version of the line, or empty
  public record Release(
      String name,
      String codename,
      String released,
      When activeSupportEnd,
      When endOfLife,
      When extendedSupportEnd,
      String latest) {}

  /// A day, or a source's word where it has no day.
  ///
  /// @param word a day as `2028-06-30`, `yes` for over, `no` for not over, or empty for not said
  public record When(String word) {

    /// Not said.
    public static final When UNKNOWN = new When("");

    /// Whether a day is given.
    public boolean isDay() {
      return word.length() == 10;
    }
  }
}
