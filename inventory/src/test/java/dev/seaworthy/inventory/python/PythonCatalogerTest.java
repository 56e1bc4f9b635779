package dev.seaworthy.inventory.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Labels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PythonCatalogerTest extends CatalogerContract {

  private static final String SITE = "/usr/lib/python3/dist-packages/";
  private static final String METADATA =
      """
      Metadata-Version: 2.1
      Name: Zope.Interface
      Version: 5.5.2
      License: ZPL 2.1
      Classifier: License :: OSI Approved :: Zope Public License
      Requires-Dist: setuptools
      Requires-Dist: Sphinx ; extra == 'docs'

      A long description. Name: not-this
      """;
  private static final String RECORD =
      """
      zope/interface/__init__.py,sha256=abc,123
      "zope/with,comma.py",sha256=abc,1
      ../../../bin/zope,sha256=abc,5
      ../../../../../../etc/passwd,,
      """;

  @Override
  protected Cataloger cataloger() {
    return new PythonCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        Sample.of(SITE + "zope.interface-5.5.2.dist-info/METADATA", METADATA),
        Sample.of(SITE + "zope.interface-5.5.2.dist-info/RECORD", RECORD),
        Sample.of(SITE + "PyYAML-6.0.egg-info/PKG-INFO", METADATA),
        Sample.of("/opt/eggs/a.egg/EGG-INFO/PKG-INFO", METADATA),
        Sample.of(SITE + "six-1.16.0.egg-info", METADATA));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of(SITE + "x-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: x\n");
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // One file is one distribution.
    RecordingSink sink =
        RecordingSink.of(cataloger(), partlyBroken().path(), partlyBroken().content());
    assertThat(sink.gapCodes()).containsExactly(InventoryError.METADATA_UNREADABLE);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of(SITE + "zope/METADATA", SITE + "x-1.dist-info/WHEEL");
  }

  @Test
  void normalisesTheNameAsThePackageIndexDoes() {
    Component component =
        RecordingSink.of(
                cataloger(), wholeFiles().getFirst().path(), wholeFiles().getFirst().content())
            .component("zope-interface");

    assertThat(component.purl()).isEqualTo("pkg:pypi/zope-interface@5.5.2");
    assertThat(component.licences()).containsExactly("ZPL 2.1");
    assertThat(component.depends()).containsExactly("setuptools");
  }

  @Test
  void ownsWhatItsRecordListsAndNothingOutsideTheRoot() {
    Sample sample = wholeFiles().get(1);
    RecordingSink sink = RecordingSink.of(cataloger(), sample.path(), sample.content());

    assertThat(sink.facts())
        .containsExactly(
            new Owns(
                "pypi",
                SITE + "zope.interface-5.5.2.dist-info",
                List.of(
                    SITE + "zope/interface/__init__.py",
                    SITE + "zope/with,comma.py",
                    "/usr/bin/zope")));
  }

  @Test
  void agreesWithPipOnThisMachine() throws Exception {
    Gates.run(
        "pip list on this machine",
        Gates.tool("python3"),
        python -> {
          Path site =
              Path.of(
                  Command.of(
                          python.toString(),
                          "-c",
                          "import sysconfig; print(sysconfig.get_paths()['purelib'])")
                      .run()
                      .out()
                      .strip());
          String listed =
              Command.of(
                      python.toString(),
                      "-m",
                      "pip",
                      "list",
                      "--format",
                      "json",
                      "--disable-pip-version-check",
                      "--path",
                      site.toString())
                  .run()
                  .out();
          Set<String> wanted = new TreeSet<>();
          JsonValue list =
              new JsonReader(Limits.defaults())
                  .read(listed.getBytes(StandardCharsets.UTF_8), "pip list");
          if (list instanceof JsonArray(List<JsonValue> items)) {
            for (JsonValue item : items) {
              if (item instanceof JsonObject entry) {
                String name = entry.text("name").toLowerCase(Locale.ROOT);
                wanted.add(name.replaceAll("[-_.]+", "-") + " " + entry.text("version"));
              }
            }
          }
          Set<String> found = found(site);
          Labels.record(new Labels.Fixture("this machine", "python", "`pip list`"), wanted, found);
          assertThat(found).containsExactlyElementsOf(wanted);
          return wanted.size();
        });
  }

  private Set<String> found(Path site) throws Exception {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(site, 2)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = file.toString();
        boolean isMetadata =
            path.endsWith(".dist-info/METADATA")
                || path.endsWith(".egg-info/PKG-INFO")
                || path.endsWith(".egg-info");
        if (isMetadata) {
          found.addAll(RecordingSink.of(cataloger(), path, Files.readAllBytes(file)).releases());
        }
      }
    }
    return found;
  }
}
