package dev.seaworthy.signingkeyless;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.keyless.IdentityTokens;
import dev.seaworthy.signing.keyless.Keyless;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.KeylessServices;
import dev.seaworthy.signing.keyless.KeylessSigner;
import dev.seaworthy.signing.keyless.SignedEnvelope;
import dev.seaworthy.signing.keyless.SignerName;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import dev.seaworthy.signingkeyless.hostile.Signed;
import dev.seaworthy.testkit.sigstore.SigstoreServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// From an identity token to a bundle, against services that answer as Fulcio and Rekor do.
class KeylessSigningTest {

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(Keyless.class)).hasExactlyElementsOfTypes(SigstoreKeyless.class);
  }

  @Test
  void signsAStatementThatVerifiesWithoutAnyNetwork() throws Exception {
    String bundle;
    String root;
    try (Signed signed = new Signed()) {
      bundle = signed.bundle();
      root = signed.server().trustedRoot();
      assertThat(signed.server().requests())
          .containsExactly("POST /api/v2/signingCert", "POST /api/v1/log/entries");
    }
    // The services are gone now.
    assertThat(SigstoreBundle.isOne(Signed.utf8(bundle))).isTrue();
    SignedEnvelope verified =
        new SigstoreKeyless()
            .trust(Signed.utf8(root), "the root")
            .envelope(Signed.utf8(bundle), "the bundle", Signed.RULE);
    assertThat(verified.signer()).isEqualTo(new SignerName(Signed.IDENTITY, SigstoreServer.ISSUER));
    assertThat(verified.signedAt()).isEqualTo(Signed.NOW);
    assertThat(
            verified.envelope().verifiedPayload(Signed.STATEMENT, Set.of(verified.key())).payload())
        .isEqualTo(Signed.PAYLOAD);
    assertThat(bundle)
        .startsWith("{\"dsseEnvelope\":")
        .contains("\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\"");
  }

  @Test
  void signsAFile() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.fileBundle();
      assertThat(signed.verifyFile(bundle).signer().issuer()).isEqualTo(SigstoreServer.ISSUER);
      assertThat(bundle)
          .contains(
              "\"digest\":\"%s\""
                  .formatted(
                      Base64.getEncoder()
                          .encodeToString(
                              MessageDigest.getInstance("SHA-256").digest(Signed.FILE))));
    }
  }

  @Test
  void asksForTheTokenOfAJobWhenItIsAboutToSign() throws Exception {
    try (Signed signed = new Signed()) {
      IdentityTokens tokens =
          new SigstoreKeyless()
              .jobTokens(signed.server().address() + "/token?job=7", SigstoreServer.JOB_SECRET);
      KeylessSigner signer = signer(signed, tokens);
      assertThat(signed.server().requests()).isEmpty();
      byte[] bundle =
          signer.bundle(DsseEnvelope.sign(Signed.STATEMENT, Signed.PAYLOAD, List.of(signer)));
      assertThat(signed.verify(new String(bundle, StandardCharsets.UTF_8)).signer().identity())
          .isEqualTo("https://ci.example/shop/cart");

      IdentityTokens stranger =
          new SigstoreKeyless().jobTokens(signed.server().address() + "/token", "no secret");
      assertThatThrownBy(stranger::token)
          .hasMessageContaining("it answered 401: who are you?")
          .hasMessageNotContaining("no secret");
    }
  }

  @Test
  void saysWhatAServiceSaid() throws Exception {
    try (Signed signed = new Signed()) {
      String noToken = "x." + Base64.getUrlEncoder().encodeToString(new byte[] {1}) + ".x";
      for (String token : List.of("secret", noToken)) {
        KeylessSigner signer = signer(signed, () -> token);
        assertThatThrownBy(() -> signer.fileBundle(Signed.FILE))
            .hasMessageContaining("is none (RFC 7519)")
            .hasMessageNotContaining(token);
      }
      KeylessSigner astray =
          new SigstoreKeyless()
              .signer(
                  new KeylessServices(
                      signed.server().address(),
                      URI.create(signed.server().address() + "/elsewhere/"),
                      null),
                  () -> SigstoreServer.token(Signed.IDENTITY),
                  signed.trust(),
                  CryptographyProfile.STANDARD.cryptography());
      refused(() -> astray.fileBundle(Signed.FILE), KeylessError.LOG);
      assertThatThrownBy(() -> astray.fileBundle(Signed.FILE))
          .hasMessageContaining("/elsewhere: it answered 400: no such path");
    }
  }

  /// A token in the clear is anybody's, and so is a password in a message.
  @Test
  void sendsTokensToNobodyInTheClear() throws Exception {
    try (Signed signed = new Signed()) {
      for (String address :
          List.of("http://fulcio.example", "ftp://fulcio.example", "https://u:p@fulcio.example")) {
        refusedWithoutSecrets(() ->
            new SigstoreKeyless()
                .signer(
                    new KeylessServices(URI.create(address), signed.server().address(), null),
                    () -> "",
                    signed.trust(),
                    CryptographyProfile.STANDARD.cryptography()));
      }
    }
    for (String request :
        List.of(
            "https://u:p@tokens.example/token",
            "https://u:p@tokens.example/a token",
            "http://tokens.example/token?key=u:p")) {
      refusedWithoutSecrets(() -> new SigstoreKeyless().jobTokens(request, ""));
    }
  }

  private static void refusedWithoutSecrets(Runnable tried) {
    assertThatThrownBy(tried::run)
        .isInstanceOf(SeaworthyException.class)
        .hasMessageNotContaining("u:p")
        .hasNoCause()
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(KeylessError.BAD_ADDRESS);
  }

  @Test
  void refusesATrustedRootThatIsNone() {
    for (String root :
        List.of(
            "",
            "{}",
            "{\"mediaType\":\"application/json\"}",
            "[]",
            "{\"tlogs\":[],\"tlogs\":[]}",
            "{\"tlogs\":[{\"publicKey\":{}}]}")) {
      refused(
          () -> new SigstoreKeyless().trust(Signed.utf8(root), "the root"), KeylessError.BAD_ROOT);
    }
  }

  private static KeylessSigner signer(Signed signed, IdentityTokens tokens) {
    return new SigstoreKeyless()
        .signer(
            new KeylessServices(signed.server().address(), signed.server().address(), null),
            tokens,
            signed.trust(),
            CryptographyProfile.STANDARD.cryptography());
  }
}
