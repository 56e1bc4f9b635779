package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.walk.EntryPath.Outcome;
import dev.seaworthy.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryPathTest {

  private static final int LONGEST = 4_096;

  private static String text(byte[] name) {
    EntryPath path = new EntryPath();
    assertThat(path.set(name, LONGEST)).isEqualTo(Outcome.FINE);
    byte[] bytes = Arrays.copyOf(path.bytes(), path.length());
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
    return text;
  }

  @Test
  void namesOfOtherBytesAreOtherPaths() {
    Map<String, byte[]> seen = new HashMap<>();
    Samples.check(
        20_000,
        samples -> {
          byte[] name = new byte[samples.between(1, 6)];
          for (int i = 0; i < name.length; i++) {
            name[i] = (byte) samples.pick("\\x8ef\u00c3\u00a4\u00e2\u0082\u00ac\u00ff\u00ed\u00a0");
          }
          byte[] before = seen.putIfAbsent(text(name), name);
          assertThat(before == null || Arrays.equals(before, name)).isTrue();
        });
  }

  @Test
  void everyPathIsNormalised() {
    Samples.check(
        20_000,
        samples -> {
          String name = samples.text(0, 30, "./ab");
          EntryPath path = new EntryPath();
          Outcome outcome = path.set(name.getBytes(StandardCharsets.UTF_8), LONGEST);
          if (outcome == Outcome.FINE) {
            String found = new String(path.bytes(), 0, path.length(), StandardCharsets.UTF_8);
            assertThat("/" + found + "/")
                .doesNotContain("//a", "/./", "/../")
                .doesNotContain("//b");
            // Java's own normalisation agrees wherever the root isn't left.
            assertThat(Path.of("/" + name).normalize().toString()).isEqualTo("/" + found);
          } else {
            assertThat(name).contains("..");
          }
        });
  }
}
