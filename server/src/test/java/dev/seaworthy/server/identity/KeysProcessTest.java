package dev.seaworthy.server.identity;

import static dev.seaworthy.server.identity.Installation.ok;
import static dev.seaworthy.server.identity.Installation.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.seaworthy.server.ApiClient;
import dev.seaworthy.server.ApiClient.Answer;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.SignatureScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Security keys and client certificates, against the process. The security key is written from the
/// specification (Web Authentication level 2, §6.1 and §6.5).
class KeysProcessTest {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  @TempDir Path folder;

  @Test
  void aSecurityKeyIsASecondFactorAndACopyOfItIsNot() throws Exception {
    try (Installation installation = Installation.start()) {
      ApiClient kay = installation.person("kay");
      SoftKey key = new SoftKey("https://localhost:" + installation.platform.port());
      assertThat(register(kay, key, "https://evil.example").status()).isEqualTo(400);
      assertThat(register(kay, key, null).status()).isEqualTo(200);
      ok(kay.get("/me"));

      ApiClient again = ApiClient.of(installation.platform);
      assertThat(ok(signIn(again, "kay")).body().path("methods").toString()).contains("webauthn");
      assertThat(show(again, key, "localhost", "https://evil.example").status()).isEqualTo(401);
      assertThat(show(again, key, "evil.example", null).status()).isEqualTo(401);
      assertThat(show(again, new SoftKey(key.origin), "localhost", null).status()).isEqualTo(401);
      assertThat(again.get("/me").status()).isEqualTo(401);
      assertThat(show(again, key, "localhost", null).status()).isEqualTo(200);
      assertThat(ok(again.get("/me")).text("factors")).isEqualTo("TWO");

      // A copy that was made before counts from where it was.
      ok(signIn(again, "kay"));
      key.counter -= 2;
      assertThat(show(again, key, "localhost", null).status()).isEqualTo(401);
      key.counter += 5;
      // An answer to a challenge that was never given, and one that was used.
      String stale = key.assertion(URL.encodeToString(new byte[32]), "localhost", key.origin);
      assertThat(again.post("/session/webauthn", stale).status()).isEqualTo(400);
      String challenge = ok(again.post("/session/webauthn/challenge", "{}")).text("challenge");
      String right = key.assertion(challenge, "localhost", key.origin);
      ok(again.post("/session/webauthn", right));
      assertThat(again.post("/session/webauthn", right).status()).isEqualTo(400);
    }
  }

  private static Answer register(ApiClient client, SoftKey key, String origin) throws Exception {
    String challenge = ok(client.post("/me/webauthn", "{}")).text("challenge");
    return client.put(
        "/me/webauthn", key.registration(challenge, origin == null ? key.origin : origin));
  }

  private static Answer show(ApiClient client, SoftKey key, String party, String origin)
      throws Exception {
    String challenge = ok(client.post("/session/webauthn/challenge", "{}")).text("challenge");
    return client.post(
        "/session/webauthn", key.assertion(challenge, party, origin == null ? key.origin : origin));
  }

  @Test
  void aClientCertificateOpensASessionForItsPersonAlone() throws Exception {
    KeyPair authority = pair();
    X509Certificate root = certificate("CN=Staff", authority, "CN=Staff", authority, true);
    Path file = Files.writeString(folder.resolve("staff.pem"), pem(root));
    KeyPair own = pair();
    X509Certificate cert = certificate("CN=cleo", own, "CN=Staff", authority, false);
    KeyPair twin = pair();
    X509Certificate same = certificate("CN=cleo", twin, "CN=Staff", authority, false);
    try (Installation installation = Installation.start("--client-ca", file.toString())) {
      ApiClient cleo = installation.person("cleo");
      ok(
          cleo.post(
              "/me/certificates",
              "{'certificate':'%s'}".formatted(pem(cert).replace("\n", "\\n"))));
      ApiClient by = ApiClient.of(installation.platform, "127.0.0.1", store(own, cert, root));
      assertThat(by.get("/me").status()).isEqualTo(401);
      assertThat(ok(by.post("/session/certificate", "{}")).text("state")).isEqualTo("signed-in");
      assertThat(ok(by.get("/me")).text("factors")).isEqualTo("TWO");
      // The same name and authority, another certificate: nobody's.
      ApiClient other = ApiClient.of(installation.platform, "127.0.0.1", store(twin, same, root));
      assertThat(other.post("/session/certificate", "{}").status()).isEqualTo(401);
      assertThat(ApiClient.of(installation.platform).post("/session/certificate", "{}").status())
          .isEqualTo(401);
      // Another authority of the same name does not even get through the handshake.
      KeyPair false1 = pair();
      X509Certificate lie = certificate("CN=Staff", false1, "CN=Staff", false1, true);
      X509Certificate forged = certificate("CN=cleo", twin, "CN=Staff", false1, false);
      ApiClient liar = ApiClient.of(installation.platform, "127.0.0.1", store(twin, forged, lie));
      assertThatThrownBy(() -> liar.post("/session/certificate", "{}"))
          .isInstanceOf(IOException.class);
    }
  }

  private static KeyPair pair() throws Exception {
    return CryptographyProfile.STANDARD.cryptography().newKeyPair(KeyAlgorithm.ECDSA_P256);
  }

  private static X509Certificate certificate(
      String subject, KeyPair pair, String issuer, KeyPair by, boolean authority) throws Exception {
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(Instant.now().minusSeconds(60)),
                    Date.from(Instant.now().plusSeconds(86_400)),
                    new X500Name(subject),
                    pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(
            Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()));
  }

  private static KeyStore store(KeyPair pair, X509Certificate own, X509Certificate root)
      throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", pair.getPrivate(), new char[0], new Certificate[] {own, root});
    return store;
  }

  /// An authenticator in software.
  private static final class SoftKey {
    private final KeyPair pair = pair();
    private final byte[] id = ByteBuffer.allocate(16).putLong(System.nanoTime()).array();
    private final String origin;
    private int counter = 7;

    SoftKey(String origin) throws Exception {
      this.origin = origin;
    }

    String registration(String challenge, String at) throws Exception {
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      data.write(authenticatorData("localhost", 0x45));
      data.write(new byte[16]);
      data.write(ByteBuffer.allocate(2).putShort((short) id.length).array());
      data.write(id);
      data.write(coseKey());
      ByteArrayOutputStream attestation = new ByteArrayOutputStream();
      try (CBORGenerator cbor = new CBORFactory().createGenerator(attestation)) {
        cbor.writeStartObject(3);
        cbor.writeStringField("fmt", "none");
        cbor.writeFieldName("attStmt");
        cbor.writeStartObject(0);
        cbor.writeEndObject();
        cbor.writeBinaryField("authData", data.toByteArray());
        cbor.writeEndObject();
      }
      return """
      {"name":"soft","credential":{"id":"%1$s","rawId":"%1$s","type":"public-key",
       "clientExtensionResults":{},"response":{"clientDataJSON":"%2$s","attestationObject":"%3$s",
       "transports":["usb"]}}}\
      """
          .formatted(
              URL.encodeToString(id),
              URL.encodeToString(clientData("webauthn.create", challenge, at)),
              URL.encodeToString(attestation.toByteArray()));
    }

    String assertion(String challenge, String party, String at) throws Exception {
      counter++;
      byte[] data = authenticatorData(party, 0x05);
      byte[] client = clientData("webauthn.get", challenge, at);
      Signature signature =
          CryptographyProfile.STANDARD.cryptography().newSignature(SignatureScheme.ECDSA_SHA256);
      signature.initSign(pair.getPrivate());
      signature.update(data);
      signature.update(Secret.sha256(client));
      return """
      {"credential":{"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},
       "response":{"clientDataJSON":"%2$s","authenticatorData":"%3$s","signature":"%4$s"}}}\
      """
          .formatted(
              URL.encodeToString(id),
              URL.encodeToString(client),
              URL.encodeToString(data),
              URL.encodeToString(signature.sign()));
    }

    private byte[] authenticatorData(String party, int flags) {
      return ByteBuffer.allocate(37)
          .put(Secret.sha256(party.getBytes(StandardCharsets.UTF_8)))
          .put((byte) flags)
          .putInt(counter)
          .array();
    }

    private static byte[] clientData(String type, String challenge, String at) {
      return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
          .formatted(type, challenge, at)
          .getBytes(StandardCharsets.UTF_8);
    }

    /// RFC 9053 §7.1.1: EC2, ES256, P-256, x, y.
    private byte[] coseKey() throws IOException {
      ECPublicKey key = (ECPublicKey) pair.getPublic();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (CBORGenerator cbor = new CBORFactory().createGenerator(out)) {
        cbor.writeStartObject(5);
        cbor.writeFieldId(1);
        cbor.writeNumber(2);
        cbor.writeFieldId(3);
        cbor.writeNumber(-7);
        cbor.writeFieldId(-1);
        cbor.writeNumber(1);
        cbor.writeFieldId(-2);
        cbor.writeBinary(bytes(key.getW().getAffineX()));
        cbor.writeFieldId(-3);
        cbor.writeBinary(bytes(key.getW().getAffineY()));
        cbor.writeEndObject();
      }
      return out.toByteArray();
    }

    private static byte[] bytes(BigInteger number) {
      byte[] bytes = number.toByteArray();
      byte[] fixed = new byte[32];
      int length = Math.min(bytes.length, 32);
      System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
      return fixed;
    }
  }
}
