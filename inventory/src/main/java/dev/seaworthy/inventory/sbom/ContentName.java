package dev.seaworthy.inventory.sbom;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Names a document by its own content: it is written once with its name left open, and named by
/// what was written.
final class ContentName {

  /// Stands for the name until it is known.
  static final UUID OPEN = new UUID(0, 0);

  private ContentName() {}

  /// @param text with [#OPEN] in its head, before anything that an image could have said
  static String fill(String text) {
    String open = OPEN.toString();
    int at = text.indexOf(open);
    UUID name = NameUuid.of(text.getBytes(StandardCharsets.UTF_8));
    return text.substring(0, at) + name + text.substring(at + open.length());
  }
}
