package dev.seaworthy.inventory.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemDependenciesTest {

  private static final Component BASH =
      rpm("bash", "bash /bin/sh", List.of("/usr/bin/bash", "/usr/bin/sh"), List.of());
  private static final Component GLIBC =
      rpm("glibc", "glibc libc.so.6(GLIBC_2.34)(64bit)", List.of("/lib64/libc.so.6"), List.of());
  private static final Component COREUTILS =
      rpm("coreutils", "coreutils", List.of("/usr/bin/env", "/bin/env"), List.of());

  @Test
  void resolvesSonamesNamesAndFilesOfRpm() {
    Component curl =
        rpm(
            "curl",
            "curl",
            List.of(),
            List.of("bash", "libc.so.6(GLIBC_2.34)(64bit)", "/bin/env", "config(curl)"));

    assertThat(needed(curl, BASH, GLIBC, COREUTILS)).containsExactly("bash", "coreutils", "glibc");
  }

  @Test
  void findsAFileByEitherNameOfAMergedDirectory() {
    Component old = rpm("old", "old", List.of(), List.of("/bin/bash"));
    Component young = rpm("young", "young", List.of(), List.of("/usr/lib64/libc.so.6"));

    assertThat(needed(old, BASH, GLIBC)).containsExactly("bash");
    assertThat(needed(young, BASH, GLIBC)).containsExactly("glibc");
  }

  @Test
  void leavesOpenWhatTwoPackagesProvide() {
    Component busybox = rpm("busybox", "busybox /bin/sh", List.of(), List.of());
    Component script = rpm("script", "script", List.of(), List.of("/bin/sh"));

    assertThat(needed(script, BASH)).containsExactly("bash");
    assertThat(needed(script, BASH, busybox)).isEmpty();
  }

  @Test
  void resolvesWhatPacmanAndOpkgWrite() {
    Component readline =
        component("alpm", "readline", "libreadline.so=8-64", List.of(), List.of("glibc"));
    Component shell =
        component("alpm", "bash", "sh", List.of(), List.of("readline>=8", "libreadline.so=8-64"));
    assertThat(needed(shell, readline)).containsExactly("readline");

    Component library = component("opkg", "libc", "libc6, musl", List.of(), List.of());
    Component tool =
        component("opkg", "curl", "", List.of(), List.of("glibc | libc6 (>= 2)", "lost"));
    assertThat(needed(tool, library)).containsExactly("libc");
  }

  private static List<String> needed(Component first, Component... others) {
    List<Component> all = Stream.concat(Stream.of(first), Stream.of(others)).toList();
    Set<Integer> positions = new SystemDependencies(all).resolve(first);
    return positions.stream().map(i -> all.get(i).name()).sorted().toList();
  }

  private static Component rpm(
      String name, String provides, List<String> files, List<String> depends) {
    return component("rpm", name, provides, files, depends);
  }

  private static Component component(
      String type, String name, String provides, List<String> files, List<String> depends) {
    return new ComponentBuilder(type)
        .name(name)
        .version("1")
        .property(Relationships.PROVIDES, provides)
        .ownedFiles(files)
        .depends(depends)
        .build();
  }
}
