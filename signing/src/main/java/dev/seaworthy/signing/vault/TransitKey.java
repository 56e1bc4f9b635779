package dev.seaworthy.signing.vault;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.DigestAlgorithm;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.SignatureScheme;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A key of Vault's transit engine.
public final class TransitKey {

  private static final Map<String, KeyAlgorithm> TYPES =
      Map.of(
          "ed25519", KeyAlgorithm.ED25519,
          "ecdsa-p256", KeyAlgorithm.ECDSA_P256,
          "ecdsa-p384", KeyAlgorithm.ECDSA_P384,
          "rsa-2048", KeyAlgorithm.RSA_PSS,
          "rsa-3072", KeyAlgorithm.RSA_PSS,
          "rsa-4096", KeyAlgorithm.RSA_PSS);

  /// What a SubjectPublicKeyInfo of Ed25519 has before the 32 bytes of the key (RFC 8410 §4).
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int ED25519_BYTES = 32;

  private final VaultUri uri;
  private final VaultClient client;
  private final SortedMap<Integer, VerificationKey> versions;

  private TransitKey(
      VaultUri uri, VaultClient client, SortedMap<Integer, VerificationKey> versions) {
    this.uri = uri;
    this.client = client;
    this.versions = versions;
  }

  /// Asks Vault for the public parts of the key's versions.
  ///
  /// @throws SeaworthyException [SigningError#VAULT], [SigningError#NO_SECRET],
  ///   [SigningError#NOT_APPROVED]
  public static TransitKey open(VaultUri uri, Secrets secrets, Cryptography cryptography) {
    VaultClient client = new VaultClient(uri, secrets.read(uri.tokenSource(), "Vault"));
    JsonObject key = client.read("%s/keys/%s".formatted(uri.mount(), uri.key()));
    String type = key.text("type");
    if (!TYPES.containsKey(type) || key.isTrue("derived")) {
      throw client.failed(
          "a key of type \"%s\" can't sign here, only %s"
              .formatted(Text.shorten(type, 40), String.join(", ", new TreeSet<>(TYPES.keySet()))),
          null);
    }
    SortedMap<Integer, VerificationKey> versions = new TreeMap<>();
    JsonObject listed = key.object("keys");
    for (String number : listed.members().keySet()) {
      if (!number.matches("[1-9][0-9]{0,8}")) {
        throw client.failed(
            "a version of it is called \"%s\"".formatted(Text.shorten(number, 40)), null);
      }
      String shown = listed.object(number).text("public_key");
      versions.put(Integer.valueOf(number), read(shown, type, uri, client, cryptography));
    }
    Integer wanted = uri.version();
    if (versions.isEmpty() || (wanted != null && !versions.containsKey(wanted))) {
      throw client.failed(
          "it has no version %s, only %s".formatted(wanted, versions.keySet()), null);
    }
    return new TransitKey(uri, client, versions);
  }

  private static VerificationKey read(
      String shown, String type, VaultUri uri, VaultClient client, Cryptography cryptography) {
    KeyAlgorithm expected = TYPES.get(type);
    VerificationKey key;
    if (expected == KeyAlgorithm.ED25519) {
      byte[] raw = base64(shown, client);
      if (raw.length != ED25519_BYTES) {
        throw client.failed("its public_key is none of Ed25519", null);
      }
      byte[] der = new byte[ED25519_PREFIX.length + raw.length];
      System.arraycopy(ED25519_PREFIX, 0, der, 0, ED25519_PREFIX.length);
      System.arraycopy(raw, 0, der, ED25519_PREFIX.length, raw.length);
      key = VerificationKey.ofDer(der, uri.toString(), cryptography);
    } else {
      key = VerificationKey.ofPem(shown, uri.toString(), cryptography);
    }
    if (key.algorithm() != expected) {
      throw client.failed(
          "it says %s, and the key is one for %s".formatted(type, key.algorithm().word()), null);
    }
    return key;
  }

  /// The keys whose signatures count: the version that the reference names, else each one.
  public Set<VerificationKey> verifications() {
    Integer wanted = uri.version();
    return wanted == null
        ? new TreeSet<>(versions.values())
        : Set.of(Objects.requireNonNull(versions.get(wanted)));
  }

  /// What signs with the version that the reference names, else with the latest.
  public Signer signer() {
    Integer wanted = uri.version();
    int version = wanted == null ? versions.lastKey() : wanted;
    return new Version(version, Objects.requireNonNull(versions.get(version)));
  }

  private final class Version implements Signer {

    private final int number;
    private final VerificationKey verification;

    Version(int number, VerificationKey verification) {
      this.number = number;
      this.verification = verification;
    }

    @Override
    public VerificationKey verification() {
      return verification;
    }

    @Override
    public String cryptography() {
      return "%s by Vault transit".formatted(verification.algorithm().word());
    }

    /// {@inheritDoc}
    ///
    /// But for Ed25519, which has no such way, only the digest goes to Vault.
    @Override
    public byte[] sign(byte[] message) {
      return sign(message, SignatureScheme.own(verification.algorithm()));
    }

    @Override
    public byte[] sign(byte[] message, SignatureScheme scheme) {
      scheme.requireFor(verification);
      byte[] made = signature(asked(message, scheme).text("signature"));
      if (!verification.isSigned(message, made, scheme)) {
        throw client.failed(
            "the signature that it gave (asked for: %s) doesn't fit the key that it shows"
                .formatted(scheme.words()),
            null);
      }
      return made;
    }

    private JsonObject asked(byte[] message, SignatureScheme scheme) {
      String path = "%s/sign/%s".formatted(uri.mount(), uri.key());
      JsonBuilder body = new JsonBuilder().put("key_version", number);
      return switch (scheme) {
        case ED25519 -> client.write(path, body.put("input", encoded(message)).build());
        case ECDSA_SHA256 ->
            client.write(
                path + "/sha2-256",
                hashed(body, DigestAlgorithm.SHA256, message)
                    .put("marshaling_algorithm", "asn1")
                    .build());
        case ECDSA_SHA384 ->
            client.write(
                path + "/sha2-384",
                hashed(body, DigestAlgorithm.SHA384, message)
                    .put("marshaling_algorithm", "asn1")
                    .build());
        case RSA_PSS_SHA256 ->
            client.write(
                path + "/sha2-256",
                hashed(body, DigestAlgorithm.SHA256, message)
                    .put("signature_algorithm", "pss")
                    .put("salt_length", "hash")
                    .build());
        case RSA_PKCS1_SHA256 ->
            client.write(
                path + "/sha2-256",
                hashed(body, DigestAlgorithm.SHA256, message)
                    .put("signature_algorithm", "pkcs1v15")
                    .build());
        case ED25519PH, SM2_SM3 ->
            throw client.failed("the transit engine has no " + scheme.words(), null);
      };
    }

    private JsonBuilder hashed(JsonBuilder body, DigestAlgorithm algorithm, byte[] message) {
      try {
        byte[] digest = verification.cryptography().newDigest(algorithm).digest(message);
        return body.put("input", encoded(digest)).put("prehashed", true);
      } catch (GeneralSecurityException e) {
        throw client.failed("there is no %s here".formatted(algorithm), e);
      }
    }

    private byte[] signature(String text) {
      String prefix = "vault:v%s:".formatted(number);
      if (!text.startsWith(prefix)) {
        throw client.failed(
            "it was asked to sign with version %s and gave \"%s\""
                .formatted(number, Text.visible(Text.shorten(text, 20))),
            null);
      }
      return base64(text.substring(prefix.length()), client);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] base64(String text, VaultClient client) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw client.failed("what it gave is no Base64", e);
    }
  }
}
