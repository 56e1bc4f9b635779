package dev.seaworthy.inspection.secret;

import static dev.seaworthy.inspection.secret.SecretWalk.KEY;
import static dev.seaworthy.inspection.secret.SecretWalk.OTHER;
import static dev.seaworthy.inspection.secret.SecretWalk.PASSWORD;
import static dev.seaworthy.inspection.secret.SecretWalk.RULES;
import static dev.seaworthy.inspection.secret.SecretWalk.TOKEN;
import static dev.seaworthy.inspection.secret.SecretWalk.gaps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageConfig.Execution;
import dev.seaworthy.image.ImageConfig.History;
import dev.seaworthy.image.Platform;
import dev.seaworthy.inspection.Inspection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfigSecretsTest {

  private static Inspection look(
      List<String> environment, Map<String, String> labels, String command) {
    ImageConfig config =
        new ImageConfig(
            JsonValue.EMPTY_OBJECT,
            "",
            Platform.of("linux", "amd64"),
            List.of(),
            List.of(new History("", command, "", false)),
            new Execution("", environment, List.of(), List.of(), "", labels, List.of(), List.of()));
    SecretEngine engine = new SecretEngine(RULES, KEY, KeywordFinders.inJava(RULES));
    return new ConfigSecrets(engine).look(config);
  }

  private static List<String> shown(Inspection inspection) {
    return inspection.observations().stream()
        .map(seen -> seen.rule().id() + " " + seen.location().path())
        .toList();
  }

  @Test
  void tellsNoNameThatHoldsASecret() {
    Inspection found =
        look(
            List.of("PATH=/bin", TOKEN, "X_" + OTHER + "=1", "A_TOKEN=" + PASSWORD),
            Map.of(
                "a",
                "b",
                "x " + TOKEN,
                "c",
                "run --password " + PASSWORD,
                "d",
                "https://shop:" + PASSWORD + "=" + "@host/",
                "e"),
            "");

    assertThat(shown(found))
        .contains(
            "secret.github-pat config/Env/[1]",
            "secret.npm-token config/Env/[2]",
            "secret.environment-password config/Env/A_TOKEN",
            "secret.github-pat config/Labels/[3]",
            "secret.command-password config/Labels/[2]")
        .hasSize(6);
    for (String secret : List.of(TOKEN, OTHER, PASSWORD)) {
      assertThat(found.toString()).doesNotContain(secret.substring(5));
    }
  }

  @Test
  void readsWhatCommandsAssign() {
    for (String command :
        List.of(
            "DB_PASSWORD=%s make",
            "DB_PASSWORD=\"%s\" make",
            "java -Dspring.datasource.password=%s -jar a.jar",
            "login --password %s",
            "login --api-key='%s'",
            "x".repeat(70_000) + " MYSQL_PWD=%s",
            "A.".repeat(40_000) + "TOKEN=%s")) {
      assertThat(look(List.of(), Map.of(), command.formatted(PASSWORD)).observations())
          .as(command.substring(command.length() - 12))
          .extracting(seen -> seen.location().path())
          .containsExactly("history/0");
    }
    for (String command :
        List.of(
            "DB_PASSWORD=$OTHER make",
            "echo $PASSWORD=%s",
            "login --password-file %s",
            "login --password \"open")) {
      assertThat(shown(look(List.of(), Map.of(), command.formatted(PASSWORD))))
          .as(command)
          .isEmpty();
    }
  }

  @Test
  void listsAThousandAndCountsTheRest() {
    StringBuilder command = new StringBuilder();
    IntStream.range(0, 5_000).forEach(i -> command.append("A_TOKEN=q").append(i).append("z "));

    Inspection found = look(List.of(), Map.of(), command.toString());

    assertThat(found.observations()).hasSize(1_000);
    assertThat(gaps(found)).containsExactly("SW-INSPECTION-0100 config");
    assertThat(found.gaps().getFirst().detail()).startsWith("4000 more");
  }
}
