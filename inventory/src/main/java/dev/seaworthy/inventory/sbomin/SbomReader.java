package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.InventoryError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads a bill of materials of any form that we know, told by its content and not by its name:
/// CycloneDX 1.4 to 1.7 (JSON, XML), SPDX 2.2 and 2.3 (JSON, tag-value), SPDX 3.0 (JSON-LD) and
/// Syft's own JSON.
public final class SbomReader {

  /// What can be read, for messages.
  public static final String SUPPORTED =
      "CycloneDX 1.4 to 1.7 (JSON, XML), SPDX 2.2 and 2.3 (JSON, tag-value), SPDX 3.0 (JSON-LD) and"
          + " Syft JSON";

  private static final Set<String> CYCLONEDX_VERSIONS = Set.of("1.4", "1.5", "1.6", "1.7");
  private static final Set<String> SPDX_VERSIONS = Set.of("2.2", "2.3");
  private static final int SYFT_SCHEMA_MIN = 3;
  private static final int SYFT_SCHEMA_MAX = 16;
  private static final String SPDX_CONTEXTS = "https://spdx.org/rdf/";
  private static final int HEAD_CHARS = 4_096;
  private static final int NAMES_SHOWN_MAX = 8;

  private final byte[] bytes;
  private final Location document;
  private final String what;
  private final String typeWithoutPurl;
  private final Limits limits;

  private SbomReader(
      byte[] bytes, Location document, String what, String typeWithoutPurl, Limits limits) {
    this.bytes = bytes;
    this.typeWithoutPurl = typeWithoutPurl;
    this.document = document;
    this.what = what;
    this.limits = limits;
  }

  /// Reads a document.
  ///
  /// @param document where it lies: the place of components that it names no other place for, and
  ///   of gaps
  /// @param what the document in words, for messages
  /// @throws SeaworthyException [InventoryError#NOT_AN_SBOM] for anything else,
  ///   [InventoryError#SBOM_VERSION] for a version that isn't read, [InventoryError#SBOM_DAMAGED]
  ///   or [dev.seaworthy.base.BaseError#BAD_JSON] when it can't be read to its end, and
  ///   [InventoryError#SBOM_LIMIT] or [dev.seaworthy.base.BaseError#JSON_LIMIT] when it is too
  ///   large
  public static SbomDocument read(byte[] bytes, Location document, String what, Limits limits) {
    return read(bytes, document, what, "", limits);
  }

  /// Reads a document of a maker who names libraries by group, name and version and leaves package
  /// URLs out.
  ///
  /// @param typeWithoutPurl the package URL type of such libraries, as `maven`; only CycloneDX has
  ///   groups
  /// @throws SeaworthyException as the other reading
  public static SbomDocument read(
      byte[] bytes, Location document, String what, String typeWithoutPurl, Limits limits) {
    long bytesMax = limits.of(Limit.SBOM_BYTES);
    if (bytes.length > bytesMax) {
      throw new SeaworthyException(
          InventoryError.SBOM_LIMIT,
          "%s has %s bytes, more than the limit %s = %s"
              .formatted(what, Text.grouped(bytes.length), Limit.SBOM_BYTES.key(), bytesMax));
    }
    return new SbomReader(bytes, document, what, typeWithoutPurl, limits).read();
  }

  private SbomDocument read() {
    return switch (firstSign()) {
      case '{' -> readJson(new JsonParts(bytes, what, limits));
      case '<' -> readXml();
      default -> readText();
    };
  }

  /// The first byte that is no white space, byte order mark or zero (as UTF-16 has them).
  private char firstSign() {
    for (byte b : bytes) {
      int c = b & 0xff;
      if (c > 0x20 && c != 0xef && c != 0xbb && c != 0xbf && c != 0xfe && c != 0xff) {
        return (char) c;
      }
    }
    throw new SeaworthyException(
        InventoryError.NOT_AN_SBOM, "%s is empty".formatted(what), "", null);
  }

  private SbomDocument readXml() {
    XmlParts parts = new XmlParts(bytes, what, limits);
    String version = parts.version();
    check("CycloneDX", version, CYCLONEDX_VERSIONS.contains(version));
    return CycloneDxBom.read(parts, "XML", version, document, typeWithoutPurl, limits);
  }

  private SbomDocument readJson(JsonParts parts) {
    if (parts.text("bomFormat").equals("CycloneDX")) {
      String version = parts.text("specVersion");
      check("CycloneDX", version, CYCLONEDX_VERSIONS.contains(version));
      return CycloneDxBom.read(parts, "JSON", version, document, typeWithoutPurl, limits);
    }
    if (!parts.text("spdxVersion").isEmpty()) {
      String version = parts.text("spdxVersion").replaceFirst("^SPDX-", "");
      check("SPDX", version, SPDX_VERSIONS.contains(version));
      return SpdxDocument.read(parts, "JSON", version, document, limits);
    }
    Optional<String> context = spdxContext(parts);
    if (context.isPresent()) {
      String version = context.get();
      check("SPDX", version, version.equals("3.0") || version.startsWith("3.0."));
      return SpdxGraph.read(parts, version, document, limits);
    }
    if (parts.object("schema").text("url").contains("anchore/syft")) {
      String version = parts.object("schema").text("version");
      check("Syft JSON", version, isSyftSchema(version));
      return SyftDocument.read(parts, version, document, limits);
    }
    throw notAnSbom(jsonWords(parts));
  }

  /// The version in the address of the context, such as `3.0.1`.
  private static Optional<String> spdxContext(JsonParts parts) {
    List<String> contexts =
        parts.text("@context").isEmpty()
            ? parts.texts("@context")
            : List.of(parts.text("@context"));
    for (String context : contexts) {
      if (context.startsWith(SPDX_CONTEXTS)) {
        String rest = context.substring(SPDX_CONTEXTS.length());
        int slash = rest.indexOf('/');
        return Optional.of(slash < 0 ? rest : rest.substring(0, slash));
      }
    }
    return Optional.empty();
  }

  private static boolean isSyftSchema(String version) {
    int dot = version.indexOf('.');
    String major = dot < 0 ? version : version.substring(0, dot);
    if (!major.matches("[0-9]{1,3}")) {
      return false;
    }
    int number = Integer.parseInt(major);
    return number >= SYFT_SCHEMA_MIN && number <= SYFT_SCHEMA_MAX;
  }

  private static String jsonWords(JsonParts parts) {
    List<String> names = parts.names();
    if (names.contains("payload") && names.contains("payloadType")) {
      return "a DSSE envelope of type "
          + Text.shorten(parts.text("payloadType"), 80)
          + ", which holds one at most";
    }
    if (!parts.text("predicateType").isEmpty()) {
      return "an in-toto statement about "
          + Text.shorten(parts.text("predicateType"), 80)
          + ", which holds one at most";
    }
    String shown = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN_MAX)));
    return names.isEmpty()
        ? "an empty JSON object"
        : "a JSON document with the members " + Text.shorten(shown.replace("[]", ""), 200);
  }

  private SbomDocument readText() {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD_CHARS), StandardCharsets.UTF_8);
    for (String line : head.split("\n", -1)) {
      String text = line.strip();
      if (text.startsWith("SPDXVersion:")) {
        String version = text.substring("SPDXVersion:".length()).strip().replaceFirst("^SPDX-", "");
        check("SPDX tag-value", version, SPDX_VERSIONS.contains(version));
        TagValueParts parts = new TagValueParts(bytes, what, limits);
        return SpdxDocument.read(parts, "tag-value", version, document, limits);
      }
      if (text.startsWith("spdxVersion:") || text.startsWith("\"spdxVersion\":")) {
        throw notAnSbom("SPDX in YAML, which is not read; convert it to JSON");
      }
    }
    boolean isGzip = bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
    throw notAnSbom(
        isGzip
            ? "compressed with gzip; unpack it first"
            : "neither JSON nor XML nor SPDX tag-value (it begins with \"%s\")"
                .formatted(Text.shorten(head, 24)));
  }

  private void check(String format, String version, boolean isRead) {
    if (!isRead) {
      throw new SeaworthyException(
          InventoryError.SBOM_VERSION,
          "%s is %s %s; read are %s"
              .formatted(
                  what,
                  format,
                  version.isEmpty()
                      ? "of an unnamed version"
                      : Text.shorten(version.toLowerCase(Locale.ROOT), 40),
                  SUPPORTED));
    }
  }

  private SeaworthyException notAnSbom(String found) {
    return new SeaworthyException(
        InventoryError.NOT_AN_SBOM,
        "%s is not a bill of materials that can be read, but %s; read are %s"
            .formatted(what, found, SUPPORTED));
  }
}
