package dev.seaworthy.inventory.sbom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.testkit.schema.OfficialSchema;
import java.util.List;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class CycloneDxWriterTest {

  private final String text =
      CycloneDxWriter.write(SampleInventory.inventory(), SampleInventory.subject());

  @Test
  void isValidByTheOfficialSchema() {
    assertThat(OfficialSchema.CYCLONEDX_1_6.faults(text)).isEmpty();
    assertThat(
            OfficialSchema.CYCLONEDX_1_6.faults(
                CycloneDxWriter.write(
                    new Inventory(null, List.of(), List.of(), List.of()),
                    SampleInventory.subject())))
        .isEmpty();
  }

  @Test
  void isReadByTheReferenceLibraryAsItWasMeant() throws Exception {
    Bom bom = read();

    assertThat(bom.getComponents())
        .extracting(Component::getPurl)
        .contains(
            "pkg:deb/debian/bash@5.2.15-2%2Bb7?distro=debian-12",
            "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", "pkg:npm/%40a/b@1.0");
    assertThat(bom.getMetadata().getComponent().getPurl())
        .startsWith("pkg:oci/cart@sha256:")
        .contains("repository_url=localhost:5000%2Fshop%2Fcart");
    Component log4j = component(bom, "log4j-core");
    assertThat(log4j.getGroup()).isEqualTo("org.apache.logging.log4j");
    assertThat(log4j.getHashes()).hasSize(1);
    assertThat(log4j.getLicenses().getExpression().getValue())
        .isEqualTo("Apache-2.0 OR (MIT AND BSD-3-Clause)");
    assertThat(log4j.getEvidence().getOccurrences())
        .extracting(occurrence -> occurrence.getLocation())
        .containsExactly("/app/a.war!/WEB-INF/lib/l.jar", "/srv/l.jar");
    assertThat(component(bom, "bash").getLicenses().getLicenses())
        .extracting(licence -> licence.getId() == null ? licence.getName() : licence.getId())
        .containsExactly("GPL-3.0-or-later", "See \"COPYING\"");
  }

  @Test
  void tellsWhatTheFormatHasNoPlaceForInProperties() throws Exception {
    Bom bom = read();

    assertThat(component(bom, "bash").getProperties())
        .extracting(property -> property.getName() + "=" + property.getValue())
        .contains(
            "seaworthy:sourceName=bash",
            "seaworthy:sourceVersion=5.2.15-2",
            "seaworthy:architecture=amd64",
            "seaworthy:layerIndex=1",
            "seaworthy:introducedIn=0")
        .anyMatch(property -> property.startsWith("seaworthy:layerDiffId=sha256:"));
    assertThat(bom.getMetadata().getProperties())
        .extracting(property -> property.getName())
        .containsExactly("seaworthy:gap");
    assertThat(bom.getCompositions())
        .extracting(composition -> composition.getAggregate().getAggregateName())
        .containsExactly("incomplete");
  }

  @Test
  void namesEveryComponentOnceAndDependsOnlyOnThose() throws Exception {
    Bom bom = read();
    List<String> references = bom.getComponents().stream().map(Component::getBomRef).toList();

    assertThat(references).doesNotHaveDuplicates();
    for (Dependency dependency : bom.getDependencies()) {
      assertThat(references.contains(dependency.getRef()) || dependency.getRef().equals("image"))
          .isTrue();
      if (dependency.getDependencies() != null) {
        assertThat(references)
            .containsAll(dependency.getDependencies().stream().map(Dependency::getRef).toList());
      }
    }
  }

  @Test
  void writesTheSameBytesEachTimeAndAnotherSerialNumberForOtherContent() {
    assertThat(CycloneDxWriter.write(SampleInventory.inventory(), SampleInventory.subject()))
        .isEqualTo(text);
    String other =
        CycloneDxWriter.write(
            new Inventory(null, List.of(), List.of(), List.of()), SampleInventory.subject());
    assertThat(serial(other)).isNotEqualTo(serial(text)).matches("urn:uuid:[0-9a-f-]{36}");
    assertThat(text).contains("\"timestamp\": \"2026-01-02T03:04:05Z\"");
  }

  @Test
  void namesTheCpeOfAComponentThatHasOne() throws Exception {
    String named = "cpe:2.3:a:openbsd:openssh:9.2\\+b:p1:*:*:*:*:*:*";
    String document = CycloneDxWriter.write(program(named), SampleInventory.subject());

    assertThat(OfficialSchema.CYCLONEDX_1_6.faults(document)).isEmpty();
    assertThat(component(new JsonParser().parse(document.getBytes(UTF_8)), "openssh").getCpe())
        .isEqualTo(named);
    assertThat(document).contains("seaworthy:cpe");
  }

  @Test
  void leavesOutACpeThatIsNone() throws Exception {
    String document = CycloneDxWriter.write(program("cpe:2.3:a:x\"y"), SampleInventory.subject());

    assertThat(OfficialSchema.CYCLONEDX_1_6.faults(document)).isEmpty();
    assertThat(component(new JsonParser().parse(document.getBytes(UTF_8)), "openssh").getCpe())
        .isNull();
  }

  private static Inventory program(String cpe) {
    return new Inventory(
        null,
        List.of(
            new ComponentBuilder("generic")
                .name("openssh")
                .version("9.2p1")
                .property("cpe", cpe)
                .build(
                    List.of(
                        new Evidence(
                            new Location("/usr/sbin/sshd", 0),
                            0,
                            new AnalyserId("binary-classifier", 1),
                            "binary")))),
        List.of(),
        List.of());
  }

  private static String serial(String document) {
    int start = document.indexOf("urn:uuid:");
    return document.substring(start, document.indexOf('"', start));
  }

  private Bom read() throws ParseException {
    return new JsonParser().parse(text.getBytes(UTF_8));
  }

  private static Component component(Bom bom, String name) {
    return bom.getComponents().stream()
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
