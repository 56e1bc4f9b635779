package dev.seaworthy.inventory.archive;

import dev.seaworthy.base.ErrorCode;
import java.io.IOException;

/// An archive, or an entry of one, that can't be read; the reader tells it as a gap.
public final class ArchiveException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;

  public ArchiveException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
