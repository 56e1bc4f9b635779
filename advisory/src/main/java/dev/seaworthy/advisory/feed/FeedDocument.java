package dev.seaworthy.advisory.feed;

import java.io.IOException;
import java.io.InputStream;

/// One file of a feed, in a directory or in an archive.
///
/// @param name its path within the feed, with `/` between parts
/// @param content opens it, already decompressed
public record FeedDocument(String name, Content content) {

  /// Opens a document.
  @FunctionalInterface
  public interface Content {

    /// @param bytesMax how much may be read before it fails with a
    ///   [dev.seaworthy.base.LimitExceededException]
    InputStream open(long bytesMax) throws IOException;
  }
}
