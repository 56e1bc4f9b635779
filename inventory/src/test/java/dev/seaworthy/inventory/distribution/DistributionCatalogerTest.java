package dev.seaworthy.inventory.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.InventoryFact;
import dev.seaworthy.inventory.InventoryFact.DistributionSeen;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.Wanting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionCatalogerTest {

  private static final String BOOKWORM =
      """
      PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
      NAME="Debian GNU/Linux"
      VERSION_ID="12"
      VERSION="12 (bookworm)"
      VERSION_CODENAME=bookworm
      ID=debian
      # a comment
      HOME_URL="https://www.debian.org/"
      """;

  private final Cataloger cataloger = new DistributionCataloger();

  @Test
  void readsOsRelease() {
    assertThat(seen("/etc/os-release", BOOKWORM))
        .containsExactly(
            new DistributionSeen(
                new Distribution(
                    "debian",
                    "12",
                    "bookworm",
                    "Debian GNU/Linux 12 (bookworm)",
                    List.of(),
                    "/etc/os-release"),
                0));
  }

  @Test
  void takesTheCodeNameFromTheVersionWhereItHasNoFieldOfItsOwn() {
    assertThat(
            only("/etc/os-release", "ID=debian\nVERSION_ID=\"8\"\nVERSION=\"8 (jessie)\"\n")
                .codename())
        .isEqualTo("jessie");
  }

  @Test
  void writesIdentifiersInLowerCase() {
    Distribution distribution =
        only("/etc/os-release", "NAME='openEuler'\nID='openEuler'\nVERSION_ID=\"22.03\"\n");
    assertThat(distribution.id()).isEqualTo("openeuler");
    assertThat(distribution.purlQualifier()).isEqualTo("openeuler-22.03");
  }

  @Test
  void undoesTheQuotingOfTheShell() {
    assertThat(only("/etc/os-release", "ID=x\nPRETTY_NAME=\"a \\\"b\\\" \\$c\"\n").prettyName())
        .isEqualTo("a \"b\" $c");
  }

  @Test
  void keepsRelatedDistributionsInTheirOrder() {
    assertThat(only("/etc/os-release", "ID=rocky\nID_LIKE=\"rhel centos fedora\"\n").idLike())
        .containsExactly("rhel", "centos", "fedora");
  }

  @Test
  void tellsNothingFromAFileWithoutAnIdentifier() {
    assertThat(seen("/etc/os-release", "VERSION_ID=12\n")).isEmpty();
    assertThat(seen("/etc/redhat-release", "Something else\n")).isEmpty();
  }

  @Test
  void readsLsbRelease() {
    assertThat(
            only(
                "/etc/lsb-release",
                "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_CODENAME=jammy\n"))
        .satisfies(ubuntu -> {
          assertThat(ubuntu.purlQualifier()).isEqualTo("ubuntu-22.04");
          assertThat(ubuntu.codename()).isEqualTo("jammy");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/alpine-release, 3.11.5, alpine, 3.11.5",
    "/etc/debian_version, 12.5, debian, 12",
    "/etc/debian_version, trixie/sid, debian, ''",
    "/etc/redhat-release, Red Hat Enterprise Linux Server release 7.9 (Maipo), rhel, 7.9",
    "/etc/centos-release, CentOS Linux release 7.9.2009 (Core), centos, 7.9.2009",
    "/etc/rocky-release, Rocky Linux release 9.3 (Blue Onyx), rocky, 9.3",
    "/etc/almalinux-release, AlmaLinux release 9.3 (Shamrock Pampas Cat), almalinux, 9.3",
    "/etc/oracle-release, Oracle Linux Server release 8.9, ol, 8.9",
    "/etc/system-release, Amazon Linux AMI release 2018.03, amzn, 2018.03",
    "/etc/system-release, Amazon Linux release 2 (Karoo), amzn, 2",
    "/etc/fedora-release, Fedora release 39 (Thirty Nine), fedora, 39",
    "/etc/openEuler-release, openEuler release 22.03 (LTS-SP3), openeuler, 22.03",
    "/etc/anolis-release, Anolis OS release 8.8, anolis, 8.8",
    "/etc/kylin-release, Kylin Linux Advanced Server release V10 (Tercel), kylin, 10",
    "/etc/photon-release, VMware Photon OS 4.0, photon, 4.0",
    "/etc/mariner-release, CBL-Mariner 2.0.20230721, mariner, 2.0.20230721",
    "/etc/SuSE-release, SUSE Linux Enterprise Server 11 (x86_64), sles, 11",
  })
  void readsTheFilesOfDistributionsWithoutOsRelease(
      String path, String text, String id, String version) {
    Distribution distribution = only(path, text + "\n");
    assertThat(distribution.id()).isEqualTo(id);
    assertThat(distribution.versionId()).isEqualTo(version);
    assertThat(Wanting.wants(cataloger.interest(), path, new byte[0])).isTrue();
  }

  @Test
  void ranksOsReleaseOverSpecificFilesOverDebianVersion() {
    assertThat(rank("/etc/os-release", BOOKWORM)).isLessThan(rank("/usr/lib/os-release", BOOKWORM));
    assertThat(rank("/usr/lib/os-release", BOOKWORM))
        .isLessThan(rank("/etc/alpine-release", "3.1\n"));
    assertThat(rank("/etc/centos-release", "CentOS Linux release 7 (Core)\n"))
        .isLessThan(rank("/etc/redhat-release", "CentOS Linux release 7 (Core)\n"));
    assertThat(rank("/etc/redhat-release", "CentOS Linux release 7 (Core)\n"))
        .isLessThan(rank("/etc/debian_version", "bookworm/sid\n"));
  }

  private int rank(String path, String text) {
    return seen(path, text).getFirst() instanceof DistributionSeen seen ? seen.rank() : -1;
  }

  private Distribution only(String path, String text) {
    List<InventoryFact> facts = seen(path, text);
    assertThat(facts).hasSize(1);
    return ((DistributionSeen) facts.getFirst()).distribution();
  }

  private List<InventoryFact> seen(String path, String text) {
    RecordingSink sink = RecordingSink.of(cataloger, path, text.getBytes(UTF_8));
    assertThat(sink.gaps()).isEmpty();
    return sink.facts();
  }
}
