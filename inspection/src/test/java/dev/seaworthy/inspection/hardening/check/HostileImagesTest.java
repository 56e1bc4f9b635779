package dev.seaworthy.inspection.hardening.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Images that are made to keep a check busy.
class HostileImagesTest {

  private static String found(Sample sample) {
    Check check = BuiltInChecks.find(sample.check()).orElseThrow();
    return assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> sample.found(check, check.defaults()));
  }

  @Test
  void aLongChainOfPackagesIsFollowedOnce() {
    int count = 20_000;
    StringBuilder status = new StringBuilder(entry("f", ""));
    for (int i = 0; i < count; i++) {
      status.append(entry("p" + i, i == 0 ? "" : "Depends: p%s\n".formatted(i - 1)));
    }
    Sample sample =
        Sample.fail(
            "package-unneeded",
            "a chain",
            image ->
                image
                    .elf("/usr/bin/shop")
                    .files(
                        "/var/lib/dpkg/status",
                        status.toString(),
                        "/var/lib/dpkg/info/f.list",
                        "/.\n/usr/bin/shop\n",
                        "/etc/os-release",
                        "ID=debian\nVERSION_ID=\"12\"\n"),
            "/var/lib/dpkg/status#p" + (count - 1));
    assertThat(found(sample)).isEqualTo(sample.wanted());
  }

  private static String entry(String name, String depends) {
    return "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n%s\n"
        .formatted(name, depends);
  }

  @Test
  void aLongSearchPathIsNotSearchedForEveryLibrary() {
    String folders = String.join(":", IntStream.range(0, 200_000).mapToObj(i -> "/l" + i).toList());
    String[] libraries = IntStream.range(0, 100).mapToObj(i -> "lib" + i).toArray(String[]::new);
    Sample sample =
        Sample.pass(
            "package-unneeded",
            "many folders",
            image ->
                image
                    .env("PATH=" + folders, "LD_LIBRARY_PATH=" + folders)
                    .elf("/usr/bin/shop", libraries)
                    .files("/usr/lib/lib99", "a library")
                    .dpkg("shop", "/usr/bin/shop", "lib", "/usr/lib/lib99"));
    assertThat(found(sample)).isEqualTo(sample.wanted());
  }
}
