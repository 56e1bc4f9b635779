package dev.seaworthy.signing.cosign;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.SignatureScheme;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningError;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A manifest beside an image, under a tag made of the image's digest, as cosign pushes and finds
/// it: `sha256-….sig` for signatures and `sha256-….att` for attestations.
public final class CosignArtifact {

  /// The annotation that holds a signature in Base64.
  private static final String SIGNATURE = LayerAnnotations.SIGNATURE;

  private static final String SIGNATURES = ".sig";

  private static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final int LAYERS_MAX = 1000;

  /// The manifest under the tag, which is added to.
  private static final String BEFORE = "the manifest of signatures";

  private final String tag;
  private final byte[] manifest;
  private final SortedMap<Digest, byte[]> blobs;

  private CosignArtifact(String tag, byte[] manifest, SortedMap<Digest, byte[]> blobs) {
    this.tag = tag;
    this.manifest = manifest;
    this.blobs = blobs;
  }

  /// Signs an image.
  ///
  /// @throws SeaworthyException when the signer can't
  public static CosignArtifact signature(SimpleSigning image, Signer signer) {
    return signature(image, signer, null, Limits.defaults());
  }

  /// Signs an image beside the signatures that are there. An earlier one by the same key on the
  /// same text is replaced.
  ///
  /// @param before the manifest under the tag as it is; null when there is none
  /// @throws SeaworthyException when the signer can't, [SigningError#BAD_ENVELOPE] when there are
  ///   too many, or one that would not stay as it is
  public static CosignArtifact signature(
      SimpleSigning image, Signer signer, byte @Nullable [] before, Limits limits) {
    byte[] payload = image.payload();
    byte[] signature =
        signer.sign(
            payload, SignatureScheme.ofCosign(signer.verification().algorithm()).getFirst());
    JsonBuilder annotations = new JsonBuilder();
    LayerAnnotations.sign(signature, signer).forEach(annotations::put);
    List<JsonObject> others = new ArrayList<>();
    if (before != null) {
      for (JsonObject layer : new JsonReader(limits).readObject(before, BEFORE).objects("layers")) {
        if (!isReplaced(layer, payload, signer)) {
          others.add(layer);
        }
      }
      if (others.size() >= LAYERS_MAX) {
        throw new SeaworthyException(
            SigningError.BAD_ENVELOPE,
            "%s has %s signatures with this one, and %s may be"
                .formatted(BEFORE, others.size() + 1, LAYERS_MAX));
      }
    }
    return of(
        tag(image.manifest(), SIGNATURES),
        SimpleSigning.MEDIA_TYPE,
        payload,
        annotations.build(),
        others);
  }

  private static boolean isReplaced(JsonObject layer, byte[] payload, Signer signer) {
    if (!layer.text("digest").equals(Digest.sha256(payload).toString())) {
      return false;
    }
    try {
      byte[] signature = Base64.getDecoder().decode(layer.object("annotations").text(SIGNATURE));
      return signer.verification().isSignedAsByCosign(payload, signature);
    } catch (IllegalArgumentException e) {
      // Not ours, and left as it is.
      return false;
    }
  }

  /// Puts a signed statement on an image beside it.
  ///
  /// @param image what the statement is on
  /// @param predicateType what cosign asks for with `--type`
  public static CosignArtifact attestation(
      Digest image, DsseEnvelope envelope, String predicateType) {
    JsonObject annotations =
        new JsonBuilder().put(SIGNATURE, "").put("predicateType", predicateType).build();
    return of(tag(image, ".att"), ENVELOPE, envelope.toJson(), annotations, List.of());
  }

  /// Where the signatures of an image lie, in its own repository.
  public static String signatureTag(Digest image) {
    return tag(image, SIGNATURES);
  }

  private static String tag(Digest image, String ending) {
    return image.algorithm().wireName() + "-" + image.hex() + ending;
  }

  private static CosignArtifact of(
      String tag, String mediaType, byte[] layer, JsonObject annotations, List<JsonObject> others) {
    SortedMap<Digest, byte[]> blobs = new TreeMap<>();
    Digest digest = Digest.sha256(layer);
    blobs.put(digest, layer);
    List<JsonObject> layers = new ArrayList<>(others);
    layers.add(described(mediaType, layer).put("annotations", annotations).build());
    byte[] config =
        JsonWriter.canonical(
            new JsonBuilder()
                .put("architecture", "")
                .put("os", "")
                .put("config", JsonValue.EMPTY_OBJECT)
                .put(
                    "rootfs",
                    new JsonBuilder()
                        .put("type", "layers")
                        .putStrings(
                            "diff_ids", layers.stream().map(each -> each.text("digest")).toList())
                        .build())
                .build());
    blobs.put(Digest.sha256(config), config);
    byte[] manifest =
        JsonWriter.canonical(
            new JsonBuilder()
                .put("schemaVersion", 2)
                .put("mediaType", MANIFEST)
                .put("config", described(CONFIG, config).build())
                .putArray("layers", layers)
                .build(),
            BEFORE,
            SigningError.BAD_ENVELOPE);
    return new CosignArtifact(tag, manifest, blobs);
  }

  private static JsonBuilder described(String mediaType, byte[] bytes) {
    return new JsonBuilder()
        .put("mediaType", mediaType)
        .put("digest", Digest.sha256(bytes).toString())
        .put("size", bytes.length);
  }

  /// Where it lies, in the image's own repository.
  public String tag() {
    return tag;
  }

  /// The manifest's bytes.
  public byte[] manifest() {
    return manifest.clone();
  }

  /// What must be in the repository before the manifest.
  public SortedMap<Digest, byte[]> blobs() {
    return new TreeMap<>(blobs);
  }
}
