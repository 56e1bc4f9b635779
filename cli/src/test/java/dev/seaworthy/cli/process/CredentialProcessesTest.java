package dev.seaworthy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.image.CredentialPrograms.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialProcessesTest {

  private static final String NAME = "docker-credential-test";

  @TempDir Path folder;

  @Test
  void handsTheServerInAndTheAnswerOut() throws Exception {
    program("read server; echo \"$1 $server $EXTRA\"; exit 3");
    Output output = programs().get(NAME, "registry.example\n");
    assertThat(output.exitCode()).isEqualTo(3);
    assertThat(output.text()).isEqualTo("get registry.example said\n");
  }

  @Test
  void doesNotNeedItsInputToBeRead() throws Exception {
    program("echo answer");
    assertThat(programs().get(NAME, "registry.example".repeat(10_000)).text())
        .isEqualTo("answer\n");
  }

  @Test
  void endsAProgramThatDoesNotEnd() throws Exception {
    program("while :; do /bin/sleep 60; done");
    CredentialProcesses programs = new CredentialProcesses(environment(), Duration.ofMillis(300));
    assertThatThrownBy(() -> programs.get(NAME, "registry.example"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(NAME + " did not end");
  }

  @Test
  void takesNoMoreThanACredentialNeeds() throws Exception {
    program(
        "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done");
    assertThatThrownBy(() -> programs().get(NAME, "registry.example"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than any credential needs");
  }

  @Test
  void runsNothingThatIsNotOnThePath() {
    assertThatThrownBy(() -> programs().get("docker-credential-none", ""))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no docker-credential-none on the PATH");
    assertThatThrownBy(() -> programs().get("../bin/sh", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not the name of a program");
  }

  private CredentialProcesses programs() {
    return new CredentialProcesses(environment());
  }

  private Map<String, String> environment() {
    return Map.of("PATH", "/does-not-exist:" + folder, "EXTRA", "said");
  }

  private void program(String script) throws IOException {
    Path file = Files.writeString(folder.resolve(NAME), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
