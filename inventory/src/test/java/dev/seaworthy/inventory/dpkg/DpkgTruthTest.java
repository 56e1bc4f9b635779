package dev.seaworthy.inventory.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.InventoryFact;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Labels;
import dev.seaworthy.testkit.oracle.DpkgOracle;
import dev.seaworthy.testkit.oracle.DpkgOracle.InstalledPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// This machine's own packages, as dpkg-query has them.
class DpkgTruthTest {

  private static final Path ROOT = Path.of("/");
  private static final int PACKAGES_WITH_FILES = 40;

  @Test
  void listsExactlyWhatDpkgQueryCallsInstalled() throws Exception {
    Gates.run(
        "inventory: dpkg-query",
        Gates.tool("dpkg-query"),
        tool -> {
          List<InstalledPackage> ours = new ArrayList<>();
          for (Component component : status().components()) {
            SourcePackage source = component.source();
            assertThat(source).isNotNull();
            ours.add(
                new InstalledPackage(
                    component.name(),
                    component.version(),
                    component.architecture(),
                    source.name(),
                    source.version()));
          }
          List<InstalledPackage> wanted = DpkgOracle.installed(ROOT);
          Labels.record(
              new Labels.Fixture("this machine", "dpkg", "`dpkg-query`"),
              texts(wanted),
              texts(ours));
          assertThat(ours).containsExactlyInAnyOrderElementsOf(wanted);
          return ours.size();
        });
  }

  @Test
  void knowsTheFilesThatDpkgQueryLists() throws Exception {
    Gates.run(
        "inventory: files of dpkg-query",
        Gates.tool("dpkg-query"),
        tool -> {
          long judged = 0;
          for (Component component : status().components().subList(0, PACKAGES_WITH_FILES)) {
            Set<String> files = new TreeSet<>();
            for (String line : Command.of("dpkg-query", "--listfiles", spec(component)).lines()) {
              if (line.startsWith("/") && !Files.isDirectory(Path.of(line))) {
                files.add(line);
              }
            }
            Set<String> ours = ownedFiles(component);
            assertThat(ours).as(component.name()).containsAll(files);
            // Empty directories can't be told from files by the list alone.
            ours.removeAll(files);
            assertThat(ours).allMatch(path -> !Files.isRegularFile(Path.of(path)));
            judged += files.size();
          }
          return judged;
        });
  }

  private static Set<String> texts(List<InstalledPackage> packages) {
    return packages.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
  }

  private static RecordingSink status() throws Exception {
    RecordingSink sink =
        RecordingSink.of(
            new DpkgCataloger(),
            DpkgCataloger.STATUS,
            Files.readAllBytes(ROOT.resolve("var/lib/dpkg/status")));
    assertThat(sink.gaps()).isEmpty();
    return sink;
  }

  private static String spec(Component component) {
    return component.name() + ":" + component.architecture();
  }

  private static Set<String> ownedFiles(Component component) throws Exception {
    Path info = ROOT.resolve("var/lib/dpkg/info");
    Path list = info.resolve(spec(component) + ".list");
    if (!Files.exists(list)) {
      list = info.resolve(component.name() + ".list");
    }
    Set<String> paths = new TreeSet<>();
    for (InventoryFact fact :
        RecordingSink.of(new DpkgCataloger(), list.toString(), Files.readAllBytes(list)).facts()) {
      if (fact instanceof Owns owns) {
        paths.addAll(owns.paths());
      }
    }
    return paths;
  }
}
