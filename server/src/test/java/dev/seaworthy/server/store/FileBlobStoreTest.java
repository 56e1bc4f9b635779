package dev.seaworthy.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {
  private static final byte[] BYTES = "anchor".getBytes(StandardCharsets.UTF_8);

  /// By `printf anchor | sha256sum`.
  private static final Digest DIGEST =
      Digest.parse("sha256:79bfb0e2ba76b9d447606ddbcc494834f05a4c11deb052e74b49ea307a3c5bcd");

  @TempDir Path folder;
  private FileBlobStore blobs;

  @BeforeEach
  void open() throws IOException {
    blobs = FileBlobStore.open(folder.resolve("blobs"));
  }

  @Test
  void keepsBytesUnderTheirDigest() throws IOException {
    assertThat(blobs.put(DIGEST, new ByteArrayInputStream(BYTES), 6)).isEqualTo(6);
    assertThat(blobs.size(DIGEST)).hasValue(6);
    try (InputStream all = blobs.get(DIGEST);
        InputStream middle = blobs.get(DIGEST, 2, 3)) {
      assertThat(all.readAllBytes()).isEqualTo(BYTES);
      assertThat(middle.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("cho");
    }
    try (Stream<Digest> all = blobs.list()) {
      assertThat(all).containsExactly(DIGEST);
    }
    assertThat(blobs.delete(DIGEST)).isTrue();
    assertThat(blobs.delete(DIGEST)).isFalse();
    assertThat(blobs.size(DIGEST)).isEmpty();
  }

  @Test
  void keepsNothingOfBytesThatHaveAnotherDigest() throws IOException {
    byte[] tampered = "ancho4".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> blobs.put(DIGEST, new ByteArrayInputStream(tampered), 6))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining(DIGEST.toString());
    assertThatThrownBy(() -> blobs.put(DIGEST, new ByteArrayInputStream(BYTES), 5))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("5 bytes");
    assertThat(blobs.size(DIGEST)).isEmpty();
    assertThat(blobs.incoming()).isEmptyDirectory();
  }

  @Test
  void keepsNothingOfAStreamThatBreaks() throws IOException {
    InputStream broken =
        new InputStream() {
          private int left = 3;

          @Override
          public int read() throws IOException {
            if (--left < 0) {
              throw new IOException("cut off");
            }
            return 'a';
          }
        };
    assertThatThrownBy(() -> blobs.put(DIGEST, broken, 6)).isInstanceOf(IOException.class);
    assertThat(blobs.incoming()).isEmptyDirectory();
    assertThat(blobs.size(DIGEST)).isEmpty();
  }
}
