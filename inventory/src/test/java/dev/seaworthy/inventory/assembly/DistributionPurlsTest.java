package dev.seaworthy.inventory.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.InventoryFact;
import dev.seaworthy.inventory.InventoryFact.DistributionSeen;
import dev.seaworthy.inventory.PackageUrl;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.distribution.DistributionCataloger;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The purls of every distribution's packages, from its os-release as its vendor writes it.
class DistributionPurlsTest {

  private static final String CASES = "/dev/seaworthy/inventory/distribution/os-release.txt";

  /// @param type the purl type of the distribution's packages
  record Case(String type, String namespace, String qualifier, String osRelease) {
    @Override
    public String toString() {
      return qualifier + " (" + type + ")";
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nameTheDistributionAndItsRelease(Case wanted) {
    Component found =
        SystemPackages.complete(
            new ComponentBuilder(wanted.type).name("bash").version("5.2").build(),
            distribution(wanted));

    PackageUrl purl = PackageUrl.parse(found.purl());
    assertThat(purl.namespace()).isEqualTo(wanted.namespace);
    assertThat(purl.qualifiers()).containsEntry("distro", wanted.qualifier);
  }

  @Test
  void keepTheCategoryOfGentoo() {
    Case gentoo =
        cases().stream().filter(wanted -> wanted.type.equals("ebuild")).findFirst().orElseThrow();
    Component bash =
        new ComponentBuilder("ebuild").namespace("app-shells").name("bash").version("5.2").build();

    assertThat(SystemPackages.complete(bash, distribution(gentoo)).purl())
        .isEqualTo("pkg:ebuild/app-shells/bash@5.2?distro=gentoo-2.15");
  }

  private static Distribution distribution(Case wanted) {
    List<InventoryFact> facts =
        RecordingSink.of(
                new DistributionCataloger(), "/etc/os-release", wanted.osRelease.getBytes(UTF_8))
            .facts();
    assertThat(facts).hasSize(1);
    return ((DistributionSeen) facts.getFirst()).distribution();
  }

  /// Each begins with a line `== type namespace qualifier`.
  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String section : text().split("(?m)^== ", -1)) {
      if (!section.isBlank()) {
        int end = section.indexOf('\n');
        String[] head = section.substring(0, end).split(" ", -1);
        cases.add(new Case(head[0], head[1], head[2], section.substring(end + 1)));
      }
    }
    return cases;
  }

  private static String text() {
    try (InputStream in = DistributionPurlsTest.class.getResourceAsStream(CASES)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(CASES, e);
    }
  }
}
