package dev.seaworthy.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seaworthy.base.ErrorType;
import dev.seaworthy.base.SeaworthyException;
import org.jspecify.annotations.Nullable;

/// An error for the client, as a problem document (RFC 9457).
///
/// @param type `about:blank`, or `urn:seaworthy:problem:<code>` when the error has a code
/// @param title the kind of error in a few words
/// @param status the HTTP status
/// @param detail what was tried, what was found
/// @param code the stable code, if it has one; see `docs/reference-errors.md`
/// @param hint what the reader can do, if there is something
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String code,
    @Nullable String hint) {
  /// The media type of problem documents.
  public static final String MEDIA_TYPE = "application/problem+json";

  private static Problem of(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, null, null);
  }

  /// 400: the request itself is wrong.
  public static Problem badRequest(String detail) {
    return of(400, "Bad Request", detail);
  }

  /// 401: credentials are missing or not enough.
  public static Problem unauthorized(String detail) {
    return of(401, "Unauthorized", detail);
  }

  /// 403: these credentials do not suffice.
  public static Problem forbidden(String detail) {
    return of(403, "Forbidden", detail);
  }

  /// 404: nothing there, or nothing that this caller may know of.
  public static Problem notFound(String detail) {
    return of(404, "Not Found", detail);
  }

  /// 409: against the present state.
  public static Problem conflict(String detail) {
    return of(409, "Conflict", detail);
  }

  /// 413: more than is taken.
  public static Problem tooLarge(String detail) {
    return of(413, "Content Too Large", detail);
  }

  /// 429: too often.
  public static Problem tooMany(String detail) {
    return of(429, "Too Many Requests", detail);
  }

  /// 503: not now.
  public static Problem unavailable(String detail) {
    return of(503, "Service Unavailable", detail);
  }

  /// Any other status.
  public static Problem ofStatus(int status, String title, String detail) {
    return of(status, title, detail);
  }

  /// An error with a code. What is a fault of ours tells nothing but its code.
  public static Problem of(SeaworthyException e) {
    ErrorType type = e.code().type();
    int status =
        switch (type) {
          case USER -> 400;
          case EXTERNAL -> 502;
          case LIMIT -> 413;
          case INTERNAL -> 500;
        };
    boolean ours = type == ErrorType.INTERNAL || type == ErrorType.EXTERNAL;
    String detail = ours ? e.code().title() : String.valueOf(e.getMessage());
    return new Problem(
        "urn:seaworthy:problem:" + e.code().id(),
        e.code().title(),
        status,
        detail,
        e.code().id(),
        e.hint().isEmpty() ? null : e.hint());
  }
}
