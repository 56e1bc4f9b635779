package dev.seaworthy.server.registry;

import java.util.Map;

/// Ends a request with an error of the specification (distribution-spec 1.1, "Error codes").
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final int status;
  private final transient Map<String, String> headers;

  /// The specification's codes.
  enum Code {
    BLOB_UNKNOWN(404),
    BLOB_UPLOAD_INVALID(400),
    BLOB_UPLOAD_UNKNOWN(404),
    DIGEST_INVALID(400),
    MANIFEST_BLOB_UNKNOWN(400),
    MANIFEST_INVALID(400),
    MANIFEST_UNKNOWN(404),
    NAME_INVALID(400),
    NAME_UNKNOWN(404),
    SIZE_INVALID(400),
    UNAUTHORIZED(401),
    DENIED(403),
    UNSUPPORTED(405),
    TOOMANYREQUESTS(429),
    /// Not among the specification's; clients show its message as they do for those.
    UNAVAILABLE(503);

    private final int status;

    Code(int status) {
      this.status = status;
    }
  }

  Refusal(Code code, String message) {
    this(code, code.status, message, Map.of());
  }

  Refusal(Code code, int status, String message, Map<String, String> headers) {
    super(message);
    this.code = code;
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  Code code() {
    return code;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }
}
