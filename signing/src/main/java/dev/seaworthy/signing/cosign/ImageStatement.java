package dev.seaworthy.signing.cosign;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.SigningError;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The in-toto statement that stands for "I sign this image", as cosign 3 writes it: a statement
/// without content, so that no other attestation (a refusal, a bill of materials) passes for it.
final class ImageStatement {

  static final String PREDICATE = "https://sigstore.dev/cosign/sign/v1";
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final String TYPE = "https://in-toto.io/Statement/v1";
  private static final String TYPES = "https://in-toto.io/Statement/";

  private ImageStatement() {}

  static byte[] of(Digest image) {
    return JsonWriter.canonical(
        new JsonBuilder()
            .put("_type", TYPE)
            .putArray(
                "subject",
                List.of(
                    new JsonBuilder()
                        .put(
                            "digest",
                            new JsonBuilder()
                                .put(image.algorithm().wireName(), image.hex())
                                .build())
                        .build()))
            .put("predicateType", PREDICATE)
            .put("predicate", JsonValue.EMPTY_OBJECT)
            .build());
  }

  /// @param images any of which it must be about
  /// @throws SeaworthyException [SigningError#PAYLOAD_TYPE], [SigningError#OTHER_IMAGE]
  static void require(byte[] payload, Collection<Digest> images, String what, Limits limits) {
    JsonObject statement = new JsonReader(limits).readObject(payload, what);
    String predicate = statement.text("predicateType");
    if (!statement.text("_type").startsWith(TYPES) || !predicate.equals(PREDICATE)) {
      throw new SeaworthyException(
          SigningError.PAYLOAD_TYPE,
          "it says something of the image (%s) and doesn't sign it (%s)"
              .formatted(Text.visible(Text.shorten(predicate, 80)), PREDICATE));
    }
    boolean isOfImage =
        statement.objects("subject").stream()
            .map(subject -> subject.object("digest"))
            .anyMatch(digests ->
                images.stream()
                    .anyMatch(image ->
                        digests
                            .text(image.algorithm().wireName())
                            .toLowerCase(Locale.ROOT)
                            .equals(image.hex())));
    if (!isOfImage) {
      throw new SeaworthyException(
          SigningError.OTHER_IMAGE,
          "it was signed for another image than %s".formatted(List.copyOf(images).getFirst()));
    }
  }
}
