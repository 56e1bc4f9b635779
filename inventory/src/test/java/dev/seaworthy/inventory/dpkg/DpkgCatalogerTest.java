package dev.seaworthy.inventory.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Licensed;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.RecordingSink;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgCatalogerTest extends CatalogerContract {

  private static final String BASH =
      """
      Package: bash
      Essential: yes
      Status: install ok installed
      Priority: required
      Maintainer: Matthias Klose <doko@debian.org>
      Architecture: amd64
      Multi-Arch: foreign
      Source: bash (5.2.15-2)
      Version: 5.2.15-2+b7
      Pre-Depends: libc6 (>= 2.36), libtinfo6 (>= 6)
      Depends: base-files (>= 2.1.12), debianutils (>= 5.6-0.1) | cdebconf
      Conffiles:
       /etc/bash.bashrc 89269e1298235f1b12b4c16e4065ad0d
       /etc/skel/.bashrc 1f98b8f3f3c8f8927eca945d59dcc1c6
      Description: GNU Bourne Again SHell
       Bash is an sh-compatible command language interpreter.
      Homepage: http://tiswww.case.edu/php/chet/bash/bashtop.html

      """;
  private static final String ZLIB =
      """
      Package: zlib1g
      Status: hold ok installed
      Architecture: amd64
      Source: zlib
      Version: 1:1.2.13.dfsg-1
      Description: compression library - runtime

      """;

  @Override
  protected Cataloger cataloger() {
    return new DpkgCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        Sample.of("/var/lib/dpkg/status", BASH + ZLIB),
        Sample.of(
            "/var/lib/dpkg/status.d/tzdata",
            "Package: tzdata\nVersion: 2024a-0+deb12u1\nArchitecture: all\n"),
        Sample.of("/var/lib/dpkg/info/bash.list", "/.\n/bin\n/bin/bash\n/etc\n/etc/skel\n"),
        Sample.of(
            "/usr/share/doc/bash/copyright",
            "See /usr/share/common-licenses/GPL-3 for the licence.\n"));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of(
        "/var/lib/dpkg/status", BASH + "Package: broken\nStatus: install ok installed\n\n" + ZLIB);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/var/lib/dpkg/status-old", "/srv/status", "/var/lib/dpkg/available");
  }

  @Test
  void readsAPackageWithAllThatDpkgKnowsOfIt() {
    Component bash = status(BASH + ZLIB).component("bash");

    assertThat(bash.version()).isEqualTo("5.2.15-2+b7");
    assertThat(bash.architecture()).isEqualTo("amd64");
    assertThat(bash.source()).isEqualTo(new SourcePackage("bash", "5.2.15-2"));
    assertThat(bash.depends())
        .containsExactly(
            "libc6 (>= 2.36)",
            "libtinfo6 (>= 6)",
            "base-files (>= 2.1.12)",
            "debianutils (>= 5.6-0.1) | cdebconf");
    assertThat(bash.properties())
        .containsEntry("dpkg:essential", "yes")
        .containsEntry("dpkg:multi-arch", "foreign")
        .containsEntry("maintainer", "Matthias Klose <doko@debian.org>");
  }

  @Test
  void keepsTheEpochAndTakesTheBinarysVersionWhereTheSourceNamesNone() {
    Component zlib = status(BASH + ZLIB).component("zlib1g");

    assertThat(zlib.version()).isEqualTo("1:1.2.13.dfsg-1");
    assertThat(zlib.source()).isEqualTo(new SourcePackage("zlib", "1:1.2.13.dfsg-1"));
    assertThat(zlib.purl()).isEqualTo("pkg:deb/zlib1g@1:1.2.13.dfsg-1");
  }

  @Test
  void leavesOutWhatWasRemoved() {
    RecordingSink sink =
        status(ZLIB.replace("hold ok installed", "deinstall ok config-files") + BASH);

    assertThat(sink.releases()).containsExactly("bash 5.2.15-2+b7");
    assertThat(sink.gaps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "half-installed",
        "unpacked",
        "half-configured",
        "triggers-awaited",
        "triggers-pending"
      })
  void saysWhenAPackageIsNeitherInstalledNorRemoved(String state) {
    RecordingSink sink = status(ZLIB.replace("hold ok installed", "install ok " + state) + BASH);

    assertThat(sink.releases()).containsExactly("bash 5.2.15-2+b7");
    assertThat(sink.gapCodes()).containsExactly(InventoryError.HALF_INSTALLED);
    assertThat(sink.gaps().getFirst().detail()).contains("zlib1g", state);
  }

  @Test
  void namesTheLineOfAnEntryThatItCantRead() {
    RecordingSink sink =
        status(
            BASH + "Package: bad name\nStatus: install ok installed\n" + "Version: 1\n\n" + ZLIB);

    assertThat(sink.releases()).containsExactly("bash 5.2.15-2+b7", "zlib1g 1:1.2.13.dfsg-1");
    assertThat(sink.gapCodes()).containsExactly(InventoryError.ENTRY_UNREADABLE);
    assertThat(sink.gaps().getFirst().detail()).contains("line 19", "bad name");
  }

  @Test
  void keepsAPackageWhoseEntryHasAStrayLineAndSaysSo() {
    RecordingSink sink = status(ZLIB.replace("Source:", "stray text\nSource:"));

    assertThat(sink.releases()).containsExactly("zlib1g 1:1.2.13.dfsg-1");
    assertThat(sink.gapCodes()).containsExactly(InventoryError.ENTRY_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Package: zlib1g\nStatus: install ok inst", "Package: zl", "P"})
  void saysWhenTheDatabaseEndsInTheMiddle(String rest) {
    RecordingSink sink = status(BASH + rest);

    assertThat(sink.releases()).containsExactly("bash 5.2.15-2+b7");
    assertThat(sink.gapCodes()).contains(InventoryError.DATABASE_UNREADABLE);
  }

  @Test
  void saysWhenTheDatabaseEndsBetweenTheLinesOfAnEntry() {
    RecordingSink sink = status(BASH + "Package: z\nStatus: install ok installed\nVersion: 1\n");

    assertThat(sink.gapCodes()).containsExactly(InventoryError.DATABASE_UNREADABLE);
  }

  @Test
  void saysWhenTheDatabaseIsLargerThanItsLimit() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            DpkgCataloger.STATUS,
            (BASH + ZLIB).getBytes(UTF_8),
            Limits.defaults().with(Limit.METADATA_BYTES, 100));

    assertThat(sink.gapCodes()).containsExactly(InventoryError.DATABASE_UNREADABLE);
    assertThat(sink.gaps().getFirst().detail()).contains("metadata-bytes");
  }

  @Test
  void readsDistrolessFilesWithoutAStatus() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            "/var/lib/dpkg/status.d/libssl3",
            """
            Package: libssl3
            Source: openssl
            Version: 3.0.11-1~deb12u2
            Architecture: amd64
            Description: Secure Sockets Layer toolkit
            """
                .getBytes(UTF_8));

    assertThat(sink.releases()).containsExactly("libssl3 3.0.11-1~deb12u2");
    assertThat(sink.found().getFirst().method()).isEqualTo("dpkg status.d");
    assertThat(sink.gaps()).isEmpty();
  }

  @Test
  void readsTheFilesOfDistrolessPackages() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            "/var/lib/dpkg/status.d/libssl3.md5sums",
            "d41d8cd98f00b204e9800998ecf8427e  usr/lib/libssl.so.3\n".getBytes(UTF_8));

    assertThat(sink.facts())
        .containsExactly(new Owns("deb", "libssl3", List.of("/usr/lib/libssl.so.3")));
  }

  @Test
  void tellsFilesFromTheirDirectories() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            "/var/lib/dpkg/info/libc6:amd64.list",
            "/.\n/lib\n/lib/x86_64-linux-gnu\n/lib/x86_64-linux-gnu/libc.so.6\n/etc\n/etc/a b\n"
                .getBytes(UTF_8));

    assertThat(sink.facts())
        .containsExactly(
            new Owns("deb", "libc6:amd64", List.of("/lib/x86_64-linux-gnu/libc.so.6", "/etc/a b")));
  }

  @Test
  void readsTheLicencesOfMachineReadableCopyrights() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            "/usr/share/doc/zlib1g/copyright",
            """
            Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

            Files: *
            License: Zlib

            Files: amiga/*
            License: GPL-2+ with OpenSSL exception
             On Debian see /usr/share/common-licenses/GPL-2
            """
                .getBytes(UTF_8));

    assertThat(sink.facts())
        .containsExactly(
            new Licensed("deb", "zlib1g", List.of("GPL-2+ with OpenSSL exception", "Zlib")));
  }

  private RecordingSink status(String text) {
    return RecordingSink.of(cataloger(), DpkgCataloger.STATUS, text.getBytes(UTF_8));
  }
}
