package dev.seaworthy.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.oracle.DpkgOracle.InstalledPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DpkgInstalledTest {
  private static final String STATUS =
      """
      Package: zlib1g
      Status: install ok installed
      Architecture: amd64
      Source: zlib
      Version: 1:1.2.13.dfsg-1
      Maintainer: A <a@example.org>
      Description: compression

      Package: gone
      Status: deinstall ok config-files
      Architecture: all
      Version: 1.0-1
      Maintainer: A <a@example.org>
      Description: removed

      Package: libgcc-s1
      Status: install ok installed
      Architecture: amd64
      Source: gcc-12 (12.2.0-14)
      Version: 12.2.0-14+b1
      Maintainer: A <a@example.org>
      Description: runtime
      """;

  @TempDir Path root;

  @Test
  void listsInstalledPackagesWithTheirSourceAndLeavesOutRemovedOnes() throws Exception {
    Path database = Files.createDirectories(root.resolve("var/lib/dpkg"));
    Files.createDirectories(database.resolve("info"));
    Files.writeString(database.resolve("status"), STATUS);

    Gates.run(
        "oracle dpkg",
        Gates.tool("dpkg-query"),
        path -> {
          List<InstalledPackage> installed = DpkgOracle.installed(root);
          assertThat(installed)
              .containsExactlyInAnyOrder(
                  new InstalledPackage(
                      "zlib1g", "1:1.2.13.dfsg-1", "amd64", "zlib", "1:1.2.13.dfsg-1"),
                  new InstalledPackage(
                      "libgcc-s1", "12.2.0-14+b1", "amd64", "gcc-12", "12.2.0-14"));
          return installed.size();
        });
  }

  @Test
  void refusesARootWithoutADpkgDatabase() {
    assertThatThrownBy(() -> DpkgOracle.installed(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("var/lib/dpkg");
  }
}
