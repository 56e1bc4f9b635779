package dev.seaworthy.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainPathTest {

  @ParameterizedTest
  @CsvSource({
    "/etc, /etc",
    "/./etc, /etc",
    "//etc//, /etc",
    "/srv/../etc/., /etc",
    "/../../etc, /etc",
    "etc, /etc",
    "'', /",
    "/.., /",
    "/a/..b/...c, /a/..b/...c"
  })
  void readsAPathAsAKernelDoes(String path, String plain) {
    assertThat(PlainPath.of(path)).isEqualTo(plain);
  }

  @Test
  void takesSlashesFromTheEnd() {
    assertThat(PlainPath.withoutTrailingSlashes("/a//")).isEqualTo("/a");
    assertThat(PlainPath.withoutTrailingSlashes("//")).isEmpty();
    assertThat(PlainPath.withoutTrailingSlashes("/a/b")).isEqualTo("/a/b");
  }
}
