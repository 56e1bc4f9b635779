package dev.seaworthy.fuzz;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limits;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.cosign.CosignArtifact;
import dev.seaworthy.signing.cosign.SignatureJudge;
import dev.seaworthy.signing.cosign.SimpleSigning;
import dev.seaworthy.signing.reference.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What whoever may push can put beside an image and call a signature.
final class SignatureTargets {

  /// The key that made the honest seeds; nobody has its private half any more.
  private static final String KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAed2XHwqrbo3bEUa0s2pNSkUNNJzg2I2L2pp3N5gWUUQ=
      -----END PUBLIC KEY-----
      """;

  private static final Limits LIMITS = Limits.defaults();
  private static final Digest IMAGE = Digest.sha256("image".getBytes(StandardCharsets.UTF_8));

  private static final SignatureJudge JUDGE =
      new SignatureJudge(
          new Trust(Set.of(VerificationKey.ofPem(KEY, "the key of the seeds")), List.of()),
          List.of(IMAGE),
          Instant.parse("2026-11-21T12:00:00Z"),
          LIMITS);

  private SignatureTargets() {}

  /// Judges without catching anything: an honest seed counts.
  static void judge(String target, byte[] bytes) {
    switch (target) {
      case "signature-bundle" -> JUDGE.bundle(bytes);
      case "signature-envelope" -> JUDGE.envelope(bytes);
      case "signature-layer" -> layer(bytes);
      default -> throw new IllegalArgumentException(target);
    }
  }

  static List<Target> all() {
    SigningKey own = SigningKey.generate();
    SimpleSigning image = new SimpleSigning("registry.example/shop/cart:1.8", IMAGE);
    return List.of(
        ImageTargets.lawful("signature-bundle", JUDGE::bundle),
        ImageTargets.lawful("signature-envelope", JUDGE::envelope),
        ImageTargets.lawful("signature-layer", SignatureTargets::layer),
        ImageTargets.lawful(
            "signature-manifest",
            bytes -> CosignArtifact.signature(image, own, bytes, LIMITS).manifest()));
  }

  /// A document with `payload`, as text, and `annotations`.
  private static void layer(byte[] bytes) {
    JsonObject json = new JsonReader(LIMITS).readObject(bytes, "input");
    Map<String, String> annotations = new TreeMap<>();
    json.object("annotations")
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text)) {
            annotations.put(name, text);
          }
        });
    JUDGE.layer(json.text("payload").getBytes(StandardCharsets.UTF_8), annotations);
  }
}
