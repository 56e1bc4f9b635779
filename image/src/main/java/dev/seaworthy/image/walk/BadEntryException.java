package dev.seaworthy.image.walk;

import java.io.IOException;

/// An entry of a layer makes no sense; those after it still may.
final class BadEntryException extends IOException {

  private static final long serialVersionUID = 1L;

  /// @param why continues a sentence that names the entry
  BadEntryException(String why) {
    super(why);
  }
}
