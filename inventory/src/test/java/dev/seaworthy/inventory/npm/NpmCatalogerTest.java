package dev.seaworthy.inventory.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Labels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NpmCatalogerTest extends CatalogerContract {

  private static final String PATH = "/app/node_modules/@babel/core/package.json";
  private static final String MANIFEST =
      """
      {"name": "@babel/core", "version": "7.22.9", "license": "MIT",
       "dependencies": {"debug": "^4.1.0", "json5": "^2.2.2"}}
      """;

  @Override
  protected Cataloger cataloger() {
    return new NpmCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        Sample.of(PATH, MANIFEST),
        Sample.of(
            "/srv/node_modules/.pnpm/ms@2.1.3/node_modules/ms/package.json",
            "\uFEFF{\"name\": \"ms\", \"version\": \"2.1.3\", \"licenses\": [{\"type\": \"MIT\"}]}"));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of(PATH, "{\"name\": ");
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // One file is one package.
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, partlyBroken().content());
    assertThat(sink.gaps()).hasSize(1);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/app/package.json", "/app/node_modules/ms/index.js");
  }

  private List<String> releases(String path, String manifest) {
    return RecordingSink.of(cataloger(), path, manifest.getBytes(StandardCharsets.UTF_8))
        .releases();
  }

  @Test
  void keepsTheScopeAsNamespace() {
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, wholeFiles().getFirst().content());

    assertThat(sink.component("@babel/core").purl()).isEqualTo("pkg:npm/%40babel/core@7.22.9");
    assertThat(sink.component("@babel/core").depends()).containsExactly("debug", "json5");
  }

  @Test
  void leavesOutPartsOfPackagesAndWhatWasNeverPublished() {
    assertThat(
            releases(
                "/app/node_modules/ms/test/package.json", "{\"name\":\"x\",\"version\":\"1\"}"))
        .isEmpty();
    assertThat(releases("/app/node_modules/local/package.json", "{\"name\":\"local\"}")).isEmpty();
    assertThat(releases("/app/node_modules/esm/dist/package.json", "{\"type\":\"module\"}"))
        .isEmpty();
  }

  @Test
  void agreesWithNpmOnNpmItself() throws Exception {
    Gates.run(
        "npm ls on npm's own packages",
        Gates.tool("npm"),
        npm -> {
          Path root = Path.of(Command.of(npm.toString(), "root", "-g").run().out().strip());
          Path folder = root.resolve("npm");
          String tree = Command.of(npm.toString(), "ls", "--all", "--json").in(folder).run().out();
          Set<String> wanted = new TreeSet<>();
          collect(
              new JsonReader(Limits.defaults())
                  .readObject(tree.getBytes(StandardCharsets.UTF_8), "npm ls"),
              wanted);
          Set<String> found = new TreeSet<>();
          for (Path manifest : manifests(folder.resolve("node_modules"))) {
            found.addAll(
                RecordingSink.of(cataloger(), manifest.toString(), Files.readAllBytes(manifest))
                    .releases());
          }
          Labels.record(
              new Labels.Fixture("npm's own packages", "npm", "`npm ls --all`"), wanted, found);
          assertThat(found).containsExactlyElementsOf(wanted);
          return wanted.size();
        });
  }

  private static void collect(JsonObject node, Set<String> releases) {
    node.object("dependencies")
        .members()
        .forEach((String name, JsonValue value) -> {
          if (value instanceof JsonObject child && child.string("version").isPresent()) {
            releases.add(name + " " + child.text("version"));
            collect(child, releases);
          }
        });
  }

  private static List<Path> manifests(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(files.filter(file -> file.endsWith("package.json")).sorted().toList());
    }
  }
}
