package dev.seaworthy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TidinessTest {
  private static final TidyRule EVERY_FILE =
      repository ->
          repository.texts().stream()
              .map(file -> new Offence("planted", file.path(), 0, "*", "is here"));

  private final Repository repository =
      Repository.of(SourceFile.of("a.md", ""), SourceFile.of("b.md", ""));

  @Test
  void complainsOfWhatNoExceptionCovers() {
    assertThat(complaints("planted\ta.md\t*\tbecause"))
        .singleElement()
        .asString()
        .contains("b.md", "planted");
  }

  @Test
  void complainsOfAnExceptionThatCoversNothing() {
    assertThat(
            complaints("planted\ta.md\t*\twhy", "planted\tb.md\t*\twhy", "planted\tc.md\t*\twhy"))
        .singleElement()
        .asString()
        .contains("stale", "c.md");
  }

  @Test
  void refusesAnExceptionWithoutAReason() {
    assertThatIllegalArgumentException().isThrownBy(() -> complaints("planted\ta.md\t*\t "));
    assertThatIllegalArgumentException().isThrownBy(() -> complaints("planted\ta.md\t*"));
  }

  private List<String> complaints(String... exceptions) {
    return new Tidiness(List.of(EVERY_FILE), TidyException.parse(Stream.of(exceptions)))
        .complaints(repository);
  }
}
