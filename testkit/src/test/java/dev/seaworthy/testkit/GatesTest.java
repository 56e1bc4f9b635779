package dev.seaworthy.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class GatesTest {
  private static final Need MISSING = Need.missing("tool compass");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @TempDir Path records;

  @Test
  void recordsTheCountOfAGateThatRan() throws Exception {
    keeper(false).run("depth soundings", List.of(Need.met("tool lead", records)), () -> 17);

    assertThat(lines()).containsExactly("depth soundings\tran\t17\t");
    assertThat(printed.toString(UTF_8)).isEmpty();
  }

  @Test
  void skipsWithOneLineAndARecordWhenANeedIsAbsent() throws Exception {
    assertThatThrownBy(() -> keeper(false).run("course", List.of(MISSING), () -> 1))
        .isInstanceOf(TestAbortedException.class);

    assertThat(printed.toString(UTF_8).lines())
        .containsExactly("gate \"course\" skipped, absent: tool compass");
    assertThat(lines()).containsExactly("course\tabsent\t0\ttool compass");
  }

  @Test
  void failsOnAnAbsentNeedWhenAllAreRequired() throws Exception {
    assertThatThrownBy(() -> keeper(true).run("course", List.of(MISSING), () -> 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tool compass");
    assertThat(lines()).containsExactly("course\tabsent\t0\ttool compass");
  }

  @Test
  void failsWhenTheBodyJudgedNothing() throws Exception {
    assertThatThrownBy(() -> keeper(false).run("empty hold", List.of(), () -> 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("judged nothing");
    assertThat(lines()).hasSize(1).first().asString().startsWith("empty hold\tfailed\t0\t");
  }

  @Test
  void recordsAFailureInOneLineAndPassesItOn() throws Exception {
    Gates.Check leak =
        () -> {
          throw new IOException("water\tin\nthe hold");
        };

    assertThatThrownBy(() -> keeper(false).run("hull", List.of(), leak))
        .isInstanceOf(IOException.class);
    assertThat(lines()).containsExactly("hull\tfailed\t0\twater in the hold");
  }

  @Test
  void findsAToolOnThePathAndSaysWhichIsNot() {
    assertThat(Gates.tool("sh").isMet()).isTrue();
    assertThat(Gates.tool("no-such-program-here").isMet()).isFalse();
    assertThatThrownBy(() -> Gates.tool("no-such-program-here").path())
        .hasMessageContaining("tool no-such-program-here");
  }

  @Test
  void findsTheRepositoryUpwardsByThePomThatListsModules() throws Exception {
    Path root = RepositoryRoot.upwardsFrom(Path.of("").toAbsolutePath());

    assertThat(root.resolve("testkit/pom.xml")).isRegularFile();
    assertThat(RepositoryRoot.find()).isEqualTo(root);
    assertThatThrownBy(() -> RepositoryRoot.upwardsFrom(Path.of("/")))
        .isInstanceOf(IllegalStateException.class);
  }

  private GateKeeper keeper(boolean requireAll) {
    return new GateKeeper(records, requireAll, new PrintStream(printed, true, UTF_8));
  }

  private List<String> lines() throws IOException {
    try (Stream<Path> files = Files.list(records)) {
      return Files.readAllLines(files.findFirst().orElseThrow());
    }
  }
}
