package dev.seaworthy.inventory.hostile.damagedarchive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.hostile.HostileImage;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DamagedArchiveTest {

  private static final byte[] WHOLE =
      HostileImage.jar("org.evil", "whole", "1")
          .with("lib/inner.jar", HostileImage.jar("org.evil", "inner", "1").bytes())
          .bytes();

  @Test
  void aJarIsAGapWhereverItIsCut() throws IOException {
    HostileImage.Result result =
        HostileImage.read(tar -> {
          for (int i = 0; i < WHOLE.length; i += 13) {
            tar.file("opt/cut-" + i + ".jar", Arrays.copyOf(WHOLE, i));
          }
        });

    assertThat(result.others()).isEmpty();
    for (int i = 13; i < WHOLE.length; i += 13) {
      assertThat(result.gapsAt("/opt/cut-" + i + ".jar"))
          .as("cut at %s", i)
          .singleElement()
          .asString()
          .startsWith("SW-INVENTORY-0106");
    }
  }

  @Test
  void anyByteMayBeAnother() throws IOException {
    HostileImage.Result result =
        HostileImage.read(tar -> {
          for (int i = 0; i < WHOLE.length; i++) {
            byte[] scrambled = WHOLE.clone();
            scrambled[i] ^= (byte) 0xff;
            tar.file("opt/scrambled-" + i + ".jar", scrambled);
          }
        });

    // No fault of ours and no failed read of the file: each is told where it is.
    assertThat(result.gaps()).isNotEmpty().allMatch(gap -> gap.startsWith("SW-INVENTORY-01"));
  }
}
