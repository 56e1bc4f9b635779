package dev.seaworthy.inventory.distribution;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one-line files by which distributions without `os-release` can be told. More specific files
/// come first: a CentOS image has `centos-release` and `redhat-release`, an Ubuntu image has
/// `debian_version`.
final class ReleaseFiles {

  private static final int FIRST_RANK = 10;

  private static final List<String> PATHS =
      List.of(
          "/etc/alpine-release",
          "/etc/rocky-release",
          "/etc/almalinux-release",
          "/etc/oracle-release",
          "/etc/centos-release",
          "/etc/fedora-release",
          "/etc/openEuler-release",
          "/etc/anolis-release",
          "/etc/alinux-release",
          "/etc/kylin-release",
          "/etc/opencloudos-release",
          "/etc/uos-release",
          "/etc/UnionTech-release",
          "/etc/photon-release",
          "/etc/mariner-release",
          "/etc/azurelinux-release",
          "/etc/SuSE-release",
          "/etc/system-release",
          "/etc/redhat-release",
          "/etc/arch-release",
          "/etc/gentoo-release",
          "/etc/debian_version");

  /// How a distribution begins its release line, and its identifier in `os-release`.
  private record Product(String beginning, String id) {}

  private static final List<Product> PRODUCTS =
      List.of(
          new Product("Red Hat Enterprise Linux", "rhel"),
          new Product("CentOS", "centos"),
          new Product("Rocky Linux", "rocky"),
          new Product("AlmaLinux", "almalinux"),
          new Product("Oracle Linux", "ol"),
          new Product("Enterprise Linux Enterprise Linux", "ol"),
          new Product("Fedora", "fedora"),
          new Product("Amazon Linux", "amzn"),
          new Product("openEuler", "openeuler"),
          new Product("Anolis OS", "anolis"),
          new Product("Alibaba Cloud Linux", "alinux"),
          new Product("Alibaba Group Enterprise Linux", "alinux"),
          new Product("Kylin Linux", "kylin"),
          new Product("OpenCloudOS", "opencloudos"),
          new Product("TencentOS", "tencentos"),
          new Product("UnionTech OS", "uos"),
          new Product("VMware Photon", "photon"),
          new Product("CBL-Mariner", "mariner"),
          new Product("Microsoft Azure Linux", "azurelinux"),
          new Product("Azure Linux", "azurelinux"),
          new Product("SUSE Linux Enterprise", "sles"),
          new Product("openSUSE", "opensuse"),
          new Product("Gentoo", "gentoo"));

  private static final Pattern VERSION =
      Pattern.compile("\\bV?(\\d+(?:\\.\\d+)*)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODENAME = Pattern.compile("\\(([^()]+)\\)");

  private ReleaseFiles() {}

  static List<String> paths() {
    return PATHS;
  }

  static int rank(String path) {
    return FIRST_RANK + PATHS.indexOf(path);
  }

  /// The distribution that the file's first line tells; none when it tells none that we know.
  static List<Distribution> read(String path, FileContent content, Limits limits)
      throws IOException {
    String line = firstLine(content, limits);
    return switch (path) {
      case "/etc/arch-release" -> List.of(distribution("arch", "", "", "Arch Linux", path));
      case "/etc/alpine-release" ->
          line.isEmpty()
              ? List.of()
              : List.of(distribution("alpine", line, "", "Alpine Linux " + line, path));
      case "/etc/debian_version" -> debian(line, path);
      default -> product(line, path);
    };
  }

  /// `12.5`, or `trixie/sid` before a release.
  private static List<Distribution> debian(String line, String path) {
    if (line.isEmpty()) {
      return List.of();
    }
    if (Character.isDigit(line.charAt(0))) {
      int dot = line.indexOf('.');
      String major = dot < 0 ? line : line.substring(0, dot);
      return List.of(distribution("debian", major, "", "Debian GNU/Linux " + line, path));
    }
    int slash = line.indexOf('/');
    String codename = (slash < 0 ? line : line.substring(0, slash)).toLowerCase(Locale.ROOT);
    return List.of(distribution("debian", "", codename, "Debian GNU/Linux " + line, path));
  }

  private static List<Distribution> product(String line, String path) {
    for (Product product : PRODUCTS) {
      if (line.regionMatches(true, 0, product.beginning, 0, product.beginning.length())) {
        Matcher version = VERSION.matcher(line);
        Matcher codename = CODENAME.matcher(line);
        return List.of(
            distribution(
                product.id,
                version.find() ? version.group(1) : "",
                codename.find() ? codename.group(1).toLowerCase(Locale.ROOT) : "",
                line,
                path));
      }
    }
    return List.of();
  }

  private static Distribution distribution(
      String id, String version, String codename, String prettyName, String path) {
    return new Distribution(id, version, codename, prettyName, List.of(), path);
  }

  private static String firstLine(FileContent content, Limits limits) throws IOException {
    try (Lines lines = Lines.of(content, limits)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          return line.strip();
        }
      }
    }
    return "";
  }
}
