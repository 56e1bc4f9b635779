package dev.seaworthy.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One layer of an opened image.
public sealed interface Layer {

  /// 0 for the lowest.
  int index();

  /// A stored tar, perhaps compressed. Reading it verifies nothing; the walk verifies both digests.
  ///
  /// @param descriptor what the manifest says; for a Docker archive the digest is of the bytes as
  ///   stored
  /// @param claimedDiffId what the config says, if it says anything
  /// @param content opens the stored bytes, each time from their beginning
  record Blob(int index, Descriptor descriptor, @Nullable DiffId claimedDiffId, Content content)
      implements Layer {}

  /// A directory tree that stands for the only layer.
  record Tree(int index, Path root) implements Layer {}

  /// Opens stored bytes.
  @FunctionalInterface
  interface Content {
    /// The bytes as stored (compressed). The caller closes the stream. Where the source can tell
    /// early that the content is missing or too short it throws.
    InputStream open() throws IOException;
  }
}
