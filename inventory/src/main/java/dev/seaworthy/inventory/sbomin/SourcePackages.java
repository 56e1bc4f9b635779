package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.PackageUrl;
import org.jspecify.annotations.Nullable;

/// Finds the source package that a system package was built from.
final class SourcePackages {

  private static final String SOURCE_RPM = ".src.rpm";

  private SourcePackages() {}

  /// By our own notes, by what the document says apart, or by the purl's `upstream`.
  ///
  /// @param version the component's own
  static @Nullable SourcePackage of(Claim claim, PackageUrl purl, String version) {
    String noted = claim.notes().getOrDefault("sourceName", "");
    if (!noted.isEmpty()) {
      return new SourcePackage(noted, claim.notes().getOrDefault("sourceVersion", ""));
    }
    if (!claim.source().name().isEmpty()) {
      String told = claim.source().version();
      return new SourcePackage(claim.source().name(), told.isEmpty() ? version : told);
    }
    String upstream = purl.qualifiers().getOrDefault("upstream", "");
    if (upstream.endsWith(SOURCE_RPM)) {
      return ofFile(upstream.substring(0, upstream.length() - SOURCE_RPM.length()), version);
    }
    if (upstream.isEmpty()) {
      return null;
    }
    int at = upstream.lastIndexOf('@');
    return at > 0
        ? new SourcePackage(upstream.substring(0, at), upstream.substring(at + 1))
        : new SourcePackage(upstream, version);
  }

  /// `bash-5.1.8-6.el9`: name, version and release.
  private static SourcePackage ofFile(String file, String version) {
    int release = file.lastIndexOf('-');
    int number = release <= 0 ? -1 : file.lastIndexOf('-', release - 1);
    return number <= 0
        ? new SourcePackage(file, version)
        : new SourcePackage(file.substring(0, number), file.substring(number + 1));
  }
}
