package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.cli.text.Columns;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `seaworthy check` as a person or a pipeline sees it.
class CheckTest {

  private static final String FILE =
      """
      # syntax=docker/dockerfile:1
      FROM node AS build
      ARG NPM_TOKEN=correct-horse-battery
      # seaworthy:ignore=npm-install,packages-unpinned the lock file is made in this step
      RUN npm install && \\
          curl -fsSLk https://deb.example/setup | bash -
      FROM debian:12
      COPY --from=biuld /app /app
      EXPOSE 22
      ENTRYPOINT /app/server
      """;

  private static final String CLEAN =
      """
      FROM scratch
      COPY server /server
      USER 10001
      HEALTHCHECK CMD ["/server", "health"]
      ENTRYPOINT ["/server"]
      """;

  /// Relative, so that no line is wrapped otherwise where this is checked out elsewhere.
  private final Path home = Path.of("target", "check");

  @BeforeEach
  void writeTheFiles() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home.resolve("services"));
    Files.writeString(home.resolve("Dockerfile"), FILE);
    Files.writeString(home.resolve("services/Containerfile"), CLEAN);
    Files.writeString(home.resolve("services/worker.Dockerfile"), CLEAN);
    Files.writeString(home.resolve("services/Dockerfile.dockerignore"), "*");
  }

  @Test
  void showsWhatStandsInTheWayWithin80Columns() {
    for (String[] arguments :
        new String[][] {
          {"refused"}, {"details", "--details"}, {"chinese", "--details", "--language", "zh"}
        }) {
      String[] words = new String[arguments.length + 1];
      words[0] = "check";
      System.arraycopy(arguments, 1, words, 1, arguments.length - 1);
      words[words.length - 1] = home.resolve("Dockerfile").toString();
      Outcome outcome = new Terminal(home).run(words);
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.out().lines())
          .allSatisfy(line -> assertThat(Columns.of(line)).as(line).isLessThanOrEqualTo(80));
      assertThat(outcome.transcript()).doesNotContain("correct-horse");
      Golden.matches("check/" + arguments[0] + ".txt", outcome.transcript());
    }
  }

  @Test
  void clearsADirectoryOfCleanFiles() {
    Outcome outcome =
        new Terminal(home).run("check", "--fail-on", "low", home.resolve("services").toString());
    assertThat(outcome.exitCode()).isZero();
    Golden.matches("check/cleared.txt", outcome.transcript());
  }

  @Test
  void writesJsonAndSarifThatSayTheSame() throws Exception {
    Outcome outcome =
        new Terminal(home)
            .run(
                "check",
                "--output=json",
                "--output=sarif=" + home.resolve("check.sarif"),
                home.resolve("Dockerfile").toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    String sarif = Files.readString(home.resolve("check.sarif"));
    assertThat(outcome.out() + sarif).doesNotContain("correct-horse");
    assertThat(ReportSchema.faultsOfCheck(outcome.out())).isEmpty();
    Golden.matches("check/report.json", versionless(outcome.out()));
    Golden.matches("check/check.sarif", versionless(sarif));
    JsonObject json = object(outcome.out()).objects("files").getFirst();
    JsonObject run = object(sarif).objects("runs").getFirst();
    assertThat(run.objects("results"))
        .hasSize(json.objects("observations").size() + json.objects("ignored").size())
        .anySatisfy(result -> assertThat(result.objects("suppressions")).isNotEmpty());
  }

  /// A schema that lets everything through would prove nothing.
  @Test
  void hasASchemaThatNoticesWhatIsWrong() {
    Outcome outcome =
        new Terminal(home)
            .typing("FROM debian:12\n# seaworthy:ignore=sudo it is so\nRUN sudo make\n")
            .run("check", "--output=json", "-");
    String report = outcome.out();
    assertThat(ReportSchema.faultsOfCheck(report)).isEmpty();
    for (String member :
        List.of(
            "outcome", "refusesFrom", "evidence", "inTheWay", "commentLine", "references", "zh")) {
      String broken = report.replaceFirst("\"" + member + "\"", "\"other\"");
      assertThat(broken).isNotEqualTo(report);
      assertThat(ReportSchema.faultsOfCheck(broken)).as(member).isNotEmpty();
    }
    assertThat(ReportSchema.faultsOfCheck(report.replaceFirst("\"high\"", "\"terrible\"")))
        .isNotEmpty();
  }

  @Test
  void readsStandardInputAndSpeaksByTheLocale() {
    Outcome outcome =
        new Terminal(home).with("LANG", "zh_CN.UTF-8").typing("FROM debian\n").run("check", "-");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).startsWith("-\n").contains("未设置镜像的运行用户");
  }

  @Test
  void namesTheLineOfABrokenFile() {
    Outcome outcome = new Terminal(home).typing("FROM debian\nRNU x\n").run("check", "-");
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("-: line 2: RNU is no instruction")
        .contains("Did you mean RUN?")
        .contains("SW-INSPECTION-0250");
  }

  @Test
  void skipsRulesAndHoldsBaseImagesAgainstAList() throws IOException {
    Path list = home.resolve("bases.json");
    Files.writeString(
        list,
        "{\"version\": 1, \"bases\": [{\"name\": \"node\", \"repositories\": [\"docker.io/library/node\"]}]}");
    Outcome outcome =
        new Terminal(home)
            .run(
                "check",
                "--allowed-bases",
                list.toString(),
                "--skip=user-missing",
                "--output=json",
                home.resolve("Dockerfile").toString());
    assertThat(outcome.out())
        .contains("\"rule\": \"base.not-allowed\"")
        .contains("\"evidence\": \"FROM debian:12\"")
        .containsOnlyOnce("FROM node")
        .doesNotContain("dockerfile.user-missing");
  }

  private static String versionless(String document) {
    return document.replaceAll("\"((?:semanticV|v)ersion)\": \"0[^\"]*\"", "\"$1\": \"0\"");
  }

  private static JsonObject object(String text) {
    return new JsonReader(Limits.defaults())
        .readObject(text.getBytes(StandardCharsets.UTF_8), "the document");
  }
}
