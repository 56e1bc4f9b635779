package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Component;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentClassTest {

  @Test
  void ofASystemPackageIsItsSourcePackageWhateverItsVersion() {
    ComponentClass before = only(Given.deb("libssl3", "3.0.19-1", "openssl"));
    ComponentClass after = only(Given.deb("openssl", "3.0.20-1", "openssl"));
    assertThat(before)
        .isEqualTo(after)
        .isEqualTo(new ComponentClass("pkg:deb/debian/openssl", "system"));
  }

  @Test
  void ofASystemPackageDoesNotDependOnWhereItsDatabaseLies() {
    Component listed =
        Given.component(
            "deb",
            "debian",
            "bash",
            "5.2",
            "pkg:deb/debian/bash@5.2",
            null,
            "/var/lib/dpkg/status");
    Component distroless =
        Given.component(
            "deb",
            "debian",
            "bash",
            "5.2",
            "pkg:deb/debian/bash@5.2",
            null,
            "/var/lib/dpkg/status.d/bash");
    assertThat(only(listed)).isEqualTo(only(distroless));
  }

  @Test
  void encodesTheNameOfASourcePackageAsPurlDoes() {
    assertThat(only(Given.deb("libstdc++6", "12.2", "gcc+12")).purl())
        .isEqualTo("pkg:deb/debian/gcc%2B12");
  }

  @Test
  void ofALibraryIsItsNameAndItsPathWithoutVersions() {
    ComponentClass before =
        only(Given.npm("%40scope/tool", "4.17.20", "/app/tool-4.17.20/package.json"));
    ComponentClass after =
        only(Given.npm("%40scope/tool", "4.18.0-rc.1", "/app/tool-4.18.0-rc.1/package.json"));
    assertThat(before)
        .isEqualTo(after)
        .isEqualTo(new ComponentClass("pkg:npm/%40scope/tool", "/app/tool-#/package.json"));
  }

  @Test
  void keepsLibrariesInDifferentFoldersApart() {
    assertThat(only(Given.npm("tool", "1.0.0", "/a/package.json")))
        .isNotEqualTo(only(Given.npm("tool", "1.0.0", "/b/package.json")));
  }

  @Test
  void isOneForEveryPlaceOfALibrary() {
    Component twice =
        Given.npm("tool", "1.0.0", "/a/package.json")
            .withEvidence(
                List.of(
                    Given.evidence("/a/package.json"),
                    Given.evidence("/b/1/package.json"),
                    Given.evidence("/b/2/package.json")));
    Map<ComponentClass, Component> classes = ComponentClass.of(twice);
    assertThat(classes.keySet())
        .extracting(ComponentClass::path)
        .containsExactly("/a/package.json", "/b/#/package.json");
    assertThat(classes.values())
        .extracting(component -> component.evidence().size())
        .containsExactly(1, 2);
  }

  private static ComponentClass only(Component component) {
    assertThat(ComponentClass.of(component)).hasSize(1);
    return ComponentClass.of(component).keySet().iterator().next();
  }

  @Test
  void replacesEveryNumberInAPath() {
    assertThat(ComponentClass.pathClass("/usr/lib/python3.11/site-packages/x", ""))
        .isEqualTo("/usr/lib/python#/site-packages/x");
    assertThat(ComponentClass.pathClass("/lib/log4j-core-2.14.1.jar", "2.14.1"))
        .isEqualTo("/lib/log#j-core-#.jar");
    assertThat(ComponentClass.pathClass("/2024-01-02_03/x", "")).isEqualTo("/#/x");
    assertThat(ComponentClass.pathClass("", "1")).isEmpty();
  }
}
