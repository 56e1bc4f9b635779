package dev.seaworthy.cli.report;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.rulebook.Rating;
import java.nio.charset.StandardCharsets;

/// What every SARIF document of ours is made of.
final class SarifParts {

  static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifParts() {}

  /// A relative reference (RFC 3986): every byte that isn't unreserved or a slash is encoded.
  static String uri(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean isPlain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/-._~!".indexOf(c) >= 0;
      if (isPlain) {
        uri.append(c);
      } else {
        uri.append('%')
            .append("0123456789ABCDEF".charAt(c >> 4))
            .append("0123456789ABCDEF".charAt(c & 15));
      }
    }
    return uri.toString();
  }

  static JsonObject message(String text) {
    return new JsonBuilder().put("text", text).build();
  }

  /// What viewers show a rating as.
  static String level(Rating rating) {
    return switch (rating) {
      case CRITICAL, HIGH, UNRATED -> "error";
      case MODERATE -> "warning";
      case LOW, NONE -> "note";
    };
  }

  /// The least score of the rating's band, by which viewers sort.
  static String leastScore(Rating rating) {
    return switch (rating) {
      case CRITICAL -> "9.0";
      case HIGH, UNRATED -> "7.0";
      case MODERATE -> "4.0";
      case LOW -> "0.1";
      case NONE -> "0.0";
    };
  }
}
