package dev.seaworthy.image.walk;

import java.io.IOException;

/// The tar inside a layer ends in the middle of something.
final class EndedEarlyException extends IOException {

  private static final long serialVersionUID = 1L;

  EndedEarlyException(String where) {
    super(where);
  }
}
