package dev.seaworthy.scan.signature.hostile.hugesignature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.scan.signature.hostile.Beside;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A signed payload that says it is gigabytes large.
class HugeSignatureTest {

  @TempDir Path folder;

  @Test
  void isNotReadAtAll() throws IOException {
    Beside beside = new Beside(folder, "this");
    byte[] payload = {'{', '}'};
    beside.tag(Digest.sha256(payload), 8L << 30, "AAAA", payload);
    assertThat(beside.code()).isEqualTo(ImageError.LIMIT.id());
  }
}
