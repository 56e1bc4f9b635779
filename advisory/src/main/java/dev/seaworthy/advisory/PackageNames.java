package dev.seaworthy.advisory;

import java.util.Locale;
import java.util.regex.Pattern;

/// The normal spelling of package names, where an ecosystem takes several spellings for the same
/// package. Databases are keyed by it, and lookups go through it.
public final class PackageNames {

  private static final Pattern PEP_503_RUN = Pattern.compile("[-_.]+");

  private PackageNames() {}

  /// @param ecosystem OSV's word, with or without a release behind a colon
  public static String normalise(String ecosystem, String name) {
    return switch (family(ecosystem)) {
      // PEP 503: runs of -, _ and . are one hyphen, case doesn't matter.
      case "PyPI" -> isPlain(name) ? name : PEP_503_RUN.matcher(lower(name)).replaceAll("-");
      case "NuGet", "Packagist", "GitHub Actions", "VSCode" -> lower(name);
      // Host names and GitHub's owner and repository don't distinguish case.
      case "SwiftURL" -> lower(stripSuffix(name, ".git"));
      default -> name;
    };
  }

  /// An ecosystem's name without its release: `Debian` of `Debian:12`.
  public static String family(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!isPlain) {
        return false;
      }
    }
    return true;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String stripSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
