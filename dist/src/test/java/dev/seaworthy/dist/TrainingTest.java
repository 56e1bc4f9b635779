package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

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
  void trainsAtLeastTheStartUp() throws IOException {
    assertThat(Training.commands()).contains(TrainingCommand.parse("0 --version"));
  }
}
