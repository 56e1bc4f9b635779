package dev.seaworthy.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
  private static final Path CONSOLE = RepositoryRoot.find().resolve("console");

  @Test
  void keepsTheRulesOfItsLinterAndItsTypes() throws Exception {
    Gates.always(
        "console lint and types",
        () -> {
          npm("run", "--silent", "lint", "--", "--error-on-warnings");
          npm("run", "--silent", "types");
          return sources().size();
        });
  }

  @Test
  void passesItsUnitTests(@TempDir Path folder) throws Exception {
    Path report = folder.resolve("report.json");
    Gates.always(
        "console unit tests",
        () -> {
          npm(
              "test",
              "--silent",
              "--",
              "--reporter=default",
              "--reporter=json",
              "--outputFile.json=" + report);
          JsonNode found = new ObjectMapper().readTree(report.toFile());
          assertThat(found.get("numPendingTests").asInt()).as("skipped").isZero();
          return found.get("numPassedTests").asLong();
        });
  }

  @Test
  void namesNoPlaceThatPackagesCameFrom() throws IOException {
    JsonNode lock = new ObjectMapper().readTree(CONSOLE.resolve("package-lock.json").toFile());
    List<JsonNode> packages = new ArrayList<>();
    lock.get("packages").forEach(packages::add);
    assertThat(packages).hasSizeGreaterThan(50);
    assertThat(packages).noneMatch(each -> each.has("resolved"));
    // Without a place, the digest alone says which package is meant.
    assertThat(packages.stream().skip(1)).allMatch(each -> each.has("integrity"));
  }

  /// The server's content security policy allows neither inline scripts and styles nor other hosts.
  @Test
  void buildsPagesThatAskNobodyElseAndHoldNoInlineCode() throws IOException {
    assertThat(Files.readString(pages().resolve("index.html")))
        .doesNotContain("<style", " style=", "javascript:")
        .doesNotContainPattern("\\son\\w+=")
        .doesNotContainPattern("(?:src|href)=\"(?:https?:)?//")
        .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
        .containsPattern("<script type=\"module\"[^>]* src=\"/assets/");
    assertThat(styles()).isNotEmpty().noneMatch(style -> style.contains("url(http"));
  }

  private static List<String> styles() throws IOException {
    try (Stream<Path> files = Files.list(pages().resolve("assets"))) {
      List<String> styles = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".css")).toList()) {
        styles.add(Files.readString(file));
      }
      return styles;
    }
  }

  /// As they are packed: beside the test's own classes, wherever this build puts them.
  private static Path pages() {
    try {
      Path tests = Path.of(ConsoleTest.class.getResource("/").toURI());
      return tests.resolveSibling("classes").resolve("META-INF/resources");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(CONSOLE.resolve("src/main/web"))) {
      return files.filter(each -> each.toString().matches(".*\\.tsx?")).toList();
    }
  }

  private static void npm(String... words) {
    List<String> line = new ArrayList<>(List.of("npm"));
    line.addAll(List.of(words));
    Command.Result result = Command.of(line).in(CONSOLE).within(Duration.ofMinutes(4)).run();
    assertThat(result.exit()).as("%s%n%s%n%s", line, result.out(), result.err()).isZero();
  }
}
