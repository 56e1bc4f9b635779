package dev.seaworthy.signing.cosign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.signing.Openssl;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.reference.Trust;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.registry.RegistryServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cosign signs verifies here, and what we sign verifies there.
class CosignTest {

  private static final Digest IMAGE = Digest.sha256("an image".getBytes(StandardCharsets.UTF_8));
  private static final String PREDICATE = "https://seaworthy.dev/certificate/v1";

  /// Cosign takes P-384 over SHA-256 and RSA by PKCS #1 v1.5, and signs itself with Ed25519ph; none
  /// of them is ours.
  private static final List<KeyAlgorithm> KINDS =
      List.of(KeyAlgorithm.ECDSA_P256, KeyAlgorithm.ED25519);

  @TempDir Path folder;

  /// The example of cosign's SIGNATURE_SPEC has these members.
  @Test
  void signsWhatCosignSigns() {
    assertThat(
            new String(
                new SimpleSigning("localhost/cart", IMAGE).payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"critical\":{\"identity\":{\"docker-reference\":\"localhost/cart\"},\"image\":{\"docker-manifest-digest\":\""
                + IMAGE
                + "\"},\"type\":\"cosign container image signature\"},\"optional\":null}");
  }

  @Test
  void refusesAnotherKeyAnotherImageAndAnotherKindOfPayload() {
    SigningKey key = SigningKey.generate();
    Set<VerificationKey> trusted = Set.of(key.verification());
    byte[] payload = new SimpleSigning("localhost/cart", IMAGE).payload();
    byte[] signature = key.sign(payload);
    byte[] other =
        "{\"critical\":{\"type\":\"atomic container signature\"}}".getBytes(StandardCharsets.UTF_8);

    assertThat(verified(payload, signature, trusted, IMAGE).signer())
        .isEqualTo(key.verification().id().toString());
    refused(() -> verified(payload, signature, Set.of(), IMAGE), SigningError.NOT_SIGNED_BY);
    refused(
        () -> verified(payload, SigningKey.generate().sign(payload), trusted, IMAGE),
        SigningError.NOT_SIGNED_BY);
    refused(
        () -> verified(payload, signature, trusted, Digest.sha256(payload)),
        SigningError.OTHER_IMAGE);
    refused(() -> verified(other, key.sign(other), trusted, IMAGE), SigningError.BAD_ENVELOPE);
  }

  /// What others signed stays as it is, or nothing is made.
  @ParameterizedTest
  @ValueSource(strings = {"12345678901234567890", "1e2147483647", "10e2147483647"})
  void refusesToWriteAgainWhatWouldNotStayTheSame(String number) {
    SimpleSigning image = new SimpleSigning("localhost/cart", IMAGE);
    byte[] before =
        "{\"layers\":[{\"size\":%s}]}".formatted(number).getBytes(StandardCharsets.UTF_8);
    refused(
        () -> CosignArtifact.signature(image, SigningKey.generate(), before, Limits.defaults()),
        SigningError.BAD_ENVELOPE);
  }

  @Test
  void agreesWithCosignOnImagesInARegistry() throws Exception {
    Gates.run(
        "signatures of cosign",
        List.of(Gates.tool("cosign"), Gates.tool("openssl"), RegistryServer.need()),
        () -> {
          try (RegistryServer server = RegistryServer.open();
              HttpClient client = HttpClient.newHttpClient()) {
            for (KeyAlgorithm kind : KINDS) {
              ours(new Registry(client, server.host(), "shop/" + kind.word()), kind);
            }
            theirs(new Registry(client, server.host(), "shop/theirs"));
          }
          return KINDS.size() * 2L + 2;
        });
  }

  private SigningKey key(String name, KeyAlgorithm kind) throws IOException {
    new Openssl(folder).key(name, Openssl.options(kind));
    return KeyFolder.privateKey(
        folder.resolve(name), KeyFolder.publicKey(folder.resolve(name + ".pub")));
  }

  private void ours(Registry registry, KeyAlgorithm kind) throws Exception {
    String name = kind.word();
    SigningKey key = key(name, kind);
    Digest ours = image(registry, "ours-" + name);
    String repository = registry.host() + "/" + registry.repository();
    registry.push(CosignArtifact.signature(new SimpleSigning(repository, ours), key));
    DsseEnvelope statement =
        DsseEnvelope.sign("application/vnd.in-toto+json", statement(ours), List.of(key));
    registry.push(CosignArtifact.attestation(ours, statement, PREDICATE));
    String verifying = " --insecure-ignore-tlog --allow-http-registry --key " + name + ".pub ";
    assertThat(cosign("verify" + verifying + repository + "@" + ours)).contains(ours.toString());
    assertThat(
            cosign("verify-attestation --type " + PREDICATE + verifying + repository + "@" + ours))
        .contains("payloadType");
  }

  private void theirs(Registry registry) throws Exception {
    String name = "theirs";
    SigningKey key = key(name, KeyAlgorithm.ECDSA_P256);
    String repository = registry.host() + "/" + registry.repository();
    Digest ours = image(registry, "another");
    Digest theirs = image(registry, "signed");
    cosign("import-key-pair --key " + name + " --output-key-prefix imported-" + name);
    cosign(
        "sign --tlog-upload=false --use-signing-config=false --new-bundle-format=false --allow-http-registry -y --key imported-"
            + name
            + ".key "
            + repository
            + "@"
            + theirs);
    byte[] manifest = registry.get("/manifests/sha256-" + theirs.hex() + ".sig");
    List<JsonObject> layers =
        new JsonReader(Limits.defaults()).readObject(manifest, "test").objects("layers");
    assertThat(layers).hasSize(1);
    byte[] payload = registry.get("/blobs/" + layers.getFirst().text("digest"));
    assertThat(new String(payload, StandardCharsets.UTF_8)).contains(repository);
    byte[] signature =
        Base64.getDecoder()
            .decode(
                layers.getFirst().object("annotations").text("dev.cosignproject.cosign/signature"));
    Set<VerificationKey> trusted = Set.of(key.verification());
    assertThat(verified(payload, signature, trusted, theirs).signer())
        .isEqualTo(key.verification().id().toString());
    refused(() -> verified(payload, signature, trusted, ours), SigningError.OTHER_IMAGE);
  }

  private static Digest image(Registry registry, String title) throws Exception {
    byte[] config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
            .getBytes(StandardCharsets.UTF_8);
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\",\"size\":%s},\"layers\":[],\"annotations\":{\"title\":\"%s\"}}"
            .formatted(registry.blob(config), config.length, title);
    return registry.manifest(title, manifest.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] statement(Digest image) {
    return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"cart\",\"digest\":{\"sha256\":\"%s\"}}],\"predicateType\":\"%s\",\"predicate\":{}}"
        .formatted(image.hex(), PREDICATE)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String cosign(String words) {
    Command.Result result =
        Command.of(List.of(("cosign " + words).split(" +")))
            .in(folder)
            .with("COSIGN_PASSWORD", "")
            .with("HOME", folder.toString())
            .run();
    assertThat(result.exit()).as(words + ": " + result.err()).isZero();
    return result.out();
  }

  private static SignedBy verified(
      byte[] payload, byte[] signature, Set<VerificationKey> trusted, Digest image) {
    return new SignatureJudge(
            new Trust(trusted, List.of()), List.of(image), Instant.EPOCH, Limits.defaults())
        .layer(
            payload,
            Map.of(
                "dev.cosignproject.cosign/signature",
                Base64.getEncoder().encodeToString(signature)));
  }

  private static void refused(Runnable tried, SigningError code) {
    assertThatThrownBy(tried::run)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }
}
