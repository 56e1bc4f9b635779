package dev.seaworthy.signing.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.Openssl;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.reference.KeyReferences;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys in tokens of the real SoftHSM, put there by its own tool and by OpenSC's.
class SoftHsmTest {

  private static final byte[] MESSAGE = "what is signed\n".getBytes(StandardCharsets.UTF_8);
  private static final String PIN = "81726354";

  @TempDir Path folder;

  private final Secrets secrets = new Secrets(Map.of("TOKEN_PIN", PIN, "WRONG", "11111111"));
  private final KeyReferences references =
      new KeyReferences(CryptographyProfile.STANDARD.cryptography(), secrets);

  @Test
  void signsWithKeysThatNeverLeaveTheirToken() throws Exception {
    Gates.run(
        "keys in tokens of SoftHSM",
        SoftHsm.needs(),
        () -> {
          SoftHsm hsm = SoftHsm.in(folder);
          List<KeyAlgorithm> kinds =
              List.of(KeyAlgorithm.ECDSA_P256, KeyAlgorithm.ECDSA_P384, KeyAlgorithm.RSA_PSS);
          hsm.token("release keys", PIN);
          hsm.token("other", PIN);
          for (KeyAlgorithm kind : kinds) {
            hsm.put("release keys", PIN, kind.word(), Openssl.options(kind));
          }
          refusesWhoHasNoPin(hsm);
          for (KeyAlgorithm kind : kinds) {
            signs(hsm, kind);
          }
          refusesWhatIsNotThere(hsm);
          return kinds.size() * 2L + 4;
        });
  }

  private void signs(SoftHsm hsm, KeyAlgorithm kind) throws IOException {
    String reference = hsm.reference("release%20keys", kind.word());
    Signer signer = references.signer(reference + "&pin-source=env:TOKEN_PIN");
    Path pin = Files.writeString(folder.resolve("pin"), PIN + "\n");

    byte[] signature = signer.sign(MESSAGE);

    VerificationKey outside =
        VerificationKey.ofPem(
            Files.readString(folder.resolve(kind.word() + ".pub")), "what was put into the token");
    assertThat(signer.verification()).isEqualTo(outside);
    assertThat(outside.algorithm()).isEqualTo(kind);
    assertThat(outside.isSigned(MESSAGE, signature)).isTrue();
    assertThat(signer.cryptography()).isEqualTo(kind.word() + " by a PKCS #11 token");
    assertThat(signer.toString()).doesNotContain(PIN);
    assertThat(references.verifications(reference + "&pin-source=file:" + pin))
        .containsExactly(outside);
  }

  /// A token asks once in the life of a process, so nobody has given its PIN yet.
  private void refusesWhoHasNoPin(SoftHsm hsm) {
    String good = hsm.reference("release%20keys", "ecdsa-p256-sha256");
    refused(good + "&pin-source=env:WRONG", "CKR_PIN_INCORRECT");
  }

  private void refusesWhatIsNotThere(SoftHsm hsm) {
    refused(
        hsm.reference("release%20keys", "none") + "&pin-source=env:TOKEN_PIN",
        "only: ecdsa-p256-sha256, ecdsa-p384-sha384, rsa-pss-sha256");
    refused(
        hsm.reference("lost", "none") + "&pin-source=env:TOKEN_PIN",
        "fits 0 tokens of " + hsm.module() + ", which has: ");
    refused(
        "pkcs11:object=a?pin-source=env:TOKEN_PIN&module-path=" + folder.resolve("softhsm2.conf"),
        "no PKCS #11 library that can be loaded");
  }

  private void refused(String reference, String message) {
    assertThatThrownBy(() -> references.signer(reference))
        .as(reference)
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining(PIN)
        .hasMessageNotContaining("11111111")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.TOKEN);
  }
}
