package dev.seaworthy.certificate.release;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.verdict.AssetClass;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/// What a release says of itself, as an in-toto statement (v1) that is signed.
///
/// @param image the digest of the image's manifest
/// @param asset the class of image that it belongs to
/// @param releasedAt when it was sealed
/// @param documents in the order of the archive
public record Release(
    Digest image, AssetClass asset, Instant releasedAt, List<SealedDocument> documents) {

  /// What an in-toto statement calls this kind of predicate.
  public static final String PREDICATE = "https://seaworthy.dev/release/v1";

  private static final String STATEMENT = "https://in-toto.io/Statement/v1";

  public Release {
    documents = List.copyOf(documents);
  }

  byte[] statement() {
    JsonObject subject =
        new JsonBuilder()
            .put("name", asset.name())
            .put("digest", new JsonBuilder().put("sha256", image.hex()).build())
            .build();
    return JsonWriter.canonical(
        new JsonBuilder()
            .put("_type", STATEMENT)
            .putArray("subject", List.of(subject))
            .put("predicateType", PREDICATE)
            .put(
                "predicate",
                new JsonBuilder()
                    .put("asset", asset.toJson())
                    .put("releasedAt", releasedAt.toString())
                    .putArray("documents", documents.stream().map(Release::document).toList())
                    .build())
            .build());
  }

  private static JsonObject document(SealedDocument document) {
    return new JsonBuilder()
        .put("role", document.role().word())
        .put("entry", document.entry())
        .put("digest", document.digest().toString())
        .put("bytes", document.bytes())
        .build();
  }

  /// @throws SeaworthyException [CertificateError#NOT_A_RELEASE]
  static Release read(byte[] bytes, Limits limits) {
    try {
      JsonObject statement = new JsonReader(limits).readObject(bytes, "the statement");
      JsonObject predicate = statement.object("predicate");
      JsonObject asset = predicate.object("asset");
      if (!statement.text("_type").equals(STATEMENT)
          || !statement.text("predicateType").equals(PREDICATE)
          || statement.objects("subject").size() != 1) {
        throw new IllegalArgumentException(
            "its predicate is " + Text.shorten(statement.text("predicateType"), 80));
      }
      return new Release(
          Digest.parse(
              "sha256:" + statement.objects("subject").getFirst().object("digest").text("sha256")),
          AssetClass.read(asset),
          Instant.parse(predicate.text("releasedAt")),
          predicate.objects("documents").stream().map(Release::document).toList());
    } catch (SeaworthyException | DateTimeException | IllegalArgumentException e) {
      throw new SeaworthyException(
          CertificateError.NOT_A_RELEASE,
          "its statement can't be read: " + Text.shorten(String.valueOf(e.getMessage()), 160),
          e);
    }
  }

  private static SealedDocument document(JsonObject json) {
    return new SealedDocument(
        DocumentRole.of(json.text("role"))
            .orElseThrow(
                () -> new IllegalArgumentException("role " + Text.shorten(json.text("role"), 40))),
        json.text("entry"),
        Digest.parse(json.text("digest")),
        json.integer("bytes").orElseThrow(() -> new IllegalArgumentException("no length")));
  }
}
