package dev.seaworthy.testkit.registry;

/// Something that goes wrong at a server, as often as ordered; then all is well again.
public sealed interface Fault {

  /// The server answers with a status instead.
  ///
  /// @param pathPart of the requests that it befalls
  /// @param status such as 429 or 503
  /// @param retryAfter the header's value; empty for none
  record Refused(String pathPart, int status, String retryAfter) implements Fault {}

  /// The connection breaks off within the body.
  ///
  /// @param pathPart of the requests that it befalls
  /// @param bytes that still come
  record CutOff(String pathPart, long bytes) implements Fault {}

  /// The body is another one of the same length: its first byte is turned round.
  ///
  /// @param pathPart of the requests that it befalls
  record Corrupt(String pathPart) implements Fault {}

  /// Part of the path that it befalls.
  String pathPart();

  /// Refuses requests to a path with a status and no hint when to come again.
  static Fault refused(String pathPart, int status) {
    return new Refused(pathPart, status, "");
  }
}
