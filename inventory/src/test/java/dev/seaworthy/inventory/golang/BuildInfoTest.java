package dev.seaworthy.inventory.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.golang.BuildInfo.Module;
import org.junit.jupiter.api.Test;

class BuildInfoTest {

  @Test
  void aReplacementByAnotherModuleIsWhatWasLinked() {
    BuildInfo info =
        BuildInfo.parse(
            "go1.22.3",
            "path\tcmd\ndep\tgithub.com/a/b\tv1.0.0\n=>\tgithub.com/fork/b\tv1.0.1\th1:x=\n");

    assertThat(info.dependencies())
        .containsExactly(new Module("github.com/fork/b", "v1.0.1", "h1:x=", "github.com/a/b", ""));
  }

  @Test
  void aReplacementByADirectoryKeepsTheModulesName() {
    BuildInfo info =
        BuildInfo.parse(
            "go1.22.3", "dep\tgithub.com/a/b\tv1.0.0\n=>\t./private_repos/b/\t(devel)\t\n");

    assertThat(info.dependencies())
        .containsExactly(new Module("github.com/a/b", "v1.0.0", "", "", "./private_repos/b/"));
  }

  @Test
  void aReplacementWithoutAModuleBeforeItIsLeftOut() {
    assertThat(BuildInfo.parse("go1.22.3", "=>\t./x\t(devel)\n").dependencies()).isEmpty();
  }
}
