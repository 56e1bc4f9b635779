package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where a component comes from, as every output says it.
class ProvenanceTest {

  private static final String OS_RELEASE =
      "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n"
          + "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";

  private static final String STATUS =
      "Package: node-left\nStatus: install ok installed\nArchitecture: all\nVersion: 1.3.0-1\n\n";

  private static final String PACKAGE_JSON = "{\"name\": \"left-pad\", \"version\": \"1.3.0\"}";

  private final Path home = Path.of("target", "provenance");

  @BeforeEach
  void buildTheImages() throws IOException {
    Folders.delete(home);
    base().ociLayout(home.resolve("base"), "registry.example/base:12");
    base()
        .layer(
            LayerSpec.of(tar -> tar.file("srv/node_modules/left-pad/package.json", PACKAGE_JSON))
                .createdBy("COPY srv /srv"))
        .ociLayout(home.resolve("app"), "registry.example/app:1");
  }

  @Test
  void theReportSaysWhatTheImageWasBuiltOn() {
    Outcome outcome = scan("json", "--base", "oci-layout:" + home.resolve("base"));

    assertThat(ReportSchema.faults(outcome.out())).isEmpty();
    assertThat(outcome.out())
        .contains("\"name\": \"registry.example/base:12\"")
        .contains("\"recognisedBy\": \"layer prefix\"")
        .contains("\"isProven\": true");
    assertThat(scan("table").out()).doesNotContain("built on");
    assertThat(scan("table", "--base", "oci-layout:" + home.resolve("base")).out())
        .contains("built on registry.example/base:12 (1 layer, by layer prefix)");
  }

  @Test
  void billsOfMaterialsSayItOfEachComponent() {
    for (String format : new String[] {"cyclonedx", "spdx"}) {
      String bill = scan(format, "--base", "oci-layout:" + home.resolve("base")).out();

      assertThat(notes(bill, "/usr/lib/node_modules/left-pad/package.json"))
          .as(format)
          .containsEntry(
              "seaworthy:ownedBy",
              "pkg:deb/debian/node-left@1.3.0-1?arch=all&distro=debian-12&upstream=node-left")
          .containsEntry("seaworthy:fromBase", "yes")
          .containsEntry("seaworthy:introducedBy", "ADD rootfs.tar /");
      assertThat(notes(bill, "/srv/node_modules/left-pad/package.json"))
          .as(format)
          .doesNotContainKey("seaworthy:ownedBy")
          .containsEntry("seaworthy:fromBase", "no")
          .containsEntry("seaworthy:introducedIn", "1")
          .containsEntry("seaworthy:introducedBy", "COPY srv /srv")
          .containsEntry("seaworthy:nested", "false");
    }
  }

  @Test
  void aBaseThatHasNoLayersIsRefused() {
    Outcome outcome = scan("table", "--base", "dir:" + home);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("has no layers by which it could be recognised");
  }

  private Outcome scan(String format, String... options) {
    String[] words = new String[options.length + 4];
    words[0] = "scan";
    words[1] = "--output=" + format;
    words[2] = "--quiet";
    System.arraycopy(options, 0, words, 3, options.length);
    words[words.length - 1] = "oci-layout:" + home.resolve("app");
    return new Terminal(home).run(words);
  }

  private static ImageMaker base() {
    return ImageMaker.linux()
        .layer(
            LayerSpec.of(tar ->
                    tar.file("etc/os-release", OS_RELEASE)
                        .file("var/lib/dpkg/status", STATUS)
                        .file(
                            "var/lib/dpkg/info/node-left.list",
                            "/usr/lib/node_modules/left-pad/package.json\n")
                        .file("usr/lib/node_modules/left-pad/package.json", PACKAGE_JSON))
                .createdBy("ADD rootfs.tar /"));
  }

  /// What a document says of the component that was found in a file.
  private static Map<String, String> notes(String bill, String file) {
    JsonObject document =
        new JsonReader(Limits.defaults())
            .readObject(bill.getBytes(StandardCharsets.UTF_8), "the bill");
    Map<String, String> notes = new TreeMap<>();
    for (JsonObject component : document.objects("components")) {
      if (component.object("evidence").objects("occurrences").stream()
          .anyMatch(place -> place.text("location").equals(file))) {
        component
            .objects("properties")
            .forEach(property -> notes.put(property.text("name"), property.text("value")));
      }
    }
    for (JsonObject component : document.objects("packages")) {
      if (component.text("sourceInfo").startsWith("found in " + file)) {
        for (JsonObject annotation : component.objects("annotations")) {
          for (String line : annotation.text("comment").split("\n", -1)) {
            int equals = line.indexOf('=');
            notes.put(line.substring(0, equals), line.substring(equals + 1));
          }
        }
      }
    }
    return notes;
  }
}
