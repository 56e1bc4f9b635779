package dev.seaworthy.advisory.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limits;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// A bound that its ecosystem's scheme can't read makes every match with it unknown.
class AdvisoryBoundsTest {

  private static final int RECORDS_MAX = 1_500;

  /// Bounds that are no versions to their ecosystem either.
  private static final Set<String> KNOWN_FLAWS =
      Set.of("Bitnami nightly.2026-03-10.0", "DHI 3.1.1-", "PyPI 0.2.0-n653", "PyPI 2019-09-12");

  @Test
  void everyBoundOfTheSharedAdvisoriesIsRead() throws Exception {
    Gates.run(
        "version order: bounds of real advisories",
        Gates.shared("advisories/osv"),
        folder -> {
          Set<String> refused = new TreeSet<>();
          long judged = 0;
          for (Path archive : archives(folder)) {
            judged += judge(archive, refused);
          }
          refused.removeAll(KNOWN_FLAWS);
          assertThat(refused).isEmpty();
          return judged;
        });
  }

  private static List<Path> archives(Path folder) throws IOException {
    try (Stream<Path> ecosystems = Files.list(folder)) {
      return ecosystems.map(e -> e.resolve("all.zip")).filter(Files::exists).sorted().toList();
    }
  }

  private static long judge(Path archive, Set<String> refused) {
    JsonReader reader = new JsonReader(Limits.defaults());
    long judged = 0;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> entries = zip.stream().filter(e -> !e.isDirectory()).toList();
      int step = Math.max(1, entries.size() / RECORDS_MAX);
      for (int i = 0; i < entries.size(); i += step) {
        try (InputStream in = zip.getInputStream(entries.get(i))) {
          judged += judge(reader.readObject(in, entries.get(i).getName()), refused);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + archive, e);
    }
    return judged;
  }

  private static long judge(JsonObject record, Set<String> refused) {
    long judged = 0;
    for (JsonObject affected : record.objects("affected")) {
      JsonObject component = affected.object("package");
      String ecosystem = component.text("ecosystem");
      VersionScheme scheme = VersionSchemes.forPackage(ecosystem, component.text("name"));
      for (String bound : bounds(affected)) {
        judged++;
        if (!scheme.parse(bound).isOrdered()) {
          refused.add(ecosystem + " " + bound);
        }
      }
    }
    return judged;
  }

  private static List<String> bounds(JsonObject affected) {
    return affected.objects("ranges").stream()
        .filter(range -> !range.text("type").equals("GIT"))
        .flatMap(range -> range.objects("events").stream())
        .flatMap(event -> event.members().values().stream())
        .map(bound -> ((JsonString) bound).text())
        .toList();
  }
}
