package dev.seaworthy.inventory.hostile.nestedarchives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.archive.ZipMaker;
import dev.seaworthy.inventory.hostile.HostileImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedArchivesTest {

  private static byte[] nested(boolean isStored) {
    byte[] inner = HostileImage.jar("org.evil", "level-100", "1").bytes();
    for (int level = 99; level >= 1; level--) {
      ZipMaker jar = HostileImage.jar("org.evil", "level-" + level, "1");
      inner =
          isStored
              ? jar.stored("lib/inner.jar", inner).bytes()
              : jar.with("lib/inner.jar", inner).bytes();
    }
    return inner;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLevelsAboveTheLimitAreListed(boolean isStored) throws IOException {
    byte[] jar = nested(isStored);

    HostileImage.Result result = HostileImage.read(tar -> tar.file("opt/deep.jar", jar));

    assertThat(result.others())
        .hasSize(16)
        .contains("pkg:maven/org.evil/level-1@1", "pkg:maven/org.evil/level-16@1");
    assertThat(result.gapsAt("/opt/deep.jar" + "!/lib/inner.jar".repeat(16)))
        .containsExactly(
            "SW-INVENTORY-0107 archives inside archives deeper than the limit archive-depth = 16"
                + " are not opened");
  }

  @Test
  void levelsThatMultiplyShareOneBudget() throws IOException {
    byte[] inner = HostileImage.jar("org.evil", "leaf", "1").bytes();
    for (int level = 0; level < 4; level++) {
      ZipMaker jar = HostileImage.jar("org.evil", "branch-" + level, "1");
      for (int i = 0; i < 12; i++) {
        jar.with("lib/" + i + ".jar", inner);
      }
      inner = jar.bytes();
    }
    byte[] jar = inner;

    HostileImage.Result result =
        HostileImage.read(tar -> tar.file("opt/tree.jar", jar), "archive-entries=10000");

    assertThat(result.others()).contains("pkg:maven/org.evil/branch-3@1");
    assertThat(result.gaps()).isNotEmpty().allMatch(gap -> gap.startsWith("SW-INVENTORY-0107 "));
  }
}
