package dev.seaworthy.base;

import org.jspecify.annotations.Nullable;

/// A failure that ends an operation. Carries a stable code, and a message that says what was tried,
/// what was found and where. What could not be read *inside* an image is a [Gap], not an exception.
public final class SeaworthyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final String hint;

  public SeaworthyException(ErrorCode code, String message) {
    this(code, message, code.hint(), null);
  }

  public SeaworthyException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, code.hint(), cause);
  }

  /// @param hint what to do, where this case knows better than the code's general hint
  public SeaworthyException(
      ErrorCode code, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
  }

  public ErrorCode code() {
    return code;
  }

  /// What the reader can do; empty when the message says it all.
  public String hint() {
    return hint;
  }
}
