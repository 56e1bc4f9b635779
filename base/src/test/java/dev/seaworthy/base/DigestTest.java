package dev.seaworthy.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  /// FIPS 180-4's own example, "abc".
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void agreesWithThePublishedExample() {
    assertThat(Digest.sha256("abc".getBytes(StandardCharsets.US_ASCII))).hasToString(ABC);
  }

  @Test
  void readsBackWhatItWrites() {
    assertThat(Digest.parse(ABC).toString()).isEqualTo(ABC);
    assertThat(Digest.parse(ABC).shortHex()).isEqualTo("ba7816bf8f01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256",
        "sha256:",
        "sha256:ba7816bf",
        "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ag",
        "md5:900150983cd24fb0d6963f7d28e17f72",
        "SHA256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        " sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      })
  void refusesWhatIsNoRegisteredDigest(String text) {
    assertThatThrownBy(() -> Digest.parse(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(BaseError.BAD_DIGEST));
  }
}
