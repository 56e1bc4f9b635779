package dev.seaworthy.inventory.sbom;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes SPDX licence expressions of what packages declare. What isn't on the SPDX list becomes a
/// `LicenseRef-`, whose text the document must then carry.
final class LicenceTexts {

  private static final int NAME_CHARS_MAX = 40;

  private final SpdxLicences known = SpdxLicences.load();
  private final SortedMap<String, String> textById = new TreeMap<>();

  /// All that is declared, joined by AND; `NOASSERTION` when nothing is.
  String declared(List<String> licences) {
    List<String> parts = new ArrayList<>();
    for (String licence : licences) {
      String expression =
          known
              .identifier(licence)
              .or(() -> ownExpression(licence))
              .orElseGet(() -> reference(licence));
      boolean isCompound = licences.size() > 1 && expression.contains(" OR ");
      parts.add(isCompound ? "(" + expression + ")" : expression);
    }
    return parts.isEmpty() ? "NOASSERTION" : String.join(" AND ", parts);
  }

  /// The texts that expressions made so far refer to.
  List<JsonObject> extracted() {
    List<JsonObject> extracted = new ArrayList<>();
    textById.forEach((id, text) ->
        extracted.add(
            new JsonBuilder()
                .put("licenseId", id)
                .put("extractedText", text)
                .put("name", text)
                .build()));
    return extracted;
  }

  /// An expression, unless it refers to texts that only its own document has.
  private Optional<String> ownExpression(String licence) {
    return licence.contains("LicenseRef-") ? Optional.empty() : known.expression(licence);
  }

  private String reference(String text) {
    String readable = text.strip().replaceAll("[^A-Za-z0-9.-]+", "-");
    String hash = Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
    String id =
        "LicenseRef-"
            + readable.substring(0, Math.min(readable.length(), NAME_CHARS_MAX))
            + "-"
            + hash;
    textById.put(id, text);
    return id;
  }
}
