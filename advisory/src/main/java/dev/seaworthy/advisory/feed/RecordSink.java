package dev.seaworthy.advisory.feed;

import java.io.IOException;

/// Takes a feed's records as they are read.
public interface RecordSink {

  /// A record that was read whole.
  void record(FeedRecord record) throws IOException;

  /// A record that could not be read and is left out; reported with the build, never silent.
  ///
  /// @param name the record's id or its place in the feed
  /// @param reason what is wrong with it, for people
  void damaged(String name, String reason);
}
