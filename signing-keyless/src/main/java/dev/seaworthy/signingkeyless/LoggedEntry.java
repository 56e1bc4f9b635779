package dev.seaworthy.signingkeyless;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// What Rekor answers to a new entry (its `openapi.yaml`, `LogEntry`), in the form of a bundle
/// (`sigstore_rekor.proto`, `TransparencyLogEntry`).
final class LoggedEntry {

  private LoggedEntry() {}

  static JsonObject of(JsonObject proposed, ServiceClient log) {
    JsonObject answer = log.post("/api/v1/log/entries", proposed);
    if (answer.members().size() != 1
        || !(answer.members().values().iterator().next() instanceof JsonObject entry)) {
      throw log.failed("the answer isn't one entry", null);
    }
    JsonObject verification = entry.object("verification");
    JsonObject proof = verification.object("inclusionProof");
    try {
      return new JsonBuilder()
          .put("logIndex", number(entry, "logIndex"))
          .put("logId", new JsonBuilder().put("keyId", base64(entry.text("logID"))).build())
          .put(
              "kindVersion",
              new JsonBuilder()
                  .put("kind", proposed.text("kind"))
                  .put("version", proposed.text("apiVersion"))
                  .build())
          .put("integratedTime", number(entry, "integratedTime"))
          .put(
              "inclusionPromise",
              new JsonBuilder()
                  .put("signedEntryTimestamp", verification.text("signedEntryTimestamp"))
                  .build())
          .put(
              "inclusionProof",
              new JsonBuilder()
                  .put("logIndex", number(proof, "logIndex"))
                  .put("rootHash", base64(proof.text("rootHash")))
                  .put("treeSize", number(proof, "treeSize"))
                  .putArray("hashes", hashes(proof))
                  .put(
                      "checkpoint",
                      new JsonBuilder().put("envelope", proof.text("checkpoint")).build())
                  .build())
          .put("canonicalizedBody", entry.text("body"))
          .build();
    } catch (IllegalArgumentException e) {
      throw log.failed("the entry in the answer is damaged", e);
    }
  }

  /// Whole numbers of 64 bits are texts in a bundle.
  private static String number(JsonObject object, String member) {
    return object
        .integer(member)
        .map(String::valueOf)
        .orElseThrow(() -> new IllegalArgumentException("no " + member));
  }

  private static List<JsonValue> hashes(JsonObject proof) {
    return proof.strings("hashes").stream()
        .<JsonValue>map(hash -> new JsonString(base64(hash)))
        .toList();
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
