package dev.seaworthy.scan.signature.hostile.brokensignatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.scan.signature.hostile.Beside;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A manifest of signatures that is cut short, a signature that is no Base64, a bundle that is no
/// JSON, and one with numbers that nobody can write again.
class BrokenSignaturesTest {

  @TempDir Path folder;

  @Test
  void aManifestThatIsCutIsToldAsAProblem() throws IOException {
    Beside beside = new Beside(folder, "this");
    beside.tag("{}", "AAAA");
    Path manifest = beside.blob(beside.blobWith("simplesigning"));
    byte[] whole = Files.readAllBytes(manifest);
    Files.write(manifest, Arrays.copyOf(whole, whole.length / 2));
    SignatureSearch search = beside.searched();
    assertThat(search.facts()).isEmpty();
    assertThat(search.problems()).singleElement().asString().contains(ImageError.TRUNCATED.id());
  }

  @Test
  void aSignatureThatIsNoBase64DoesNotCount() throws IOException {
    Beside beside = new Beside(folder, "this");
    beside.tag("{}", "*not Base64*");
    assertThat(beside.code()).isEqualTo(SigningError.BAD_ENVELOPE.id());
  }

  @Test
  void aBundleThatIsNoJsonDoesNotCount() throws IOException {
    Beside beside = new Beside(folder, "this");
    beside.bundle("{\"mediaType\":".getBytes(StandardCharsets.UTF_8));
    assertThat(beside.code()).isEqualTo(SigningError.BAD_ENVELOPE.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678901234567890", "1e2147483647", "10e2147483647", "1e-2147483647"})
  void aBundleWithANumberBeyondAllBoundsDoesNotCount(String number) throws IOException {
    Beside beside = new Beside(folder, "this");
    beside.bundle(bundle("\"signatures\":[{\"sig\":\"AAAA\",\"x\":%s}]".formatted(number)));
    assertThat(beside.code()).isEqualTo(SigningError.NOT_SIGNED_BY.id());
    Beside another = new Beside(folder, "another");
    another.bundle(bundle("\"signatures\":[{\"sig\":\"AAAA\"}],\"x\":" + number));
    assertThat(another.code()).isEqualTo(SigningError.BAD_ENVELOPE.id());
  }

  private static byte[] bundle(String signatures) {
    return "{\"mediaType\":\"%s\",\"verificationMaterial\":{},\"dsseEnvelope\":{\"payload\":\"AAAA\",\"payloadType\":\"application/vnd.in-toto+json\",%s}}"
        .formatted(SigstoreBundle.MEDIA_TYPE, signatures)
        .getBytes(StandardCharsets.UTF_8);
  }
}
