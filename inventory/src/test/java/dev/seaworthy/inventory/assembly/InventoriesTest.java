package dev.seaworthy.inventory.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.LayeredFacts;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoriesTest {

  private static final String STATUS = "/var/lib/dpkg/status";
  private static final String OS_RELEASE = "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n";
  private static final String LIBC = stanza("libc6", "2.36-9", "Source: glibc\n");
  private static final String BASH =
      stanza("bash", "5.2.15-2+b7", "Source: bash (5.2.15-2)\nDepends: libc6 (>= 2.36)\n");
  private static final String CURL =
      stanza("curl", "7.88.1-10", "Depends: libc6, awk | mawk, lost (>= 1)\n");
  private static final String MAWK = stanza("mawk", "1.3.4-1", "Provides: awk\n");

  @Test
  void completesThePurlsOfPackagesByTheDistribution() {
    Inventory inventory = assemble(debian().file(STATUS, BASH + LIBC));

    assertThat(inventory.components())
        .extracting(Component::purl)
        .containsExactly(
            "pkg:deb/debian/bash@5.2.15-2%2Bb7?arch=amd64&distro=debian-12&upstream=bash%405.2.15-2",
            "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc");
    assertThat(inventory.distribution()).map(Distribution::codename).contains("bookworm");
    assertThat(inventory.gaps()).isEmpty();
  }

  @Test
  void namesTheLayerThatIntroducedAPackage() {
    Inventory inventory =
        assemble(
            debian()
                .file(STATUS, LIBC + MAWK)
                .layer()
                .file("/unrelated", "")
                .layer()
                .file(STATUS, LIBC + BASH)
                .layer()
                .file(STATUS, LIBC + BASH + MAWK + CURL));

    assertThat(introducedIn(inventory, "libc6")).isEqualTo(0);
    assertThat(introducedIn(inventory, "bash")).isEqualTo(2);
    assertThat(introducedIn(inventory, "curl")).isEqualTo(3);
    // It was removed by layer 2 and came back.
    assertThat(introducedIn(inventory, "mawk")).isEqualTo(3);
    assertThat(inventory.components())
        .allSatisfy(component ->
            assertThat(component.evidence().getFirst().location())
                .isEqualTo(new Location(STATUS, 3)));
  }

  @Test
  void anUpgradeIsAnIntroduction() {
    Inventory inventory =
        assemble(
            debian()
                .file(STATUS, LIBC)
                .layer()
                .file(STATUS, LIBC.replace("2.36-9", "2.36-9+deb12u4")));

    assertThat(introducedIn(inventory, "libc6")).isEqualTo(1);
  }

  @Test
  void aDatabaseThatWasRemovedAndCameBackBeginsAnew() {
    assertThat(
            introducedIn(
                assemble(
                    debian()
                        .file(STATUS, LIBC)
                        .layer()
                        .whiteout("/var/lib/dpkg")
                        .layer()
                        .file(STATUS, LIBC)),
                "libc6"))
        .isEqualTo(2);
    assertThat(
            introducedIn(
                assemble(debian().file(STATUS, LIBC).layer().opaque("/var").file(STATUS, LIBC)),
                "libc6"))
        .isEqualTo(1);
  }

  @Test
  void aPackageRemovedInALaterLayerIsNoComponent() {
    Inventory inventory = assemble(debian().file(STATUS, LIBC + CURL).layer().file(STATUS, LIBC));

    assertThat(inventory.components()).extracting(Component::name).containsExactly("libc6");
  }

  @Test
  void joinsOwnedFilesAndLicences() {
    Inventory inventory =
        assemble(
            debian()
                .file(STATUS, LIBC + BASH)
                .file("/var/lib/dpkg/info/libc6:amd64.list", "/lib\n/lib/libc.so.6\n")
                .file("/var/lib/dpkg/info/bash.list", "/bin\n/bin/bash\n")
                .file("/usr/share/doc/bash/copyright", "/usr/share/common-licenses/GPL-3")
                .file("/usr/share/doc/glibc/copyright", "/usr/share/common-licenses/LGPL-2.1")
                .link("/usr/share/doc/libc6", "/usr/share/doc/glibc"));

    assertThat(component(inventory, "bash").ownedFiles()).containsExactly("/bin/bash");
    assertThat(component(inventory, "bash").licences()).containsExactly("GPL-3");
    assertThat(component(inventory, "libc6").ownedFiles()).containsExactly("/lib/libc.so.6");
    assertThat(component(inventory, "libc6").licences()).containsExactly("LGPL-2.1");
  }

  @Test
  void resolvesDependenciesByNameByAlternativeAndByWhatIsProvided() {
    Inventory inventory = assemble(debian().file(STATUS, LIBC + BASH + CURL + MAWK));

    assertThat(relations(inventory))
        .containsExactly("bash DEPENDS_ON libc6", "curl DEPENDS_ON libc6", "curl DEPENDS_ON mawk");
    assertThat(component(inventory, "mawk").properties()).doesNotContainKey("provides");
  }

  @Test
  void leavesOpenWhatTwoPackagesProvide() {
    String gawk = stanza("gawk", "5.2", "Provides: awk (= 5)\n");
    Inventory inventory = assemble(debian().file(STATUS, LIBC + CURL + MAWK + gawk));

    // `awk` alone is ambiguous; the alternative `mawk` is not.
    assertThat(relations(inventory))
        .containsExactly("curl DEPENDS_ON libc6", "curl DEPENDS_ON mawk");
  }

  @Test
  void anUnknownDistributionBesideAPackageDatabaseIsAGap() {
    Inventory inventory =
        assemble(LayeredFacts.by(BuiltInCatalogers.all()).layer().file(STATUS, LIBC));

    assertThat(inventory.distribution()).isEmpty();
    assertThat(inventory.gaps())
        .extracting(Gap::code, Gap::location)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                InventoryError.UNKNOWN_DISTRIBUTION.id(), new Location(STATUS, 0)));
  }

  @Test
  void anImageWithoutPackagesAndDistributionHasNoGap() {
    Inventory inventory =
        assemble(LayeredFacts.by(BuiltInCatalogers.all()).layer().file("/hello", "hello"));

    assertThat(inventory).isEqualTo(new Inventory(null, List.of(), List.of(), List.of()));
  }

  @Test
  void anUnreleasedDebianTakesItsCodeNameFromDebianVersion() {
    Inventory inventory =
        assemble(
            LayeredFacts.by(BuiltInCatalogers.all())
                .layer()
                .file("/etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux\"\n")
                .file("/etc/debian_version", "trixie/sid\n")
                .file(STATUS, LIBC));

    assertThat(inventory.distribution()).map(Distribution::codename).contains("trixie");
    assertThat(inventory.components().getFirst().purl()).contains("distro=debian-trixie");
  }

  @Test
  void ubuntuIsNotTakenForTheDebianThatItNames() {
    Inventory inventory =
        assemble(
            LayeredFacts.by(BuiltInCatalogers.all())
                .layer()
                .file("/etc/debian_version", "bookworm/sid\n")
                .file("/usr/lib/os-release", "ID=ubuntu\nVERSION_ID=\"22.04\"\nID_LIKE=debian\n")
                .file(STATUS, LIBC));

    assertThat(inventory.components().getFirst().purl()).startsWith("pkg:deb/ubuntu/libc6@");
  }

  @Test
  void saysWhenThereAreMoreComponentsThanTheLimitAllows() {
    Inventory inventory =
        Inventories.assemble(
            debian().file(STATUS, LIBC + BASH + CURL).facts(),
            Limits.defaults().with(Limit.COMPONENTS, 2));

    assertThat(inventory.components()).hasSize(2);
    assertThat(inventory.gaps())
        .extracting(Gap::code)
        .containsExactly(InventoryError.TOO_MANY_COMPONENTS.id());
  }

  private static LayeredFacts debian() {
    return LayeredFacts.by(BuiltInCatalogers.all()).layer().file("/etc/os-release", OS_RELEASE);
  }

  private static Inventory assemble(LayeredFacts facts) {
    return Inventories.assemble(facts.facts(), Limits.defaults());
  }

  private static Component component(Inventory inventory, String name) {
    return inventory.components().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int introducedIn(Inventory inventory, String name) {
    List<Evidence> evidence = component(inventory, name).evidence();
    assertThat(evidence).hasSize(1);
    return evidence.getFirst().introducedIn();
  }

  private static List<String> relations(Inventory inventory) {
    List<String> texts = new ArrayList<>();
    for (Relationship relationship : inventory.relationships()) {
      Kind kind = relationship.kind();
      texts.add(
          inventory.components().get(relationship.from()).name()
              + " "
              + kind
              + " "
              + inventory.components().get(relationship.to()).name());
    }
    return texts;
  }

  private static String stanza(String name, String version, String more) {
    return "Package: %s\nStatus: install ok installed\nArchitecture: amd64\n%sVersion: %s\n"
            .formatted(name, more, version)
        + "Description: x\n\n";
  }
}
