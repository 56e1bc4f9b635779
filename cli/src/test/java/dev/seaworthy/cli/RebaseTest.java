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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What another base image would remove, keep and add.
class RebaseTest {

  private final Path home = Path.of("target", "rebase");

  /// The old base has three flaws. The new one has mended `one`, still has `two`, and brings
  /// `four`; `three` lies in the old base and in the image's own layer.
  @BeforeEach
  void buildTheImages() throws IOException {
    Folders.delete(home);
    for (String name : List.of("one", "two", "three", "four", "own")) {
      advisory(name);
    }
    base("usr", "one", "1.0.0", "two", "1.0.0", "three", "1.0.0")
        .ociLayout(home.resolve("old"), "registry.example/base:1");
    base("opt", "one", "2.0.0", "two", "1.5.0", "four", "1.0.0")
        .ociLayout(home.resolve("new"), "registry.example/base:2");
    base("usr", "one", "1.0.0", "two", "1.0.0", "three", "1.0.0")
        .layer(layer("srv", "own", "1.0.0", "three", "1.0.0").createdBy("COPY srv /srv"))
        .ociLayout(home.resolve("app"), "registry.example/app:1");
  }

  @Test
  void tellsWhatIsRemovedKeptAndAdded() {
    Outcome outcome = rebase("--output=json", "--base", "oci-layout:" + home.resolve("old"));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isZero();
    JsonObject report =
        new JsonReader(Limits.defaults())
            .readObject(outcome.out().getBytes(StandardCharsets.UTF_8), "the report");
    assertThat(purls(report, "removed")).containsExactlyInAnyOrder("pkg:npm/one", "pkg:npm/three");
    assertThat(purls(report, "added")).containsExactly("pkg:npm/four");
    assertThat(purls(report, "kept"))
        .containsExactlyInAnyOrder("pkg:npm/two", "pkg:npm/three", "pkg:npm/own");
    assertThat(report.objects("kept"))
        .extracting(each -> each.text("purl") + " " + each.text("why"))
        .containsExactlyInAnyOrder(
            "pkg:npm/two in-new-base", "pkg:npm/three own", "pkg:npm/own own");
  }

  @Test
  void showsItToPeople() {
    Outcome outcome = rebase("--base", "oci-layout:" + home.resolve("old"));
    assertThat(outcome.out().lines())
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    assertThat(outcome.out())
        .contains("2 vulnerabilities removed  (2 High)")
        .contains("1 vulnerability added  (1 High)")
        .contains("3 vulnerabilities kept  (3 High)")
        .contains("2 brought by the image's own layers")
        .contains("1 in the other base image too");
  }

  @Test
  void saysThatTheBaseMustBeKnown() {
    Outcome outcome = rebase();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("nothing tells what the image was built on");
  }

  private Outcome rebase(String... options) {
    String[] words = new String[options.length + 7];
    words[0] = "rebase";
    words[1] = "--quiet";
    words[2] = "--db";
    words[3] = home.resolve("advisories.db").toString();
    System.arraycopy(options, 0, words, 4, options.length);
    words[words.length - 3] = "--onto";
    words[words.length - 2] = "oci-layout:" + home.resolve("new");
    words[words.length - 1] = "oci-layout:" + home.resolve("app");
    Outcome built =
        new Terminal(home)
            .run(
                "db",
                "build",
                "--from",
                home.resolve("osv").toString(),
                "--out",
                home.resolve("advisories.db").toString());
    assertThat(built.exitCode()).as(built.transcript()).isZero();
    return new Terminal(home).run(words);
  }

  private static ImageMaker base(String folder, String... packages) {
    return ImageMaker.linux().layer(layer(folder, packages).createdBy("ADD rootfs.tar /"));
  }

  private static LayerSpec layer(String folder, String... packages) {
    return LayerSpec.of(tar -> {
      for (int i = 0; i < packages.length; i += 2) {
        tar.file(
            "%s/node_modules/%s/package.json".formatted(folder, packages[i]),
            "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(packages[i], packages[i + 1]));
      }
    });
  }

  private void advisory(String name) throws IOException {
    Path folder = Files.createDirectories(home.resolve("osv/npm"));
    String id = "GHSA-%s-aaaa-bbbb".formatted((name + "xx").substring(0, 4));
    Files.writeString(
        folder.resolve(id + ".json"),
        """
        {
          "id": "%s",
          "modified": "2026-11-20T00:00:00Z",
          "summary": "A made-up flaw for tests.",
          "severity": [
            {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H"}
          ],
          "affected": [
            {
              "package": {"ecosystem": "npm", "name": "%s"},
              "ranges": [
                {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}
              ]
            }
          ]
        }
        """
            .formatted(id, name));
  }

  private static List<String> purls(JsonObject report, String member) {
    return report.objects(member).stream().map(each -> each.text("purl")).toList();
  }
}
