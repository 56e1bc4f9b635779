package dev.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  @Test
  void handsBackExitCodeAndBothStreams() {
    Command.Result result =
        Command.of("sh", "-c", "cat; echo aground >&2; exit 3").input("é").run();

    assertThat(result).isEqualTo(new Command.Result(3, "é", "aground\n"));
  }

  @Test
  void namesTheCommandAndItsErrorWhenTextWasWanted() {
    assertThatThrownBy(() -> Command.of("sh", "-c", "echo aground >&2; exit 3").text())
        .hasMessageContaining("exited with 3")
        .hasMessageContaining("aground");
  }

  @Test
  void runsInTheFolderWithTheVariablesGiven(@TempDir Path folder) {
    assertThat(Command.of("sh", "-c", "pwd; echo $CARGO").in(folder).with("CARGO", "tea").lines())
        .containsExactly(folder.toString(), "tea");
  }

  @Test
  void killsWhatTakesTooLong() {
    Command endless = Command.of("sh", "-c", "while :; do :; done").within(Duration.ofMillis(50));

    assertThatThrownBy(endless::run).hasMessageContaining("took longer than");
  }
}
