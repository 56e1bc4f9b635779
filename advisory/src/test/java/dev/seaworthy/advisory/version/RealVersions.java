package dev.seaworthy.advisory.version;

import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Versions that people gave to what they released: those of the published orders, and those that
/// the shared advisories name, where they are at hand.
final class RealVersions {

  /// Enough of an archive's records to meet every habit.
  private static final int RECORDS_MAX = 2_500;

  private static final Pattern OSV_BOUND =
      Pattern.compile("\"(?:introduced|fixed|last_affected)\"\\s*:\\s*\"([^\"\\\\]+)\"");

  private static final Pattern OSV_VERSIONS =
      Pattern.compile("\"versions\"\\s*:\\s*\\[([^\\]]*)\\]");

  private static final Pattern SECFIX = Pattern.compile("\"([^\"\\\\]+)\"\\s*:\\s*\\[");
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]+)\"");

  private RealVersions() {}

  /// The versions of a scheme in a fixed order.
  static List<String> of(VersionScheme scheme) {
    TreeSet<String> versions = new TreeSet<>(PublishedOrder.of(scheme).versions());
    for (String archive : archives(scheme)) {
      Path path = RepositoryRoot.shared().resolve("advisories").resolve(archive);
      if (Files.exists(path)) {
        read(path, versions);
      }
    }
    return List.copyOf(versions);
  }

  private static List<String> archives(VersionScheme scheme) {
    return switch (scheme) {
      case DPKG -> List.of("osv/Debian/all.zip", "osv/Ubuntu/all.zip");
      case RPM -> List.of("osv/AlmaLinux/all.zip", "osv/Rocky Linux/all.zip");
      case PACMAN -> List.of("osv/Rocky Linux/all.zip", "osv/Ubuntu/all.zip");
      case APK, PORTAGE -> List.of("alpine/secdb.zip");
      case SEMVER -> List.of("osv/npm/all.zip", "osv/crates.io/all.zip");
      case GO, GO_TOOLCHAIN -> List.of("osv/Go/all.zip");
      case PUB -> List.of("osv/Pub/all.zip");
      case GITHUB_ACTIONS -> List.of("osv/GitHub Actions/all.zip");
      case BITNAMI -> List.of("osv/Bitnami/all.zip");
      case MAVEN -> List.of("osv/Maven/all.zip");
      case PEP440, CONDA -> List.of("osv/PyPI/all.zip");
      case RUBYGEMS -> List.of("osv/RubyGems/all.zip");
      case NUGET -> List.of("osv/NuGet/all.zip");
      case COMPOSER -> List.of("osv/Packagist/all.zip");
      case HACKAGE -> List.of("osv/Hackage/all.zip");
      case CRAN -> List.of();
      case GENERIC -> List.of("osv/DHI/all.zip");
    };
  }

  private static void read(Path archive, Set<String> versions) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> entries = zip.stream().filter(e -> !e.isDirectory()).toList();
      int step = Math.max(1, entries.size() / RECORDS_MAX);
      for (int i = 0; i < entries.size(); i += step) {
        try (InputStream in = zip.getInputStream(entries.get(i))) {
          collect(new String(in.readAllBytes(), StandardCharsets.UTF_8), versions);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + archive, e);
    }
  }

  private static void collect(String record, Set<String> versions) {
    if (record.contains("\"secfixes\"")) {
      collect(SECFIX, record, versions);
      return;
    }
    collect(OSV_BOUND, record, versions);
    Matcher lists = OSV_VERSIONS.matcher(record);
    while (lists.find()) {
      collect(TEXT, lists.group(1), versions);
    }
  }

  private static void collect(Pattern pattern, String text, Set<String> versions) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      versions.add(matcher.group(1));
    }
  }
}
