package dev.seaworthy.inventory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The labelled images of the shared folder, whose truth comes from the ecosystems' own tools:
/// everything that must be found is found, and nothing else.
class LabelledImagesTest {

  @TempDir Path temporary;

  @Test
  void findsInEachImageWhatItsLabelSaysAndNothingElse() throws Exception {
    Gates.run(
        "labelled images",
        Gates.shared("fixtures/expected"),
        folder -> {
          SoftAssertions softly = new SoftAssertions();
          long judged = 0;
          try (Stream<Path> labels = Files.list(folder)) {
            for (Path label : labels.sorted().toList()) {
              judged += judge(label, softly);
            }
          }
          softly.assertAll();
          assertThat(judged).isGreaterThan(1_000);
          return judged;
        });
  }

  private long judge(Path label, SoftAssertions softly) throws IOException {
    JsonObject expected =
        (JsonObject)
            new JsonReader(Limits.defaults()).read(Files.readAllBytes(label), label.toString());
    String name = expected.text("name");
    Inventory inventory =
        Scan.archive(label.resolveSibling("../" + expected.text("image")).normalize(), temporary);
    Set<String> found = new TreeSet<>();
    for (Component component : inventory.components()) {
      found.add(release(component));
    }
    Set<String> wanted = releases(expected.objects("packages"));
    Set<String> allowed = releases(expected.objects("optional"));
    Set<String> unwanted = new TreeSet<>(found);
    unwanted.removeAll(wanted);
    unwanted.removeAll(allowed);
    Set<String> counted = new TreeSet<>(found);
    counted.removeIf(release -> allowed.contains(release) && !wanted.contains(release));
    Labels.record(
        new Labels.Fixture(name, Scan.catalogers(inventory), "the image's label"), wanted, counted);
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    softly.assertThat(missing).as(name + ": not found").isEmpty();
    softly.assertThat(unwanted).as(name + ": found, but not in the label").isEmpty();
    softly.assertThat(inventory.gaps()).as(name + ": gaps").isEmpty();
    JsonObject distribution = expected.object("distro");
    softly
        .assertThat(inventory.distribution().map(d -> d.id() + " " + d.versionId()).orElse("none"))
        .as(name + ": distribution")
        .isEqualTo(distribution.text("id") + " " + distribution.text("version"));
    judgeDetails(expected, inventory, softly);
    return wanted.size();
  }

  /// Namespace, architecture, source and licence of the packages for which the label has them.
  private static void judgeDetails(
      JsonObject expected, Inventory inventory, SoftAssertions softly) {
    for (JsonObject wanted : expected.objects("packages")) {
      List<Component> same =
          inventory.components().stream()
              .filter(component -> release(component).equals(release(wanted)))
              .toList();
      if (same.size() != 1) {
        continue;
      }
      Component component = same.getFirst();
      String what = expected.text("name") + ": " + release(wanted);
      SourcePackage source = component.source();
      String sourceName = source == null ? "" : source.name();
      check(softly, what, "namespace", wanted.text("namespace"), component.namespace());
      check(softly, what, "arch", wanted.text("arch"), component.architecture());
      check(softly, what, "origin", wanted.text("origin"), sourceName);
      check(softly, what, "source", wanted.text("source"), sourceName);
      check(
          softly,
          what,
          "source_version",
          wanted.text("source_version"),
          source == null ? "" : source.version());
      if (component.type().equals("apk")) {
        check(
            softly, what, "license", wanted.text("license"), String.join("", component.licences()));
      }
    }
  }

  private static void check(
      SoftAssertions softly, String what, String field, String wanted, String found) {
    if (!wanted.isEmpty()) {
      softly.assertThat(found).as(what + ": " + field).isEqualTo(wanted);
    }
  }

  private static Set<String> releases(List<JsonObject> packages) {
    Set<String> releases = new TreeSet<>();
    packages.forEach(wanted -> releases.add(release(wanted)));
    return releases;
  }

  private static String release(JsonObject wanted) {
    return wanted.text("type") + " " + name(wanted) + " " + plain(wanted.text("version"));
  }

  /// Labels write Python names as lock files do; PEP 503 holds them equal.
  private static String name(JsonObject wanted) {
    String name = wanted.text("name");
    return wanted.text("type").equals("pypi")
        ? name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-")
        : name;
  }

  private static String release(Component component) {
    return component.type() + " " + component.name() + " " + plain(component.version());
  }

  /// Labels leave it open whether a version keeps its leading v.
  private static String plain(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }
}
