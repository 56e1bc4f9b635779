package dev.seaworthy.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.LayeredFacts;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which package needs which, against what rpm itself reads from the same real database.
class RpmDependenciesTruthTest {

  private static final String SQLITE = "var/lib/rpm/rpmdb.sqlite";
  private static final String BERKELEY = "var/lib/rpm/Packages";

  @TempDir Path temporary;

  @Test
  void agreeWithRpm() throws Exception {
    Gates.run(
        "rpm dependencies",
        List.of(Gates.shared("fixtures/images"), Gates.tool("rpm"), Gates.tool("tar")),
        () -> {
          Path images = Gates.shared("fixtures/images").path();
          SoftAssertions softly = new SoftAssertions();
          long judged = judge(images.resolve("os-mariner2-sqlite.tar"), SQLITE, softly);
          judged += judge(images.resolve("os-rhel8-bdb.tar"), BERKELEY, softly);
          softly.assertAll();
          assertThat(judged).isGreaterThan(600);
          return judged;
        });
  }

  /// What rpm finds by its own indexes, which only a whole database has.
  @Test
  void agreeWithTheIndexesOfRpm() throws Exception {
    Gates.run(
        "rpm --whatprovides",
        List.of(Gates.shared("fixtures/images"), Gates.tool("rpm"), Gates.tool("tar")),
        () -> {
          Path images = Gates.shared("fixtures/images").path();
          Path root = unpack(images.resolve("os-mariner2-sqlite.tar"), SQLITE);
          Map<String, Set<String>> found = relations(root, SQLITE);
          SoftAssertions softly = new SoftAssertions();
          List<String> names = new ArrayList<>(found.keySet());
          for (int i = 0; i < names.size(); i += 6) {
            String name = names.get(i);
            List<String> capabilities =
                query(root, "-q", "--qf", "[%{REQUIRENAME}\\n]", name).stream()
                    .filter(line -> !line.startsWith("rpmlib(") && !line.contains(" "))
                    .distinct()
                    .toList();
            Set<String> providers = new TreeSet<>();
            for (String capability : capabilities) {
              Set<String> ofOne =
                  new TreeSet<>(
                      query(root, "-q", "--qf", "%{NAME}\\n", "--whatprovides", capability));
              // Nobody in the image, or one of several.
              if (ofOne.size() == 1 && !ofOne.iterator().next().contains(" ")) {
                providers.addAll(ofOne);
              }
            }
            providers.remove(name);
            softly.assertThat(found.get(name)).as(name).isEqualTo(providers);
          }
          softly.assertAll();
          return names.size() / 6;
        });
  }

  private long judge(Path image, String database, SoftAssertions softly) throws IOException {
    Path root = unpack(image, database);
    Map<String, Set<String>> providers = new TreeMap<>();
    pairs(root, "PROVIDENAME")
        .forEach(
            (name, provided) -> provided.forEach(capability -> put(providers, capability, name)));
    pairs(root, "FILENAMES")
        .forEach((name, files) -> files.forEach(file -> put(providers, merged(file), name)));
    Map<String, Set<String>> found = relations(root, database);
    long judged = 0;
    for (Map.Entry<String, Set<String>> requires : pairs(root, "REQUIRENAME").entrySet()) {
      Set<String> wanted = new TreeSet<>();
      for (String capability : requires.getValue()) {
        Set<String> known = providers.getOrDefault(merged(capability), Set.of());
        if (known.size() == 1) {
          wanted.addAll(known);
        }
      }
      wanted.remove(requires.getKey());
      softly
          .assertThat(found.getOrDefault(requires.getKey(), Set.of()))
          .as(image.getFileName() + ": " + requires.getKey())
          .isEqualTo(wanted);
      judged += wanted.size();
    }
    return judged;
  }

  private static void put(Map<String, Set<String>> providers, String capability, String name) {
    providers.computeIfAbsent(merged(capability), ignored -> new TreeSet<>()).add(name);
  }

  private static String merged(String capability) {
    return capability.matches("/(bin|sbin|lib|lib64)/.*") ? "/usr" + capability : capability;
  }

  /// What our inventory says that a package depends on, by names.
  private static Map<String, Set<String>> relations(Path root, String database) throws IOException {
    Inventory inventory =
        Inventories.assemble(
            LayeredFacts.by(List.of(new RpmCataloger()))
                .layer()
                .file("/" + database, Files.readAllBytes(root.resolve(database)))
                .facts(),
            Limits.defaults());
    List<Component> components = inventory.components();
    Map<String, Set<String>> relations = new TreeMap<>();
    components.forEach(component -> relations.put(component.name(), new TreeSet<>()));
    for (Relationship relationship : inventory.relationships()) {
      if (relationship.kind() == Kind.DEPENDS_ON) {
        relations
            .computeIfAbsent(components.get(relationship.from()).name(), ignored -> new TreeSet<>())
            .add(components.get(relationship.to()).name());
      }
    }
    return relations;
  }

  private static Map<String, Set<String>> pairs(Path root, String tag) {
    Map<String, Set<String>> pairs = new TreeMap<>();
    for (String line : query(root, "-qa", "--qf", "[%{=NAME}\\t%{" + tag + "}\\n]")) {
      String[] pair = line.split("\t", -1);
      if (pair.length == 2 && !pair[0].equals("gpg-pubkey") && !pair[1].contains(" ")) {
        pairs.computeIfAbsent(pair[0], ignored -> new TreeSet<>()).add(pair[1]);
      }
    }
    return pairs;
  }

  private static List<String> query(Path root, String... arguments) {
    List<String> words =
        new ArrayList<>(List.of("rpm", "--dbpath", root.resolve("var/lib/rpm").toString()));
    words.addAll(List.of(arguments));
    return Command.of(words).run().lines();
  }

  /// The database as GNU tar takes it out of the image.
  private Path unpack(Path image, String database) throws IOException {
    Path layout = Files.createTempDirectory(temporary, "layout");
    Path root = Files.createTempDirectory(temporary, "root");
    Command.of("tar", "-xf", image.toString(), "-C", layout.toString()).text();
    try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        Command.of("tar", "-xf", blob.toString(), "-C", root.toString(), database).run();
      }
    }
    assertThat(root.resolve(database)).exists();
    return root;
  }
}
