package dev.seaworthy.inventory.sbomin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.BaseError;
import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.Relationship;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents that were made to hurt, or that are wrong: each gives an error or a gap that says so.
class HostileDocumentsTest {

  private static final String CYCLONEDX = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",";
  private static final String XML = "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">";
  private static final String LIBRARY = "{\"type\":\"library\",\"name\":\"a\",";

  @Test
  void refusesWhatIsNoBillOfMaterials() {
    refuses("{\"a\":1,\"b\":[]}", InventoryError.NOT_AN_SBOM, "the members a, b", "CycloneDX 1.4");
    refuses("hello", InventoryError.NOT_AN_SBOM, "neither JSON nor XML", "\"hello\"");
    refuses("", InventoryError.NOT_AN_SBOM, "is empty");
    refuses("<html xmlns='x'/>", InventoryError.NOT_AN_SBOM, "<html> of the namespace x");
    refuses("spdxVersion: SPDX-2.3\n", InventoryError.NOT_AN_SBOM, "SPDX in YAML");
    refuses("\u001f\u008b\b", InventoryError.NOT_AN_SBOM, "gzip");
    refuses(
        "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"\"}",
        InventoryError.NOT_AN_SBOM,
        "a DSSE envelope");
  }

  @Test
  void namesTheVersionThatItDoesNotRead() {
    refuses(
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.3\"}",
        InventoryError.SBOM_VERSION,
        "CycloneDX 1.3; read are CycloneDX 1.4 to 1.7");
    refuses("{\"bomFormat\":\"CycloneDX\"}", InventoryError.SBOM_VERSION, "an unnamed version");
    refuses("{\"spdxVersion\":\"SPDX-2.1\"}", InventoryError.SBOM_VERSION, "SPDX 2.1");
    refuses("SPDXVersion: SPDX-1.2\n", InventoryError.SBOM_VERSION, "SPDX tag-value 1.2");
    refuses(
        "{\"@context\":\"https://spdx.org/rdf/3.1/x.jsonld\"}",
        InventoryError.SBOM_VERSION,
        "SPDX 3.1");
    refuses(
        "<bom xmlns='http://cyclonedx.org/schema/bom/9.9'/>",
        InventoryError.SBOM_VERSION,
        "CycloneDX 9.9");
  }

  @Test
  void refusesMembersThatComeTwice() {
    refuses(CYCLONEDX + "\"components\":[],\"components\":[]}", BaseError.BAD_JSON, "Duplicate");
    refuses(
        CYCLONEDX + "\"components\":[{\"name\":\"a\",\"name\":\"b\"}]}",
        BaseError.BAD_JSON,
        "Duplicate",
        "line 1");
  }

  @Test
  void refusesNumbersThatNothingCanHold() {
    refuses(CYCLONEDX + "\"version\":1e9999999999}", BaseError.BAD_JSON, "out of range", "line 1");
    refuses(
        CYCLONEDX + "\"components\":[{\"name\":\"a\",\"x\":-1e-9999999999}]}",
        BaseError.BAD_JSON,
        "out of range");
  }

  @Test
  void takesMemberNamesWithEscapedSurrogates() {
    assertThat(inventory(CYCLONEDX + "\"\\ud83d\\ude00\":1,\"components\":[]}").components())
        .isEmpty();
  }

  @Test
  void refusesWhatEndsTooEarly() {
    String json = CYCLONEDX + "\"components\":[{\"name\":\"a\",\"purl\":\"pkg:npm/a@1\"}]}";
    for (int end = 1; end < json.length(); end++) {
      refuses(json.substring(0, end), BaseError.BAD_JSON);
    }
    refuses(json + "{}", BaseError.BAD_JSON, "something follows");
    String xml = XML + "<components><component><name>a</name></component></components></bom>";
    for (int end = 6; end < xml.length(); end++) {
      refuses(xml.substring(0, end), InventoryError.SBOM_DAMAGED, "not well-formed");
    }
    refuses(
        "SPDXVersion: SPDX-2.3\nPackageComment: <text>never\nends\n",
        InventoryError.SBOM_DAMAGED,
        "the <text> that begins in line 2 has no end");
    refuses("SPDXVersion: SPDX-2.3\nnonsense\n", InventoryError.SBOM_DAMAGED, "line 2");
  }

  @Test
  void refusesTooDeepNesting() {
    String open = "{\"type\":\"file\",\"name\":\"a\",\"components\":[";
    refuses(CYCLONEDX + "\"components\":[" + open.repeat(100_000), BaseError.JSON_LIMIT, "depth");
    refuses(
        XML + "<components>" + "<component><components>".repeat(100_000),
        InventoryError.SBOM_LIMIT,
        "nested deeper");
    refuses(XML + "<x>".repeat(100_000), InventoryError.SBOM_LIMIT, "nested deeper");
  }

  @Test
  void refusesDocumentTypesAndEntities() {
    String outside =
        "<!DOCTYPE bom [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + XML
            + "<components><component><name>&x;</name></component></components></bom>";
    refuses(outside, InventoryError.SBOM_DAMAGED, "document type");
    StringBuilder laughs = new StringBuilder("<!DOCTYPE bom [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 20; i++) {
      laughs.append("<!ENTITY l%s \"".formatted(i)).append("&l%s;".formatted(i - 1).repeat(10));
      laughs.append("\">");
    }
    refuses(
        laughs + "]>" + XML + "<metadata><timestamp>&l19;</timestamp></metadata></bom>",
        InventoryError.SBOM_DAMAGED,
        "document type");
    refuses(XML + "<metadata>&undeclared;</metadata></bom>", InventoryError.SBOM_DAMAGED);
    refuses(
        "<!DOCTYPE bom SYSTEM \"http://localhost:1/x.dtd\">" + XML + "</bom>",
        InventoryError.SBOM_DAMAGED,
        "document type");
  }

  @Test
  void refusesWrongEncodings() {
    byte[] broken = (CYCLONEDX + "\"components\":[{\"name\":\"\u00e4\"}]}").getBytes(latin());
    assertRefused(broken, BaseError.BAD_JSON, "UTF-8");
    assertRefused(
        (XML + "<metadata>\u00e4</metadata></bom>").getBytes(latin()), InventoryError.SBOM_DAMAGED);
    assertRefused(
        "SPDXVersion: SPDX-2.3\nPackageName: \u00e4\n".getBytes(latin()),
        InventoryError.SBOM_DAMAGED,
        "UTF-8");
  }

  private static Charset latin() {
    return StandardCharsets.ISO_8859_1;
  }

  @Test
  void readsUtf16XmlAndByteOrderMarks() {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
            + XML
            + "<components><component type='library'><name>a</name><purl>pkg:npm/a@1</purl>"
            + "</component></components></bom>";
    assertThat(inventory(xml.getBytes(StandardCharsets.UTF_16)).components()).hasSize(1);
    String json =
        "\ufeff" + CYCLONEDX + "\"components\":[" + LIBRARY + "\"purl\":\"pkg:npm/a@1\"}]}";
    assertThat(inventory(json).components()).hasSize(1);
  }

  @Test
  void refusesMoreThanTheLimits() {
    Limits small =
        Limits.defaults().with(Limit.SBOM_BYTES, 1_000).with(Limit.SBOM_ELEMENT_VALUES, 50);
    assertThatThrownBy(
            () -> SbomReader.read(new byte[1_001], Location.ofPath("/s"), "the document", small))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("sbom-bytes");
    String numbers = CYCLONEDX + "\"components\":[{\"x\":[" + "1,".repeat(60) + "1]}]}";
    assertThatThrownBy(() ->
            SbomReader.read(
                numbers.getBytes(StandardCharsets.UTF_8),
                Location.ofPath("/s"),
                "the document",
                small))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("sbom-element-values");
  }

  @Test
  void listsNoMoreComponentsThanTheLimitAndSaysSo() {
    Limits two = Limits.defaults().with(Limit.SBOM_COMPONENTS, 2);
    String json =
        components(
            "\"purl\":\"pkg:npm/a@1\"", "\"purl\":\"pkg:npm/b@1\"", "\"purl\":\"pkg:npm/c@1\"");

    Inventory inventory =
        SbomReader.read(
                json.getBytes(StandardCharsets.UTF_8), Location.ofPath("/s"), "the document", two)
            .inventory();

    assertThat(inventory.components()).extracting(Component::name).containsExactly("a", "b");
    assertThat(inventory.gaps())
        .extracting(Gap::code)
        .containsExactly(InventoryError.TOO_MANY_COMPONENTS.id());
  }

  @Test
  void tellsOfComponentsThatNothingCanBeLookedUpFor() {
    Inventory inventory =
        inventory(
            components(
                "\"version\":\"1\"",
                "\"purl\":\"npm/a@1\"",
                "\"purl\":\"pkg:npm/a%zz@1\"",
                "\"purl\":\"pkg:npm/unversioned\"",
                "\"purl\":\"pkg:nobody-knows/a@1\""));

    assertThat(inventory.components())
        .extracting(Component::purl)
        .containsExactly("pkg:nobody-knows/a@1", "pkg:npm/unversioned");
    assertThat(inventory.gaps())
        .extracting(Gap::code)
        .containsExactly(
            InventoryError.SBOM_NO_PURL.id(),
            InventoryError.SBOM_BAD_PURL.id(),
            InventoryError.SBOM_NO_VERSION.id());
    assertThat(inventory.gaps().get(1).detail()).startsWith("2 listed").contains("npm/a@1");
  }

  @Test
  void readsDependenciesInACircle() {
    Inventory inventory =
        inventory(
            CYCLONEDX
                + "\"components\":["
                + LIBRARY
                + "\"bom-ref\":\"a\",\"purl\":\"pkg:npm/a@1\"},"
                + LIBRARY
                + "\"bom-ref\":\"b\",\"purl\":\"pkg:npm/b@1\"}],\"dependencies\":["
                + "{\"ref\":\"a\",\"dependsOn\":[\"b\",\"a\"]},{\"ref\":\"b\",\"dependsOn\":[\"a\"]}]}");

    assertThat(inventory.relationships())
        .containsExactly(
            new Relationship(0, Relationship.Kind.DEPENDS_ON, 1),
            new Relationship(1, Relationship.Kind.DEPENDS_ON, 0));
    assertThat(inventory.gaps()).isEmpty();
  }

  @Test
  void tellsOfReferencesThatLeadNowhereOrToSeveral() {
    Inventory inventory =
        inventory(
            CYCLONEDX
                + "\"components\":["
                + LIBRARY
                + "\"bom-ref\":\"a\",\"purl\":\"pkg:npm/a@1\"},"
                + LIBRARY
                + "\"bom-ref\":\"a\",\"purl\":\"pkg:npm/b@1\"}],\"dependencies\":["
                + "{\"ref\":\"a\",\"dependsOn\":[\"nowhere\"]}]}");

    assertThat(inventory.components()).hasSize(2);
    assertThat(inventory.gaps())
        .extracting(Gap::detail)
        .anySatisfy(detail -> assertThat(detail).contains("nowhere"))
        .anySatisfy(detail -> assertThat(detail).contains("given to several"));
    Inventory spdx =
        inventory(
            "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"packages\":["
                + spdxPackage("SPDXRef-a", "pkg:npm/a@1")
                + ","
                + spdxPackage("SPDXRef-a", "pkg:npm/b@1")
                + "],\"relationships\":[{\"spdxElementId\":\"SPDXRef-a\",\"relationshipType\":"
                + "\"DEPENDS_ON\",\"relatedSpdxElement\":\"DocumentRef-x:SPDXRef-b\"}]}");
    assertThat(spdx.components()).hasSize(2);
    assertThat(spdx.gaps()).extracting(Gap::code).containsOnly("SW-INVENTORY-0134").hasSize(2);
  }

  @Test
  void leavesOutPackagesOfAnotherDistribution() {
    Inventory inventory =
        inventory(
            components(
                "\"purl\":\"pkg:deb/debian/a@1?distro=debian-12\"",
                "\"purl\":\"pkg:deb/debian/b@1?distro=debian-12.5\"",
                "\"purl\":\"pkg:deb/ubuntu/c@1?distro=ubuntu-22.04\"",
                "\"purl\":\"pkg:deb/debian/d@1?distro=debian-11\"",
                "\"purl\":\"pkg:deb/debian/e@1?distro=debian-12\""));

    assertThat(inventory.components()).extracting(Component::name).containsExactly("a", "b", "e");
    assertThat(inventory.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.code()).isEqualTo(InventoryError.SBOM_OTHER_DISTRIBUTION.id());
          assertThat(gap.detail()).startsWith("2 left out").contains("ubuntu-22.04");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?distro=debian"})
  void doesNotGuessTheRelease(String qualifier) {
    Inventory inventory = inventory(components("\"purl\":\"pkg:deb/debian/a@1" + qualifier + "\""));

    assertThat(inventory.distribution()).isEmpty();
    assertThat(inventory.gaps())
        .extracting(Gap::code)
        .containsExactly(InventoryError.UNKNOWN_DISTRIBUTION.id());
  }

  @Test
  void readsAMillionRepetitionsInBoundedTime() {
    String one = LIBRARY + "\"purl\":\"pkg:npm/a@1\"},";
    String json =
        CYCLONEDX
            + "\"components\":["
            + one.repeat(200_000)
            + LIBRARY
            + "\"purl\":\"pkg:npm/a@1\"}]}";

    assertThat(inventory(json).components()).hasSize(1);
  }

  private static String spdxPackage(String id, String purl) {
    return "{\"SPDXID\":\"%s\",\"name\":\"a\",\"externalRefs\":[{\"referenceType\":\"purl\",\"referenceLocator\":\"%s\"}]}"
        .formatted(id, purl);
  }

  private static String components(String... members) {
    return CYCLONEDX
        + "\"components\":["
        + String.join(",", Arrays.stream(members).map(m -> LIBRARY + m + "}").toList())
        + "]}";
  }

  private static Inventory inventory(String text) {
    return inventory(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Inventory inventory(byte[] bytes) {
    return SbomReader.read(bytes, Location.ofPath("/s"), "the document", Limits.defaults())
        .inventory();
  }

  private static void refuses(String text, ErrorCode code, String... words) {
    Charset charset = text.startsWith("\u001f") ? latin() : StandardCharsets.UTF_8;
    assertRefused(text.getBytes(charset), code, words);
  }

  private static void assertRefused(byte[] bytes, ErrorCode code, String... words) {
    assertThatThrownBy(() -> inventory(bytes))
        .isInstanceOfSatisfying(SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("the document")
        .satisfies(e ->
            assertThat(e.getMessage()).contains(words.length == 0 ? new String[] {""} : words));
  }
}
