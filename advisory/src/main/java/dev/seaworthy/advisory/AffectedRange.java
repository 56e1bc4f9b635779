package dev.seaworthy.advisory;

/// Versions from one up to another in the ecosystem's own order, as in OSV.
///
/// @param introduced inclusive; [#FIRST] for every version from the first
/// @param fixed exclusive: the first version that isn't affected; empty when there is none
/// @param lastAffected inclusive upper end where no fixed version is known; empty when there is
///   none
public record AffectedRange(String introduced, String fixed, String lastAffected) {

  /// OSV's word for "before every version".
  public static final String FIRST = "0";

  /// Every version below one.
  public static AffectedRange before(String fixed) {
    return new AffectedRange(FIRST, fixed, "");
  }

  /// Every version there is.
  public static AffectedRange all() {
    return new AffectedRange(FIRST, "", "");
  }

  /// Whether it has no upper end.
  public boolean isOpen() {
    return fixed.isEmpty() && lastAffected.isEmpty();
  }
}
