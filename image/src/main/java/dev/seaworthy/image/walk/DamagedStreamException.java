package dev.seaworthy.image.walk;

import java.io.IOException;

/// The compressed stream of a layer is not well formed.
final class DamagedStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedStreamException(String what) {
    super(what);
  }
}
