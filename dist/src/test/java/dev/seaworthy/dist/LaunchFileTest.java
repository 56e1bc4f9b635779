package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchFileTest {
  @TempDir private Path lib;

  @BeforeEach
  void twoJarsAndALibrary() throws IOException {
    Files.writeString(lib.resolve("b.jar"), "second");
    Files.writeString(lib.resolve("a.jar"), "first");
    Files.writeString(lib.resolve("find-java.sh"), "not a jar");
  }

  @Test
  void listsTheJarsAloneAndInTheOrderOfTheirNames() throws IOException {
    assertThat(LaunchFile.describe(lib)).contains("launch_jars='a.jar b.jar'\n");
  }

  @Test
  void leavesTheSecondCompilerOnBecauseTheFirstOneHashesSlowly() throws IOException {
    assertThat(LaunchFile.describe(lib)).contains("UseSerialGC").doesNotContain("TieredStopAt");
  }

  @Test
  void namesAnotherBuildAfterOneByteChanged() throws IOException {
    String before = LaunchFile.describe(lib);
    Files.writeString(lib.resolve("b.jar"), "secone");
    assertThat(build(LaunchFile.describe(lib))).isNotEqualTo(build(before));
  }

  @Test
  void namesAnotherBuildAfterTwoJarsSwappedTheirBytes() throws IOException {
    String before = LaunchFile.describe(lib);
    Files.writeString(lib.resolve("a.jar"), "second");
    Files.writeString(lib.resolve("b.jar"), "first");
    assertThat(build(LaunchFile.describe(lib))).isNotEqualTo(build(before));
  }

  @Test
  void refusesALibWithoutJars(@TempDir Path empty) {
    assertThatIOException()
        .isThrownBy(() -> LaunchFile.describe(empty))
        .withMessageContaining("jar");
  }

  private static String build(String launchFile) {
    String line =
        launchFile
            .lines()
            .filter(each -> each.startsWith("launch_build="))
            .findFirst()
            .orElseThrow();
    assertThat(line).matches("launch_build=[0-9a-f]{16}");
    return line;
  }
}
