package dev.seaworthy.scan.signature.hostile.signaturebyanotherkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.scan.signature.hostile.Beside;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.cosign.CosignBundle;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A signature of this very image by somebody who is not trusted.
class SignatureByAnotherKeyTest {

  @TempDir Path folder;

  @Test
  void doesNotCount() throws IOException {
    Beside beside = new Beside(folder, "this");
    beside.bundle(CosignBundle.sign(beside.image(), SigningKey.generate()));
    assertThat(beside.code()).isEqualTo(SigningError.NOT_SIGNED_BY.id());
  }
}
