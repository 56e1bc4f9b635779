package dev.seaworthy.scan.signature.hostile.signatureofanotherimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.scan.signature.hostile.Beside;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.cosign.CosignBundle;
import dev.seaworthy.signing.cosign.SimpleSigning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A good signature of another image, put beside this one, as when a tag was moved to an image that
/// nobody signed.
class SignatureOfAnotherImageTest {

  @TempDir Path folder;

  @Test
  void doesNotCountWhereverItLies() throws IOException {
    Beside other = new Beside(folder, "other");
    Beside beside = new Beside(folder, "this");
    byte[] payload = new SimpleSigning("registry.example/shop/cart", other.image()).payload();
    beside.tag(
        new String(payload, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(beside.key().sign(payload)));
    assertThat(beside.code()).isEqualTo(SigningError.OTHER_IMAGE.id());
  }

  @Test
  void doesNotCountInABundleEither() throws IOException {
    Beside other = new Beside(folder, "other");
    Beside beside = new Beside(folder, "this");
    beside.bundle(CosignBundle.sign(other.image(), beside.key()));
    assertThat(beside.code()).isEqualTo(SigningError.OTHER_IMAGE.id());
  }

  @Test
  void aGoodOneBesideItStillCounts() throws IOException {
    Beside other = new Beside(folder, "other");
    Beside beside = new Beside(folder, "this");
    beside.bundle(CosignBundle.sign(other.image(), beside.key()));
    beside.bundle(CosignBundle.sign(beside.image(), beside.key()));
    assertThat(beside.searched().valid()).hasSize(1);
  }
}
