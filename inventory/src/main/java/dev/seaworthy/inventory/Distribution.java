package dev.seaworthy.inventory;

import java.util.List;

/// The operating-system distribution of an image, as its own files say (os-release(5) and its
/// fallbacks).
///
/// @param id lower-case identifier such as `debian`, `alpine`, `rhel`
/// @param versionId such as `12` or `3.20.1`; empty for rolling distributions
/// @param codename such as `bookworm`, or empty
/// @param prettyName for people
/// @param idLike related distributions, closest first
/// @param evidence the path of the file that told
public record Distribution(
    String id,
    String versionId,
    String codename,
    String prettyName,
    List<String> idLike,
    String evidence) {

  public Distribution {
    idLike = List.copyOf(idLike);
  }

  /// The value of purl's `distro` qualifier, such as `debian-12`; the code name stands in for the
  /// version of a distribution that isn't released yet.
  public String purlQualifier() {
    String release = versionId.isEmpty() ? codename : versionId;
    return release.isEmpty() ? id : id + "-" + release;
  }
}
