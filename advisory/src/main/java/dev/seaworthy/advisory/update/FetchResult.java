package dev.seaworthy.advisory.update;

import java.time.Instant;

/// What came of asking for one file.
public sealed interface FetchResult {

  /// There was something new, and it is in place.
  ///
  /// @param published as the server says, or the epoch
  record Changed(Instant published, long sizeBytes) implements FetchResult {}

  /// The file that is in place is the newest.
  ///
  /// @param published as the server said, or the epoch
  record Unchanged(Instant published) implements FetchResult {}

  /// The server has no such file, or wouldn't give it.
  ///
  /// @param status of HTTP
  record Refused(int status) implements FetchResult {
    @Override
    public String toString() {
      return Integer.toString(status);
    }
  }
}
