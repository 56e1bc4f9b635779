package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.InventoryError;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A bill of materials inside an in-toto statement (in-toto attestation framework v1), bare or in a
/// DSSE envelope or Sigstore bundle. Signatures are not looked at: what it says stays a claim.
///
/// @param predicateType such as `https://cyclonedx.org/bom`
/// @param subjects the digests of what it speaks of
/// @param document the bill of materials, as JSON
public record Attestation(String predicateType, List<Digest> subjects, String document) {

  private static final List<String> PREDICATES =
      List.of("https://spdx.dev/Document", "https://cyclonedx.org/bom", "https://syft.dev/bom");

  public Attestation {
    subjects = List.copyOf(subjects);
  }

  /// Takes a statement apart; empty when it speaks of something else than a bill of materials.
  ///
  /// @param what the document in words, for messages
  /// @throws SeaworthyException [InventoryError#SBOM_DAMAGED] and as [SbomReader#read]
  public static Optional<Attestation> unwrap(byte[] bytes, String what, Limits limits) {
    JsonParts outer = new JsonParts(bytes, what, limits);
    JsonObject bundled = outer.object("dsseEnvelope");
    String payload = bundled.members().isEmpty() ? outer.text("payload") : bundled.text("payload");
    return payload.isEmpty()
        ? statement(outer, what)
        : statement(new JsonParts(decoded(payload, what), what, limits), what);
  }

  private static Optional<Attestation> statement(JsonParts parts, String what) {
    String type = parts.text("predicateType");
    if (PREDICATES.stream().noneMatch(type::startsWith)) {
      return Optional.empty();
    }
    List<Digest> subjects = new ArrayList<>();
    parts.each(
        "subject",
        subject -> {
          Digest digest = Digests.find("sha256:" + subject.object("digest").text("sha256"), "");
          if (digest != null) {
            subjects.add(digest);
          }
        });
    try {
      return Optional.of(
          new Attestation(type, subjects, JsonWriter.indented(parts.object("predicate"))));
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          InventoryError.SBOM_DAMAGED,
          "%s: %s".formatted(what, Text.shorten(String.valueOf(e.getMessage()), 200)),
          e);
    }
  }

  private static byte[] decoded(String payload, String what) {
    try {
      return Base64.getDecoder().decode(payload);
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          InventoryError.SBOM_DAMAGED, what + ": the payload is not base64", e);
    }
  }
}
