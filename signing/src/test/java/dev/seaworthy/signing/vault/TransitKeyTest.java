package dev.seaworthy.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.signing.Openssl;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.SignatureScheme;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.reference.KeyReferences;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.registry.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitKeyTest {

  private static final byte[] MESSAGE = "what is signed\n".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, KeyAlgorithm> TYPES =
      Map.of(
          "ed25519", KeyAlgorithm.ED25519,
          "ecdsa-p256", KeyAlgorithm.ECDSA_P256,
          "ecdsa-p384", KeyAlgorithm.ECDSA_P384,
          "rsa-3072", KeyAlgorithm.RSA_PSS);

  @TempDir Path folder;

  private final KeyReferences references =
      new KeyReferences(
          CryptographyProfile.STANDARD.cryptography(),
          new Secrets(Map.of("VAULT_TOKEN", VaultDouble.TOKEN, "OTHER", "hvs.other")));

  @Test
  void signsWithEveryKindOfKey() throws Exception {
    Gates.run(
        "keys of Vault's transit engine (its API's double, keys of openssl)",
        Gates.tool("openssl"),
        openssl -> {
          try (VaultDouble vault = VaultDouble.plain(folder)) {
            for (Map.Entry<String, KeyAlgorithm> type : TYPES.entrySet()) {
              vault.rotate(type.getKey(), Openssl.options(type.getValue()));
              vault.rotate(type.getKey(), Openssl.options(type.getValue()));
              signs(vault, type.getKey(), type.getValue());
            }
            assertThat(vault.faults()).isEmpty();
          }
          return TYPES.size() * 3L;
        });
  }

  private void signs(VaultDouble vault, String name, KeyAlgorithm algorithm) {
    String reference = "vault:http://127.0.0.1:%s/transit/%s".formatted(vault.port(), name);
    VerificationKey first = KeyFolder.publicKey(vault.publicKey(name, 1));
    VerificationKey second = KeyFolder.publicKey(vault.publicKey(name, 2));
    Signer latest = references.signer(reference);
    Signer earlier = references.signer(reference + "?version=1");

    assertThat(latest.verification()).isEqualTo(second);
    assertThat(latest.verification().algorithm()).isEqualTo(algorithm);
    assertThat(second.isSigned(MESSAGE, latest.sign(MESSAGE))).isTrue();
    assertThat(first.isSigned(MESSAGE, earlier.sign(MESSAGE))).isTrue();
    assertThat(latest.cryptography()).isEqualTo(algorithm.word() + " by Vault transit");
    assertThat(references.verifications(reference)).containsExactlyInAnyOrder(first, second);
    assertThat(references.verifications(reference + "?version=1")).containsExactly(first);
  }

  @Test
  void talksTlsToAServerOfItsOwnAuthorityAlone() throws Exception {
    Gates.run(
        "TLS to Vault",
        TestAuthority.need(),
        openssl -> {
          TestAuthority authority = TestAuthority.in(folder);
          try (VaultDouble vault = VaultDouble.tls(folder, authority)) {
            vault.rotate("ecdsa-p256", Openssl.options(KeyAlgorithm.ECDSA_P256));
            String reference =
                "vault:https://localhost:%s/transit/ecdsa-p256".formatted(vault.port());
            Signer signer = references.signer(reference + "?ca=" + authority.certificate());

            assertThat(signer.verification().isSigned(MESSAGE, signer.sign(MESSAGE))).isTrue();
            refused(reference, "PKIX path building failed");
          }
          return 2;
        });
  }

  @Test
  void saysWhatVaultSays() throws Exception {
    Gates.run(
        "answers of Vault that are refused",
        Gates.tool("openssl"),
        openssl -> {
          try (VaultDouble vault = VaultDouble.plain(folder)) {
            vault.rotate("ecdsa-p256", Openssl.options(KeyAlgorithm.ECDSA_P256));
            vault.rotate("aes256-gcm96", Openssl.options(KeyAlgorithm.ECDSA_P256));
            String transit = "vault:http://127.0.0.1:%s/transit/".formatted(vault.port());
            refused(
                transit + "ecdsa-p256?token-source=env:OTHER", "answered 403: permission denied");
            refused(transit + "none", "answered 404");
            refused(transit + "aes256-gcm96", "a key of type \"aes256-gcm96\" can't sign here");
            refused(transit + "ecdsa-p256?version=7", "it has no version 7, only [1]");
            Signer signer = references.signer(transit + "ecdsa-p256");
            vault.rotate("rsa-3072", Openssl.options(KeyAlgorithm.RSA_PSS));
            Signer rsa = references.signer(transit + "rsa-3072");
            byte[] byPss = rsa.sign(MESSAGE);
            vault.alwaysAnswer("200", "{\"data\":{\"signature\":\"vault:v1:MEUCIQCy\"}}");
            refused(() -> signer.sign(MESSAGE), "doesn't fit the key that it shows");
            vault.alwaysAnswer(
                "200",
                "{\"data\":{\"signature\":\"vault:v1:%s\"}}"
                    .formatted(Base64.getEncoder().encodeToString(byPss)));
            assertThat(rsa.sign(MESSAGE)).isEqualTo(byPss);
            refused(
                () -> rsa.sign(MESSAGE, SignatureScheme.RSA_PKCS1_SHA256),
                "(asked for: RSA by PKCS #1 v1.5 with SHA-256) doesn't fit the key that it shows");
            assertThatThrownBy(() -> rsa.sign(MESSAGE, SignatureScheme.ED25519))
                .isInstanceOf(SeaworthyException.class)
                .extracting(e -> ((SeaworthyException) e).code())
                .isEqualTo(SigningError.OTHER_SCHEME);
            vault.alwaysAnswer("200", "{\"data\":{\"signature\":\"vault:v2:MEUCIQCy\"}}");
            refused(() -> signer.sign(MESSAGE), "asked to sign with version 1");
            vault.alwaysAnswer("307", "");
            refused(() -> signer.sign(MESSAGE), "answered 307");
            vault.alwaysAnswer("503", "{\"errors\":[\"Vault is sealed\"]}");
            refused(() -> signer.sign(MESSAGE), "answered 503: Vault is sealed");
            vault.alwaysAnswer("200", "<html>");
            assertThatThrownBy(() -> signer.sign(MESSAGE)).isInstanceOf(SeaworthyException.class);
          }
          return 12;
        });
  }

  private void refused(String reference, String message) {
    refused(() -> references.signer(reference), message);
  }

  private static void refused(Runnable tried, String message) {
    assertThatThrownBy(tried::run)
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hvs.")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.VAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vault:",
        "vault:transit/ci",
        "vault:http://vault.example/transit/ci",
        "vault:https://vault.example/ci",
        "vault:https://vault.example/transit/../ci",
        "vault:https://user:secret@vault.example/transit/ci",
        "vault:https://vault.example/transit/ci?version=0",
        "vault:https://vault.example/transit/ci?token=hvs.abc",
        "vault:https://vault.example/transit/ci?version=1&version=2",
        "vault:https://vault.example/transit/ci#x"
      })
  void refusesWhatIsNoReference(String text) {
    assertThatThrownBy(() -> references.signer(text))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageNotContaining("hvs.")
        .hasMessageNotContaining("secret@")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.BAD_REFERENCE);
  }
}
