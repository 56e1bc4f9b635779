package dev.seaworthy.signing.cosign;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonNull;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.SigningError;
import java.util.Collection;
import java.util.List;

/// What cosign signs of an image (cosign's SIGNATURE_SPEC, "Payloads: Simple Signing").
///
/// @param dockerReference the repository that the signer saw it in; a hint
/// @param manifest the image
public record SimpleSigning(String dockerReference, Digest manifest) {

  /// The media type of the layer that holds it.
  public static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

  private static final String TYPE = "cosign container image signature";

  /// The bytes that are signed.
  public byte[] payload() {
    return JsonWriter.canonical(
        new JsonBuilder()
            .put(
                "critical",
                new JsonBuilder()
                    .put(
                        "identity",
                        new JsonBuilder().put("docker-reference", dockerReference).build())
                    .put(
                        "image",
                        new JsonBuilder()
                            .put("docker-manifest-digest", manifest.toString())
                            .build())
                    .put("type", TYPE)
                    .build())
            .put("optional", new JsonNull())
            .build());
  }

  /// What a payload says whose signature is good.
  ///
  /// @param images any of which it must be about
  /// @throws SeaworthyException [SigningError#BAD_ENVELOPE], [SigningError#OTHER_IMAGE]
  static SimpleSigning require(byte[] payload, Collection<Digest> images, Limits limits) {
    JsonObject critical =
        new JsonReader(limits).readObject(payload, "the signed payload").object("critical");
    if (!critical.text("type").equals(TYPE)) {
      throw new SeaworthyException(
          SigningError.BAD_ENVELOPE,
          "the signed payload is of type \"%s\", and \"%s\" was asked for"
              .formatted(Text.visible(Text.shorten(critical.text("type"), 80)), TYPE));
    }
    Digest found = Digest.parse(critical.object("image").text("docker-manifest-digest"));
    if (!images.contains(found)) {
      throw new SeaworthyException(
          SigningError.OTHER_IMAGE,
          "it was signed for %s, and the image is %s"
              .formatted(found, List.copyOf(images).getFirst()));
    }
    return new SimpleSigning(critical.object("identity").text("docker-reference"), found);
  }
}
