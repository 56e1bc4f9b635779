package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Main;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.process.Surroundings.Terminals;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  @Test
  void readsAnExitCodeAndTheArgumentsOfALine() {
    TrainingCommand command = TrainingCommand.parse("2 scan  --no-such-option");
    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.arguments()).containsExactly("scan", "--no-such-option");
  }

  @Test
  void refusesALineWithoutAnExitCode() {
    assertThatIllegalArgumentException().isThrownBy(() -> TrainingCommand.parse("--version"));
  }

  @Test
  void putsPathsInPlaceOfMarks() {
    TrainingCommand command = TrainingCommand.parse("1 scan oci-layout:{layout}");
    assertThat(command.with("{layout}", Path.of("hold")).arguments())
        .containsExactly("scan", "oci-layout:hold");
  }

  @Test
  void writesAnImageThatOthersRead(@TempDir Path work) throws Exception {
    TrainingImage image = TrainingImage.write(work.resolve("image"));
    Gates.run(
        "training image read by skopeo and tar",
        List.of(Gates.tool("skopeo"), Gates.tool("tar")),
        () -> {
          Command.of("skopeo", "copy", "oci:" + image.layout(), "dir:" + work.resolve("copy"))
              .text();
          List<String> layers =
              Command.of("sh", "-c", "for f in copy/*; do tar tzf $f 2>/dev/null || true; done")
                  .in(work)
                  .lines();
          assertThat(layers).contains("var/lib/dpkg/status", "app/application.jar");
          return layers.size();
        });
  }

  /// What the product makes of the made-up feeds and image, so that no part of them is in vain.
  @Test
  void matchesEveryKindOfPackage(@TempDir Path work) throws Exception {
    TrainingImage image = TrainingImage.write(work.resolve("image"));
    TrainingAdvisories.write(work.resolve("feeds"));
    String built =
        said(work, 0, "db", "build", "--from", work + "/feeds", "--out", work + "/advisories.db");
    assertThat(built).contains("on 3,000 flaws").doesNotContain("could not be read");

    String report =
        said(
            work,
            1,
            "scan",
            "--no-cache",
            "--quiet",
            "--db",
            work + "/advisories.db",
            "--output",
            "json",
            "oci-layout:" + image.layout());
    JsonObject json =
        new JsonReader(Limits.defaults())
            .readObject(report.getBytes(StandardCharsets.UTF_8), "the report");
    assertThat(json.array("gaps")).isEmpty();
    assertThat(json.array("notAffected")).hasSizeGreaterThan(5_000);
    assertThat(json.objects("findings"))
        .extracting(finding -> finding.text("purl"))
        .contains(
            "pkg:deb/debian/training-source59",
            "pkg:golang/example.org/trained",
            "pkg:maven/org.example/trained",
            "pkg:npm/trained",
            "pkg:pypi/trained");
  }

  private static String said(Path home, int exitCode, String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        Main.run(
            new Surroundings(
                said,
                said,
                Map.of("HOME", home.toString()),
                InstantSource.system(),
                Terminals.NONE,
                null),
            arguments);
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isEqualTo(exitCode);
    return text;
  }

  @Test
  void trainsAtLeastTheStartUp() throws IOException {
    assertThat(Training.commands()).contains(TrainingCommand.parse("0 --version"));
  }
}
