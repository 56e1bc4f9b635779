package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void trainsAtLeastTheStartUp() throws IOException {
    assertThat(Training.commands()).contains(TrainingCommand.parse("0 --version"));
  }
}
