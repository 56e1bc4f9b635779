package dev.seaworthy.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.sbomin.SbomDocument;
import dev.seaworthy.inventory.sbomin.SbomReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What our writers write comes back as it was, as far as advisories are looked up with it.
class ReadBackTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsBackWhatItWrote(boolean isCycloneDx) {
    Inventory before = SampleInventory.inventory();
    SbomSubject subject = SampleInventory.subject();

    SbomDocument document = written(before, subject, isCycloneDx);

    Inventory after = document.inventory();
    assertThat(after.distribution()).isEqualTo(before.distribution());
    assertThat(after.gaps()).isEqualTo(before.gaps());
    assertThat(after.relationships()).isEqualTo(before.relationships());
    assertThat(after.components())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("hashes", "licences")
        .isEqualTo(before.components());
    assertThat(after.components().get(2).hashes())
        .containsExactlyEntriesOf(
            java.util.Map.of("sha1", "9141212b8507ab50a45525b545b39d224614528b"));
    assertThat(after.components().get(4).licences()).containsExactly("MIT");
    assertThat(document.subject().name()).isEqualTo(subject.name());
    assertThat(document.subject().asset()).isEqualTo(subject.asset());
    assertThat(document.subject().layers()).isEqualTo(subject.layers());
    assertThat(document.subject().manifestDigestOrNull()).isEqualTo(subject.manifestDigestOrNull());
    assertThat(document.subject().configDigestOrNull()).isEqualTo(subject.configDigestOrNull());
    assertThat(document.subject().platform()).isEqualTo(subject.platform());
    assertThat(document.origin().created()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsNamesAndPathsThatTheFormatsWouldBend(boolean isCycloneDx) {
    Component go =
        new ComponentBuilder("golang")
            .namespace("github.com/BurntSushi")
            .name("toml")
            .version("v1.3.2")
            .property("go:sum", "h1:a\\nb\\\nc")
            .build(
                List.of(
                    evidence("/a (layer=0 introducedIn=0 cataloger=x@1 method=y); /b"),
                    evidence("/new\nline\\n")));
    Component rpm =
        new ComponentBuilder("rpm")
            .namespace("redhat")
            .name("Bash")
            .version("5.1.8-6.el9")
            .architecture("x86_64")
            .source("bash", "5.1.8-6.el9")
            .qualifier("epoch", "1")
            .qualifier("distro", "rhel-9.4")
            .build(List.of(evidence("/var/lib/rpm/rpmdb.sqlite")));
    Distribution edge = new Distribution("rhel", "9.4", "", "", List.of("fedora", "x"), "/etc/r");
    Inventory before = new Inventory(edge, List.of(go, rpm), List.of(), List.of());

    Inventory after = written(before, SampleInventory.subject(), isCycloneDx).inventory();

    assertThat(after).isEqualTo(before);
  }

  @Test
  void readsAnAlpineOfTheEdge() {
    Distribution edge =
        new Distribution("alpine", "3.22.0_alpha", "", "Alpine Linux edge", List.of(), "/etc/o");
    Inventory before = new Inventory(edge, List.of(), List.of(), List.of());

    assertThat(written(before, SampleInventory.subject(), false).inventory()).isEqualTo(before);
    assertThat(written(before, SampleInventory.subject(), true).inventory()).isEqualTo(before);
  }

  private static Evidence evidence(String path) {
    return new Evidence(new Location(path, 1), 0, new AnalyserId("c", 3), "build (info)");
  }

  private static SbomDocument written(
      Inventory inventory, SbomSubject subject, boolean isCycloneDx) {
    String text =
        isCycloneDx
            ? CycloneDxWriter.write(inventory, subject)
            : SpdxWriter.write(inventory, subject);
    return SbomReader.read(
        text.getBytes(StandardCharsets.UTF_8), Location.ofPath("/sbom"), "sbom", Limits.defaults());
  }
}
