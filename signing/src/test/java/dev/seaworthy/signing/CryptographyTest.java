package dev.seaworthy.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.testkit.Gates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CryptographyTest {

  private static final byte[] MESSAGE = "what is signed\n".getBytes(StandardCharsets.UTF_8);
  private static final Cryptography FIPS = CryptographyProfile.FIPS.cryptography();

  @TempDir Path folder;

  /// FIPS 186-5 approves each of these (§5.4, §6, §7).
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SM2")
  void fipsTakesWhatTheStandardApproves(KeyAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(algorithm, FIPS);

    assertThat(key.verification().isSigned(MESSAGE, key.sign(MESSAGE))).isTrue();
    assertThat(key.cryptography()).isEqualTo(algorithm.word() + " by the JDK, profile fips");
  }

  @Test
  void fipsTakesItsChanceFromAnApprovedGenerator() {
    assertThat(FIPS.random().getAlgorithm()).isEqualTo("DRBG");
    assertThat(FIPS.random().toString()).contains("256").contains("reseed_only");
  }

  /// FIPS 186-5 §5.4 wants an exponent of at least 65537.
  @Test
  void fipsRefusesAnRsaKeyWithASmallExponent() throws Exception {
    Gates.run(
        "keys of openssl that the profile fips refuses",
        Gates.tool("openssl"),
        openssl -> {
          new Openssl(folder)
              .key(
                  "small",
                  "-algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3");
          Path file = folder.resolve("small.pub");

          assertThat(KeyFolder.publicKey(file).algorithm()).isEqualTo(KeyAlgorithm.RSA_PSS);
          assertThatThrownBy(() -> KeyFolder.publicKey(file, FIPS))
              .isInstanceOf(SeaworthyException.class)
              .hasMessageContaining("65537")
              .extracting(e -> ((SeaworthyException) e).code())
              .isEqualTo(SigningError.NOT_APPROVED);
          return 1;
        });
  }

  /// SM2 is in no standard of FIPS.
  @Test
  void fipsLoadsNoSm2() {
    String pem =
        SigningKey.generate(KeyAlgorithm.SM2, CryptographyProfile.STANDARD.cryptography())
            .verification()
            .toPem();

    assertThatThrownBy(() -> VerificationKey.ofPem(pem, "it", FIPS))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("FIPS 186-5")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.NOT_APPROVED);
    assertThatThrownBy(() -> SigningKey.generate(KeyAlgorithm.SM2, FIPS))
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.NOT_APPROVED);
    assertThatThrownBy(() -> FIPS.newDigest(DigestAlgorithm.SM3))
        .isInstanceOf(java.security.NoSuchAlgorithmException.class);
  }

  @Test
  void anInstallationsOwnKeyWorksByTheProfileThatWasAskedFor() {
    KeyFolder keys = new KeyFolder(folder.resolve("keys"), FIPS);

    assertThat(keys.own().cryptography()).isEqualTo("ed25519 by the JDK, profile fips");
    assertThat(keys.own().cryptography()).isEqualTo("ed25519 by the JDK, profile fips");
    assertThat(new KeyFolder(folder.resolve("keys")).own().cryptography())
        .isEqualTo("ed25519 by the JDK");
  }

  @Test
  void knowsItsProfilesByTheirWords() {
    assertThat(List.of("standard", "fips").stream().map(CryptographyProfile::parse))
        .containsExactly(CryptographyProfile.values());
    assertThatThrownBy(() -> CryptographyProfile.parse("FIPS"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("standard, fips");
  }
}
