package dev.seaworthy.advisory.feed;

import dev.seaworthy.advisory.Lifecycle;
import java.io.IOException;

/// Takes a feed's records as they are read.
public interface RecordSink {

  /// A record that was read whole.
  void record(FeedRecord record) throws IOException;

  /// What a feed says of a product's releases.
  void lifecycle(Lifecycle lifecycle) throws IOException;

  /// Something that the format can express and that we don't take: no error, but counted and told,
  /// so that nothing is missing unseen.
  ///
  /// @param reason for people, the same for all of a kind, such as `rejected by its CNA`
  void leftOut(String reason);

  /// A record that could not be read and is left out; reported with the build, never silent.
  ///
  /// @param name the record's id or its place in the feed
  /// @param reason what is wrong with it, for people
  void damaged(String name, String reason);
}
