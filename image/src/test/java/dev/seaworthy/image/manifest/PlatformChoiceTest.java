package dev.seaworthy.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformChoiceTest {

  private static final Platform MACHINE = Platform.of("linux", "amd64");

  private static Descriptor manifest(String platform) {
    return new Descriptor(
        MediaType.OCI_MANIFEST,
        Digest.sha256(platform.getBytes(StandardCharsets.UTF_8)),
        7,
        Platform.parse(platform).orElse(null),
        Map.of(),
        List.of(),
        "");
  }

  private static List<Descriptor> manifests(String platforms) {
    return Arrays.stream(platforms.split(" ", -1)).map(PlatformChoiceTest::manifest).toList();
  }

  private static String choose(String wanted, String platforms) {
    Platform platform = wanted == null ? null : Platform.parse(wanted).orElseThrow();
    Descriptor chosen = new PlatformChoice(platform, MACHINE).choose(manifests(platforms), "cart");
    return String.valueOf(chosen.platform());
  }

  @ParameterizedTest
  @CsvSource({
    // The machine's own when nothing is asked for.
    ", linux/arm64 linux/amd64, linux/amd64",
    ", windows/amd64 linux/amd64, linux/amd64",
    // The only one otherwise.
    ", linux/s390x, linux/s390x",
    // An older variant runs where a newer one is wanted, the newest of them first.
    "linux/arm/v7, linux/arm/v5 linux/arm/v6, linux/arm/v6",
    "linux/arm/v7, linux/arm/v8 linux/arm/v6, linux/arm/v6",
    "linux/arm, linux/arm/v5 linux/arm/v7, linux/arm/v7",
    "linux/arm/v6, linux/arm/v7 linux/arm/v6, linux/arm/v6",
    "linux/amd64/v3, linux/amd64 linux/amd64/v2 linux/amd64/v4, linux/amd64/v2",
    "linux/amd64, linux/amd64/v3 linux/amd64, linux/amd64",
    // arm64 means v8 and v8 means arm64.
    "linux/arm64/v8, linux/arm64, linux/arm64",
    "linux/arm64, linux/arm64/v8, linux/arm64/v8",
    // Without a variant any will do when there is no better.
    "linux/amd64, linux/amd64/v3, linux/amd64/v3",
    "linux/riscv64, linux/riscv64/rva23, linux/riscv64/rva23",
    // Other tools' words.
    "linux/aarch64, linux/amd64 linux/arm64, linux/arm64",
    "linux/amd64, linux/arm64 linux/x86_64, linux/x86_64",
    "linux/armhf, linux/arm/v6 linux/arm/v7, linux/arm/v7",
    "linux/armel, linux/arm/v7 linux/arm/v6, linux/arm/v6",
    "Linux/AMD64, linux/arm64 linux/amd64, linux/amd64",
  })
  void choosesWhatRuns(String wanted, String platforms, String chosen) {
    assertThat(choose(wanted, platforms)).isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource({
    "linux/arm/v6, linux/arm/v7",
    "linux/amd64, linux/arm64",
    "windows/amd64, linux/amd64",
    "linux/amd64/v2, linux/amd64/v3",
    "linux/arm64, linux/arm/v8",
    ", linux/s390x linux/ppc64le",
  })
  void refusesWhatDoesNotRun(String wanted, String platforms) {
    assertThatThrownBy(() -> choose(wanted, platforms))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("cart has no image for")
        .hasMessageContaining(platforms.split(" ", -1)[0]);
  }

  @Test
  void anImageWithoutAPlatformIsTakenOnlyWhenItIsTheOnlyOne() {
    Descriptor without = manifest("none");
    PlatformChoice arm = new PlatformChoice(Platform.of("linux", "arm64"), MACHINE);

    assertThat(arm.choose(List.of(without), "cart")).isEqualTo(without);
    assertThatThrownBy(() -> arm.choose(List.of(without, manifest("linux/amd64")), "cart"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining(without.digest().toString());
  }
}
