package dev.seaworthy.scan.signature.hostile.decoysignatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.scan.signature.hostile.Beside;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.cosign.SimpleSigning;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of referrers that look like signatures, to hang whoever looks or to hide the one that
/// counts.
class DecoySignaturesTest {

  private static final int DECOYS = 400;

  @TempDir Path folder;

  @Test
  void neitherHangNorHideWhatLiesUnderTheTag() throws IOException {
    Beside beside = new Beside(folder, "this");
    for (int decoy = 0; decoy < DECOYS; decoy++) {
      beside.bundle(("{\"decoy\":%s}".formatted(decoy)).getBytes(StandardCharsets.UTF_8));
    }
    byte[] payload = new SimpleSigning("registry.example/shop/cart", beside.image()).payload();
    beside.tag(
        new String(payload, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(beside.key().sign(payload)));
    SignatureSearch search = beside.searched();
    assertThat(search.valid()).hasSize(1);
    assertThat(search.facts()).hasSize(256);
    assertThat(search.problems())
        .singleElement()
        .asString()
        .contains(SigningError.TOO_MANY_SIGNATURES.id())
        .contains("signatures = 256");
  }

  /// A registry without the referrers API, where whoever may push writes the list.
  @Test
  void tenThousandInARegistryAreAProblemAndNoneIsFetched() throws IOException {
    Digest image = Digest.sha256(new byte[] {1});
    try (DecoyRegistry registry = new DecoyRegistry(10_000, image)) {
      SignatureSearch search = registry.searched();
      assertThat(search.valid()).isEmpty();
      assertThat(search.problems())
          .singleElement()
          .asString()
          .contains(ImageError.LIMIT.id())
          .contains("10000");
      assertThat(registry.requests()).isLessThan(20);
    }
  }
}
