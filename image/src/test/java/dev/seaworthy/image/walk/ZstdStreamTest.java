package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.image.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZstdStreamTest {

  private static byte[] unpackInJava(byte[] packed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[10_000];
    try (ZstdStream zstd = ZstdStream.openInJava(stored(packed))) {
      for (int read = zstd.read(buffer, 0, buffer.length);
          read >= 0;
          read = zstd.read(buffer, 0, buffer.length)) {
        out.write(buffer, 0, read);
      }
    }
    return out.toByteArray();
  }

  private static StoredBytes stored(byte[] bytes) {
    Descriptor descriptor =
        Descriptor.of(MediaType.OCI_LAYER_ZSTD, Digest.sha256(bytes), bytes.length);
    return new StoredBytes(new ByteArrayInputStream(bytes), descriptor, "layer", _ -> {});
  }

  @ParameterizedTest
  @EnumSource(names = {"ZSTD", "ZSTD_FRAMES"})
  void unpacksWithoutTheNativeLibrary(Compression way) throws IOException {
    byte[] content = Samples.of(7).compressibleBytes(1_000_000);

    assertThat(unpackInJava(TestImage.packed(content, way))).isEqualTo(content);
  }

  @Test
  void noticesInJavaThatTheStreamIsCutOff() throws IOException {
    byte[] packed = TestImage.packed(Samples.of(7).bytes(100_000), Compression.ZSTD);

    assertThatThrownBy(() -> unpackInJava(Arrays.copyOf(packed, packed.length / 2)))
        .isInstanceOf(DamagedStreamException.class);
  }

  @Test
  void noticesInJavaThatTheStreamIsDamaged() throws IOException {
    byte[] packed = TestImage.packed(Samples.of(7).compressibleBytes(100_000), Compression.ZSTD);
    packed[packed.length / 2] ^= 0x55;

    assertThatThrownBy(() -> unpackInJava(packed)).isInstanceOf(DamagedStreamException.class);
  }
}
