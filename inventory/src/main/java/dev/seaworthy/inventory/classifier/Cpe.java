package dev.seaworthy.inventory.classifier;

/// Names of applications in the form of CPE 2.3 (NISTIR 7695, section 6.2).
final class Cpe {

  private Cpe() {}

  /// @param vendorAndProduct `vendor:product`, already in that form
  /// @param update or empty
  static String of(String vendorAndProduct, String version, String update) {
    return "cpe:2.3:a:%s:%s:%s:*:*:*:*:*:*"
        .formatted(vendorAndProduct, quoted(version), update.isEmpty() ? "*" : quoted(update));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
      quoted.append(isPlain ? "" : "\\").append(c);
    }
    return quoted.toString();
  }
}
