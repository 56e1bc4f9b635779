package dev.seaworthy.inventory.sbomin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents that other tools made: see `origin.md` beside them.
class ForeignDocumentsTest {

  private static final String[] PURLS = {
    "pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12&upstream=glibc",
    "pkg:deb/debian/libharbour1@1:3.0-1%2Bb2?arch=amd64&distro=debian-12&upstream=harbour%401:3.0-1",
    "pkg:deb/debian/python3-buoy@1.4.2-3?arch=all&distro=debian-12&upstream=buoy",
    "pkg:maven/org.example/lantern@2.1.0",
    "pkg:npm/%40harbour/rope@4.5.6",
    "pkg:pypi/buoy@1.4.2"
  };

  static SbomDocument read(String name) {
    try (InputStream in = ForeignDocumentsTest.class.getResourceAsStream(name)) {
      return SbomReader.read(
          in.readAllBytes(), Location.ofPath("/" + name), name, Limits.defaults());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "syft-cyclonedx-1.4.json, CycloneDX 1.4 JSON",
    "syft-cyclonedx-1.5.json, CycloneDX 1.5 JSON",
    "syft-cyclonedx-1.6.json, CycloneDX 1.6 JSON",
    "syft-cyclonedx-1.7.json, CycloneDX 1.7 JSON",
    "syft-cyclonedx-1.4.xml, CycloneDX 1.4 XML",
    "syft-cyclonedx-1.5.xml, CycloneDX 1.5 XML",
    "syft-cyclonedx-1.6.xml, CycloneDX 1.6 XML",
    "syft-cyclonedx-1.7.xml, CycloneDX 1.7 XML",
    "syft-spdx-2.2.json, SPDX 2.2 JSON",
    "syft-spdx-2.3.json, SPDX 2.3 JSON",
    "syft-spdx-2.2.spdx, SPDX 2.2 tag-value",
    "syft-spdx-2.3.spdx, SPDX 2.3 tag-value",
    "syft-spdx-3.0.jsonld, SPDX 3.0.1 JSON-LD",
    "syft.json, Syft 16.1.10 JSON"
  })
  void readsTheSamePackagesFromEveryFormatOfOneImage(String name, String format) {
    SbomDocument document = read(name);

    assertThat(document.origin().formatWords()).isEqualTo(format);
    assertThat(document.origin().makerWords())
        .startsWith("by syft")
        // Syft's own JSON is the one that doesn't say when it was made.
        .contains(name.equals("syft.json") ? "unknown time" : " of 2026-");
    assertThat(document.subject().name()).isEqualTo("quay.example/harbour/app:1.0");
    Inventory inventory = document.inventory();
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.components()).extracting(Component::purl).containsExactly(PURLS);
    assertThat(inventory.distribution().map(Distribution::purlQualifier)).contains("debian-12");
    assertThat(inventory.components())
        .filteredOn(component -> component.name().equals("libharbour1"))
        .singleElement()
        .satisfies(component -> {
          assertThat(component.version()).isEqualTo("1:3.0-1+b2");
          assertThat(component.architecture()).isEqualTo("amd64");
          assertThat(component.source()).isEqualTo(new SourcePackage("harbour", "1:3.0-1"));
          assertThat(paths(component)).containsExactly("/var/lib/dpkg/status");
        });
    assertThat(inventory.components())
        .filteredOn(component -> component.type().equals("npm"))
        .singleElement()
        .satisfies(component -> {
          assertThat(component.qualifiedName()).isEqualTo("@harbour/rope");
          assertThat(component.licences()).containsExactly("ISC");
          assertThat(paths(component))
              .containsExactly("/app/node_modules/@harbour/rope/package.json");
        });
    assertThat(inventory.relationships())
        .contains(new Relationship(1, Kind.DEPENDS_ON, 0), new Relationship(2, Kind.DEPENDS_ON, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "syft-spdx-2.2.json",
        "syft-spdx-2.3.json",
        "syft-spdx-2.2.spdx",
        "syft-spdx-2.3.spdx",
        "syft-spdx-3.0.jsonld",
        "syft.json"
      })
  void keepsWhoOwnsWhatWhereTheFormatCanSayIt(String name) {
    Inventory inventory = read(name).inventory();

    assertThat(inventory.relationships()).contains(new Relationship(2, Kind.OWNS, 5));
    assertThat(inventory.components().get(5).properties())
        .containsEntry("seaworthy:ownedBy", PURLS[2]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"syft.json"})
  void findsTheLayersThatADocumentLists(String name) {
    SbomDocument document = read(name);

    assertThat(document.subject().layers()).hasSize(2);
    assertThat(document.inventory().components())
        .flatExtracting(Component::evidence)
        .extracting(evidence -> evidence.location().layer())
        .containsExactly(0, 0, 0, 0, 0, 1, 1, 0);
  }

  @Test
  void readsWhatCycloneDxPythonMadeOfAnEnvironment() {
    Inventory inventory = read("cyclonedx-py-1.7.json").inventory();

    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.components())
        .extracting(Component::purl)
        .contains("pkg:pypi/boolean.py@5.0", "pkg:pypi/license-expression@30.4.4");
  }

  @Test
  void readsWhatCycloneDxNpmMadeOfAProject() {
    SbomDocument document = read("cyclonedx-npm-1.7.xml");

    assertThat(document.inventory().gaps()).isEmpty();
    assertThat(document.inventory().components())
        .extracting(Component::qualifiedName)
        .contains("@isaacs/balanced-match", "@isaacs/brace-expansion");
    assertThat(document.inventory().relationships())
        .extracting(Relationship::kind)
        .contains(Kind.DEPENDS_ON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pyspdxtools-2.3.json", "pyspdxtools-2.3.spdx"})
  void readsWhatSpdxToolsConverted(String name) {
    assertThat(read(name).inventory().components())
        .extracting(Component::purl)
        .containsExactly(PURLS);
  }

  private static List<String> paths(Component component) {
    return component.evidence().stream()
        .map(Evidence::location)
        .map(Location::path)
        .distinct()
        .toList();
  }

  /// SPDX 2.2 names what a document is about apart from the relationships.
  @Test
  void knowsWhatADocumentDescribesByItsListToo() {
    String text =
        """
        {"spdxVersion":"SPDX-2.2","SPDXID":"SPDXRef-DOCUMENT","name":"cart","documentDescribes":["SPDXRef-cart"],
         "packages":[{"SPDXID":"SPDXRef-cart","name":"shop/cart","versionInfo":"1.8"},
          {"SPDXID":"SPDXRef-rope","name":"rope","versionInfo":"1.0","externalRefs":[
           {"referenceCategory":"PACKAGE_MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/rope@1.0"}]}]}
        """;
    SbomDocument document =
        SbomReader.read(
            text.getBytes(StandardCharsets.UTF_8), Location.image(), "it", Limits.defaults());

    assertThat(document.subject().name()).isEqualTo("shop/cart");
    assertThat(document.inventory().components())
        .extracting(Component::purl)
        .containsExactly("pkg:npm/rope@1.0");
    assertThat(document.inventory().gaps())
        .extracting(Gap::code)
        .doesNotContain(InventoryError.SBOM_NO_PURL.id());
  }

  @Test
  void namesNoDistributionThatADocumentLeavesOpen() {
    assertThat(Optional.ofNullable(read("cyclonedx-py-1.7.json").inventory().distributionOrNull()))
        .isEmpty();
  }
}
