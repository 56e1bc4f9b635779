package dev.seaworthy.inventory.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.LayeredFacts;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.archive.ZipMaker;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What lies in packages' files, beside them, and inside other archives.
class InventoriesOfLanguagesTest {

  private static final String SITE = "/usr/lib/python3/dist-packages/";
  private static final String METADATA = "Metadata-Version: 2.1\nName: requests\nVersion: 2.28.1\n";
  private static final String STATUS =
      """
      Package: python3-requests
      Status: install ok installed
      Architecture: all
      Version: 2.28.1+dfsg-1
      Description: x

      """;

  @Test
  void marksWhatAPackageInstalledAndKeepsTheCopyBesideIt() {
    Inventory inventory =
        assemble(
            debian()
                .file(
                    "/var/lib/dpkg/info/python3-requests.list",
                    SITE + "requests-2.28.1.dist-info/METADATA\n")
                .file(SITE + "requests-2.28.1.dist-info/METADATA", METADATA)
                .layer()
                .file("/venv/lib/requests-2.28.1.dist-info/METADATA", METADATA)
                .file("/other/lib/requests-2.28.1.dist-info/METADATA", METADATA));

    List<Component> requests =
        inventory.components().stream().filter(one -> one.type().equals("pypi")).toList();
    assertThat(requests).hasSize(2);
    assertThat(requests)
        .extracting(one -> one.properties().getOrDefault(Inventories.OWNED_BY, "none"))
        .containsExactlyInAnyOrder(
            "none",
            "pkg:deb/debian/python3-requests@2.28.1%2Bdfsg-1"
                + "?arch=all&distro=debian-12&upstream=python3-requests");
    assertThat(relations(inventory)).containsExactly("python3-requests OWNS requests");
    Component free =
        requests.stream()
            .filter(one -> !one.properties().containsKey(Inventories.OWNED_BY))
            .findFirst()
            .orElseThrow();
    assertThat(free.evidence())
        .extracting(Evidence::location)
        .containsExactly(
            new Location("/other/lib/requests-2.28.1.dist-info/METADATA", 1),
            new Location("/venv/lib/requests-2.28.1.dist-info/METADATA", 1));
  }

  @Test
  void findsTheOwnerThroughTheLinksOfAMergedUsr() {
    Inventory inventory =
        assemble(
            debian()
                .link("/lib", "/usr/lib")
                .file(
                    "/var/lib/dpkg/info/python3-requests.list",
                    SITE.replace("/usr", "") + "requests-2.28.1.dist-info/METADATA\n")
                .file(SITE + "requests-2.28.1.dist-info/METADATA", METADATA));

    assertThat(relations(inventory)).containsExactly("python3-requests OWNS requests");
  }

  @Test
  void anArchiveContainsWhatLiesInIt() {
    byte[] inner = jar("org.yaml", "snakeyaml", "1.26").bytes();
    byte[] war =
        jar("com.example", "shop", "1.0").stored("WEB-INF/lib/snakeyaml-1.26.jar", inner).bytes();

    Inventory inventory =
        assemble(debian().file("/srv/shop-1.0.war", war).file("/opt/snakeyaml-1.26.jar", inner));

    assertThat(relations(inventory)).containsExactly("shop CONTAINS snakeyaml");
    assertThat(component(inventory, "snakeyaml").evidence())
        .extracting(evidence -> evidence.location().path())
        .containsExactly(
            "/opt/snakeyaml-1.26.jar", "/srv/shop-1.0.war!/WEB-INF/lib/snakeyaml-1.26.jar");
  }

  @Test
  void resolvesNodeDependenciesAsNodeDoes() {
    Inventory inventory =
        assemble(
            debian()
                .file(node("/app/node_modules/a"), manifest("a", "1.0.0", "\"b\": \"^2\""))
                .file(node("/app/node_modules/a/node_modules/b"), manifest("b", "2.0.0", ""))
                .file(node("/app/node_modules/b"), manifest("b", "1.0.0", ""))
                .file(
                    node("/app/node_modules/@s/c"),
                    manifest("@s/c", "1.0.0", "\"b\": \"1\", \"gone\": \"1\"")));

    assertThat(relations(inventory))
        .containsExactlyInAnyOrder("a DEPENDS_ON b 2.0.0", "c DEPENDS_ON b 1.0.0");
  }

  @Test
  void resolvesPythonRequirementsInTheSameFolder() {
    Inventory inventory =
        assemble(
            debian()
                .file(
                    "/v/lib/requests-2.28.1.dist-info/METADATA",
                    METADATA
                        + "Requires-Dist: urllib3 (<1.27,>=1.21.1)\n"
                        + "Requires-Dist: PySocks (!=1.5.7) ; extra == 'socks'\n")
                .file("/v/lib/urllib3-1.26.dist-info/METADATA", "Name: urllib3\nVersion: 1.26\n")
                .file("/v/lib/p.dist-info/METADATA", "Name: PySocks\nVersion: 1.7\n")
                .file("/w/lib/urllib3-2.0.dist-info/METADATA", "Name: urllib3\nVersion: 2.0\n"));

    assertThat(relations(inventory)).containsExactly("requests DEPENDS_ON urllib3 1.26");
  }

  @Test
  void takesTheFilesOfAPythonDistributionFromItsRecord() {
    Inventory inventory =
        assemble(
            debian()
                .file("/v/lib/requests-2.28.1.dist-info/METADATA", METADATA)
                .file(
                    "/v/lib/requests-2.28.1.dist-info/RECORD",
                    "requests/api.py,sha256=x,10\n../bin/req,,\n"));

    assertThat(component(inventory, "requests").ownedFiles())
        .containsExactly("/v/bin/req", "/v/lib/requests/api.py");
  }

  private static LayeredFacts debian() {
    return LayeredFacts.by(BuiltInCatalogers.all())
        .layer()
        .file("/etc/os-release", "ID=debian\nVERSION_ID=12\n")
        .file("/var/lib/dpkg/status", STATUS);
  }

  private static Inventory assemble(LayeredFacts facts) {
    Inventory inventory = Inventories.assemble(facts.facts(), Limits.defaults());
    assertThat(inventory.gaps()).isEmpty();
    return inventory;
  }

  private static Component component(Inventory inventory, String name) {
    return inventory.components().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> relations(Inventory inventory) {
    List<String> texts = new ArrayList<>();
    for (Relationship relationship : inventory.relationships()) {
      Component to = inventory.components().get(relationship.to());
      boolean isDependency = relationship.kind() == Relationship.Kind.DEPENDS_ON;
      texts.add(
          inventory.components().get(relationship.from()).name()
              + " "
              + relationship.kind()
              + " "
              + to.name()
              + (isDependency ? " " + to.version() : ""));
    }
    return texts;
  }

  private static String node(String folder) {
    return folder + "/package.json";
  }

  private static String manifest(String name, String version, String dependencies) {
    return "{\"name\": \"%s\", \"version\": \"%s\", \"dependencies\": {%s}}"
        .formatted(name, version, dependencies);
  }

  private static ZipMaker jar(String group, String artifact, String version) {
    return ZipMaker.zip()
        .with(
            "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact),
            "groupId=%s\nartifactId=%s\nversion=%s\n".formatted(group, artifact, version));
  }
}
