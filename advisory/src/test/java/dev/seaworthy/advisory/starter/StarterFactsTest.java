package dev.seaworthy.advisory.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// Holds the set's facts against published data, read here by a few lines of their own.
class StarterFactsTest {

  private static final JsonReader JSON = new JsonReader(Limits.defaults());

  @Test
  void everyFixedVersionIsAPublishedOne() throws Exception {
    List<Need> needs = new ArrayList<>();
    for (String name :
        List.of(
            "debian/tracker-data.json.gz",
            "alpine/secdb.zip",
            "osv/Maven/all.zip",
            "osv/npm/all.zip",
            "osv/PyPI/all.zip",
            "osv/Go/all.zip")) {
      needs.add(Gates.shared("advisories/" + name));
    }
    Gates.run(
        "facts of the starter set",
        needs,
        () -> {
          Set<String> facts = facts();
          Set<String> published = new HashSet<>();
          tracker(needs.get(0).path(), published);
          secdb(needs.get(1).path(), published);
          for (Need osv : needs.subList(2, needs.size())) {
            osv(osv.path(), published);
          }
          assertThat(new TreeSet<>(facts)).allMatch(published::contains);
          return facts.size();
        });
  }

  /// Lines `CVE ecosystem package word version`; where the set tells more exactly than a
  /// distribution where a flaw began, that is left out.
  private static Set<String> facts() throws IOException {
    Set<String> facts = new HashSet<>();
    Path file = RepositoryRoot.find().resolve("advisory/src/main/starter-set/starter-set.ndjson");
    for (String line : Files.readAllLines(file)) {
      JsonObject record = JSON.readObject(line.getBytes(StandardCharsets.UTF_8), "line");
      add(record, record.text("id"), facts);
    }
    facts.removeIf(fact -> fact.matches("\\S+ (Debian|Alpine):\\S+ \\S+ introduced .*"));
    return facts;
  }

  private static void add(JsonObject record, String cve, Set<String> facts) {
    for (JsonObject affected : record.objects("affected")) {
      JsonObject named = affected.object("package");
      for (JsonObject range : affected.objects("ranges")) {
        for (JsonObject event : range.objects("events")) {
          for (String word : event.members().keySet()) {
            facts.add(
                String.join(
                    " ", cve, named.text("ecosystem"), named.text("name"), word, event.text(word)));
          }
        }
      }
    }
  }

  private static void osv(Path zip, Set<String> published) throws IOException {
    try (ZipFile opened = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : opened.stream().filter(each -> !each.isDirectory()).toList()) {
        try (InputStream in = opened.getInputStream(entry)) {
          JsonObject record = JSON.readObject(in, entry.getName());
          List<String> ids = new ArrayList<>(record.strings("aliases"));
          ids.add(record.text("id").replace("~2", ""));
          for (String id : ids) {
            add(record, id, published);
          }
        }
      }
    }
  }

  private static void tracker(Path gzip, Set<String> published) throws IOException {
    JsonObject tracker;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
      tracker = JSON.readObject(in, "tracker");
    }
    List<List<String>> suites = List.of(List.of("bullseye", "11"), List.of("bookworm", "12"));
    for (String name : tracker.members().keySet()) {
      JsonObject flaws = tracker.object(name);
      for (String cve : flaws.members().keySet()) {
        for (List<String> suite : suites) {
          String fixed =
              flaws.object(cve).object("releases").object(suite.get(0)).text("fixed_version");
          published.add(String.join(" ", cve, "Debian:" + suite.get(1), name, "fixed", fixed));
        }
      }
    }
  }

  private static void secdb(Path zip, Set<String> published) throws IOException {
    try (ZipFile opened = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : opened.stream().filter(each -> !each.isDirectory()).toList()) {
        try (InputStream in = opened.getInputStream(entry)) {
          JsonObject branch = JSON.readObject(in, entry.getName());
          String ecosystem = "Alpine:" + branch.text("distroversion");
          for (JsonObject each : branch.objects("packages")) {
            JsonObject fixes = each.object("pkg").object("secfixes");
            for (String version : fixes.members().keySet()) {
              for (String ids : fixes.strings(version)) {
                for (String id : ids.split(" ", -1)) {
                  published.add(
                      String.join(
                          " ", id, ecosystem, each.object("pkg").text("name"), "fixed", version));
                }
              }
            }
          }
        }
      }
    }
  }
}
