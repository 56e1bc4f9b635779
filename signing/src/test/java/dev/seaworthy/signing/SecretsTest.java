package dev.seaworthy.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path folder;

  private final Secrets secrets = new Secrets(Map.of("PIN", "1234\n", "NOTHING", ""));

  @Test
  void comeFromAFileOrAVariableWithoutTheLineBreak() throws IOException {
    Path file = Files.writeString(folder.resolve("pin"), "56 78\n");

    assertThat(secrets.read("env:PIN", "it")).isEqualTo("1234");
    assertThat(secrets.read(file.toString(), "it")).isEqualTo("56 78");
    assertThat(secrets.read("file:" + file, "it")).isEqualTo("56 78");
    assertThat(secrets.read("file://" + file, "it")).isEqualTo("56 78");
    assertThat(secrets.toString()).doesNotContain("1234");
  }

  @Test
  void sayWhatIsMissingAndNotWhatIsThere() throws IOException {
    Path odd = Files.write(folder.resolve("odd"), new byte[] {'s', 'e', 'c', (byte) 0xff});
    for (String source :
        new String[] {"env:OTHER", "env:NOTHING", "/no/such/file", odd.toString()}) {
      assertThatThrownBy(() -> secrets.read(source, "the token"))
          .as(source)
          .isInstanceOf(SeaworthyException.class)
          .hasMessageContaining("the secret of the token from " + source)
          .extracting(e -> ((SeaworthyException) e).code())
          .isEqualTo(SigningError.NO_SECRET);
    }
  }
}
