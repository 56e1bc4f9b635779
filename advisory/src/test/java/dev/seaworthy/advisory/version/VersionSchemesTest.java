package dev.seaworthy.advisory.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.RepositoryRoot;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionSchemesTest {

  @ParameterizedTest
  @CsvSource({
    "Debian:12, DPKG",
    "Ubuntu:22.04:LTS, DPKG",
    "Ubuntu:Pro:18.04:LTS, DPKG",
    "Alpine:v3.20, APK",
    "Alpine, APK",
    "Wolfi, APK",
    "Chainguard, APK",
    "AlmaLinux:9, RPM",
    "Rocky Linux:9, RPM",
    "Red Hat:enterprise_linux:9::baseos, RPM",
    "SUSE:Linux Enterprise Server 15 SP5, RPM",
    "openSUSE:Leap 15.5, RPM",
    "Azure Linux:3, RPM",
    "Photon OS:5.0, RPM",
    "openEuler:24.03-LTS, RPM",
    "Mageia:9, RPM",
    "npm, SEMVER",
    "crates.io, SEMVER",
    "Hex, SEMVER",
    "SwiftURL, SEMVER",
    "DHI, SEMVER",
    "Go, GO",
    "Maven, MAVEN",
    "PyPI, PEP440",
    "RubyGems, RUBYGEMS",
    "NuGet, NUGET",
    "Packagist, COMPOSER",
    "Pub, PUB",
    "Bitnami, BITNAMI",
    "GitHub Actions, GITHUB_ACTIONS",
    "Hackage, HACKAGE",
    "CRAN, CRAN",
    "Root:Debian:12, DPKG",
    "Root:PyPI, PEP440",
    "Root, GENERIC",
    "Android, GENERIC",
    "no such ecosystem, GENERIC"
  })
  void anEcosystemsNameTellsItsOrdering(String ecosystem, VersionScheme scheme) {
    assertThat(VersionSchemes.forEcosystem(ecosystem)).isEqualTo(scheme);
  }

  @Test
  void gosStandardLibraryIsVersionedAsTheToolchainIs() {
    assertThat(VersionSchemes.forPackage("Go", "stdlib")).isEqualTo(VersionScheme.GO_TOOLCHAIN);
    assertThat(VersionSchemes.forPackage("Go", "toolchain")).isEqualTo(VersionScheme.GO_TOOLCHAIN);
    assertThat(VersionSchemes.forPackage("Go", "golang.org/x/net")).isEqualTo(VersionScheme.GO);
    assertThat(VersionSchemes.forPackage("npm", "stdlib")).isEqualTo(VersionScheme.SEMVER);
  }

  @Test
  void everyEcosystemOfTheSharedAdvisoriesHasAnOrderingOfItsOwn() throws Exception {
    Gates.run(
        "version order: ecosystems",
        Gates.shared("advisories/osv/ecosystems.txt"),
        list -> {
          var ecosystems = Files.readAllLines(list);
          assertThat(ecosystems)
              .allSatisfy(name ->
                  assertThat(VersionSchemes.forEcosystem(name))
                      .isNotEqualTo(VersionScheme.GENERIC));
          return ecosystems.size();
        });
  }

  @Test
  void theReferencePageNamesEveryScheme() throws Exception {
    String page =
        Files.readString(RepositoryRoot.find().resolve("docs/reference-version-orders.md"));

    for (VersionScheme scheme : VersionScheme.values()) {
      assertThat(page).contains("| `" + scheme.id() + "` |");
    }
  }

  @Test
  void idsAreUniqueSinceCacheKeysAreMadeOfThem() {
    assertThat(Arrays.stream(VersionScheme.values()).map(VersionScheme::id))
        .doesNotHaveDuplicates();
    assertThat(VersionScheme.values()).allMatch(scheme -> scheme.version() >= 1);
  }
}
