package dev.seaworthy.image.walk.hostile.digestandsizemismatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.walk.TestImage;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigestAndSizeMismatchTest {

  private static Layer.Blob layer(byte[] served, Digest digest, long size) {
    Descriptor descriptor = Descriptor.of(MediaType.OCI_LAYER_GZIP, digest, size);
    return new Layer.Blob(0, descriptor, null, () -> new ByteArrayInputStream(served));
  }

  private static byte[] packed(Compression way) throws IOException {
    byte[] random = Samples.of(3).bytes(500_000);
    return TestImage.packed(TarWriter.bytes(tar -> tar.file("a", random)), way);
  }

  private static void refused(Layer.Blob layer, ImageError code, String message) {
    assertThatThrownBy(() -> Walks.walk(new TestImage(List.of(layer))))
        .isInstanceOfSatisfying(SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessage(message);
  }

  @ParameterizedTest
  @EnumSource
  void otherBytesOfTheSameLength(Compression way) throws IOException {
    byte[] honest = packed(way);
    byte[] other = honest.clone();
    other[other.length / 2] ^= 1;

    refused(
        layer(other, Digest.sha256(honest), honest.length),
        ImageError.DIGEST_MISMATCH,
        "layer 1 of 1 should have digest %s, but its %s bytes have %s"
            .formatted(
                Digest.sha256(honest),
                String.format(Locale.ROOT, "%,d", honest.length),
                Digest.sha256(other)));
  }

  @ParameterizedTest
  @EnumSource
  void fewerBytesThanAnnounced(Compression way) throws IOException {
    byte[] honest = packed(way);

    refused(
        layer(Arrays.copyOf(honest, 1_000), Digest.sha256(honest), honest.length),
        ImageError.TRUNCATED,
        "layer 1 of 1 ends after 1,000 of %s bytes (digest %s)"
            .formatted(String.format(Locale.ROOT, "%,d", honest.length), Digest.sha256(honest)));
  }

  @ParameterizedTest
  @EnumSource
  void moreBytesThanAnnounced(Compression way) throws IOException {
    byte[] honest = packed(way);

    refused(
        layer(honest, Digest.sha256(honest), 1_000),
        ImageError.SIZE_MISMATCH,
        "layer 1 of 1 goes on after the 1,000 bytes that its descriptor says (digest %s)"
            .formatted(Digest.sha256(honest)));
  }

  @ParameterizedTest
  @EnumSource
  void endlessContentIsNotReadToItsEnd(Compression way) throws IOException {
    byte[] honest = packed(way);
    Descriptor descriptor =
        Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.sha256(honest), honest.length);
    Layer.Blob endless =
        new Layer.Blob(
            0,
            descriptor,
            null,
            () ->
                new InputStream() {
                  @Override
                  public int read() {
                    return 0;
                  }

                  @Override
                  public int read(byte[] bytes, int offset, int length) {
                    Arrays.fill(bytes, offset, offset + length, (byte) 0);
                    return length;
                  }
                });

    assertThatThrownBy(() -> Walks.walk(new TestImage(List.of(endless))))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(ImageError.SIZE_MISMATCH));
  }
}
