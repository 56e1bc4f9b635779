package dev.seaworthy.inventory.sbom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.testkit.schema.OfficialSchema;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SpdxWriterTest {

  private final String text =
      SpdxWriter.write(SampleInventory.inventory(), SampleInventory.subject());
  private final JsonObject document =
      (JsonObject) new JsonReader(Limits.defaults()).read(text.getBytes(UTF_8), "the document");

  @Test
  void isValidByTheOfficialSchema() {
    assertThat(OfficialSchema.SPDX_2_3.faults(text)).isEmpty();
  }

  @Test
  void describesTheImageAndWhatItContains() {
    assertThat(relationships())
        .contains("SPDXRef-DOCUMENT DESCRIBES SPDXRef-Image")
        .filteredOn(line -> line.startsWith("SPDXRef-Image CONTAINS "))
        .hasSize(6);
  }

  @Test
  void writesDependencyContainmentAndOwnership() {
    assertThat(relationships())
        .anyMatch(line -> line.matches("SPDXRef-deb-bash-\\S+ OTHER SPDXRef-npm-b-\\S+"))
        .anyMatch(line -> line.matches("SPDXRef-maven-a-\\S+ CONTAINS SPDXRef-maven-log4j-core.*"))
        .anyMatch(line -> line.matches("SPDXRef-maven-log4j-core\\S+ DEPENDS_ON SPDXRef-npm-b.*"));
  }

  @Test
  void givesEveryElementAnIdentifierOfItsOwn() {
    List<String> ids = packages().stream().map(element -> element.text("SPDXID")).toList();

    assertThat(ids).hasSize(7).doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> Pattern.matches("SPDXRef-[A-Za-z0-9.-]+", id));
  }

  @Test
  void writesLicencesAsExpressionsAndCarriesForeignTexts() {
    assertThat(pack("bash").text("licenseDeclared"))
        .matches("GPL-3.0-or-later AND LicenseRef-See-COPYING--[0-9a-f]{8}");
    assertThat(pack("org.apache.logging.log4j:log4j-core").text("licenseDeclared"))
        .isEqualTo("Apache-2.0 OR (MIT AND BSD-3-Clause)");
    assertThat(document.objects("hasExtractedLicensingInfos"))
        .extracting(info -> info.text("extractedText"))
        .containsExactly("See \"COPYING\"");
  }

  @Test
  void carriesPurlsAndOurNotes() {
    assertThat(pack("bash").objects("externalRefs"))
        .extracting(reference -> reference.text("referenceLocator"))
        .containsExactly("pkg:deb/debian/bash@5.2.15-2%2Bb7?distro=debian-12");
    assertThat(pack("bash").objects("annotations"))
        .flatExtracting(annotation -> annotation.text("comment").lines().toList())
        .contains("seaworthy:introducedIn=0", "seaworthy:sourceName=bash");
    assertThat(document.objects("annotations"))
        .extracting(annotation -> annotation.text("comment"))
        .allMatch(comment -> comment.startsWith("seaworthy:gap=SW-INVENTORY-0106 /app/b.jar"));
  }

  @Test
  void writesTheSameBytesEachTime() {
    assertThat(SpdxWriter.write(SampleInventory.inventory(), SampleInventory.subject()))
        .isEqualTo(text);
    assertThat(document.text("documentNamespace"))
        .matches("https://seaworthy.dev/spdx/[0-9a-f-]{36}");
    assertThat(document.object("creationInfo").text("created")).isEqualTo("2026-01-02T03:04:05Z");
  }

  private List<JsonObject> packages() {
    return document.objects("packages");
  }

  private JsonObject pack(String name) {
    return packages().stream()
        .filter(element -> element.text("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> relationships() {
    return document.objects("relationships").stream()
        .map(relationship ->
            relationship.text("spdxElementId")
                + " "
                + relationship.text("relationshipType")
                + " "
                + relationship.text("relatedSpdxElement"))
        .toList();
  }
}
