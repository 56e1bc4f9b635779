package dev.seaworthy.scan.signature.hostile.editedpayload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.scan.signature.hostile.Beside;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.cosign.CosignBundle;
import dev.seaworthy.signing.cosign.SimpleSigning;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A signed text that was edited afterwards, and an attestation that says something of the image
/// and does not sign it.
class EditedPayloadTest {

  @TempDir Path folder;

  @Test
  void namesATrustedKeyAndIsNotByIt() throws IOException {
    Beside other = new Beside(folder, "other");
    Beside beside = new Beside(folder, "this");
    String signed =
        new String(CosignBundle.sign(other.image(), beside.key()), StandardCharsets.UTF_8);
    String payload =
        new JsonReader(Limits.defaults())
            .readObject(signed.getBytes(StandardCharsets.UTF_8), "bundle")
            .object("dsseEnvelope")
            .text("payload");
    String edited =
        new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8)
            .replace(other.image().hex(), beside.image().hex());
    beside.bundle(
        signed
            .replace(
                payload,
                Base64.getEncoder().encodeToString(edited.getBytes(StandardCharsets.UTF_8)))
            .getBytes(StandardCharsets.UTF_8));
    assertThat(beside.code()).isEqualTo(SigningError.BAD_SIGNATURE.id());
  }

  @Test
  void isNotWhatItsManifestSays() throws IOException {
    Beside beside = new Beside(folder, "this");
    byte[] payload = new SimpleSigning("registry.example/shop/cart", beside.image()).payload();
    String text = new String(payload, StandardCharsets.UTF_8);
    beside.tag(text, Base64.getEncoder().encodeToString(beside.key().sign(payload)));
    assertThat(beside.searched().valid()).hasSize(1);
    Files.writeString(beside.blob(Digest.sha256(payload)), text.replace("shop", "SHOP"));
    assertThat(beside.code()).isEqualTo(ImageError.DIGEST_MISMATCH.id());
  }

  @Test
  void saysSomethingAndDoesNotSign() throws IOException {
    Beside beside = new Beside(folder, "this");
    byte[] refusal =
        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"sha256\":\"%s\"}}],\"predicateType\":\"https://seaworthy.dev/certificate/v1\",\"predicate\":{\"outcome\":\"refused\"}}"
            .formatted(beside.image().hex())
            .getBytes(StandardCharsets.UTF_8);
    String envelope =
        new String(
            DsseEnvelope.sign("application/vnd.in-toto+json", refusal, List.of(beside.key()))
                .toJson(),
            StandardCharsets.UTF_8);
    beside.bundle(
        "{\"mediaType\":\"%s\",\"verificationMaterial\":{},\"dsseEnvelope\":%s}"
            .formatted(SigstoreBundle.MEDIA_TYPE, envelope)
            .getBytes(StandardCharsets.UTF_8));
    assertThat(beside.code()).isEqualTo(SigningError.PAYLOAD_TYPE.id());
  }
}
