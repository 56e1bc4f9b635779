package dev.seaworthy.advisory.feed;

import dev.seaworthy.base.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Where a feed's documents lie: a file, an archive or a directory.
///
/// @param name the feed's name in the snapshot, such as `osv/npm`
/// @param files those that were found, in order; never empty
public record FeedInput(String name, AdvisoryFeed feed, List<Path> files, Documents documents) {

  public FeedInput {
    files = List.copyOf(files);
  }

  /// The same without some documents.
  ///
  /// @param names the last parts of their paths, such as `2024/cve-2024-1234.json`
  public FeedInput without(Set<String> names) {
    return names.isEmpty()
        ? this
        : new FeedInput(name, feed, files, new RemainingDocuments(documents, names));
  }

  /// The documents of one input.
  public interface Documents {

    /// Passes every document on, in the order of their names.
    void forEach(DocumentVisitor visitor) throws IOException;

    /// A hash over all that [#forEach] passes on.
    Digest fingerprint() throws IOException;
  }

  /// Takes documents.
  @FunctionalInterface
  public interface DocumentVisitor {
    void document(FeedDocument document) throws IOException;
  }
}
