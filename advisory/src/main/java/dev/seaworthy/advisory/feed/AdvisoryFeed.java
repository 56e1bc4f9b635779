package dev.seaworthy.advisory.feed;

import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;

/// The format of one published feed. A feed reads documents one record at a time and keeps nothing
/// between them; where documents come from (a directory, an archive, the network) is not its
/// business.
public interface AdvisoryFeed {

  /// Its stable name, such as `osv`; also how its source is called where a record names none.
  String name();

  /// Raised whenever the same document gives other records.
  int version();

  /// The terms of its records where they carry none of their own, for people.
  String licence();

  /// Whether its silence on a package means something: that nothing is known against it. What a
  /// publisher says of single packages doesn't cover the ecosystem that they are of.
  default boolean isExhaustive() {
    return true;
  }

  /// Whether this is a document of this feed, told from its beginning.
  ///
  /// @param name the document's path
  /// @param beginning its first members, as far as the sniffing went
  boolean recognises(String name, DocumentBeginning beginning);

  /// Reads a document to its end. A record that can't be read is told to the sink and skipped.
  ///
  /// @throws SeaworthyException [dev.seaworthy.advisory.AdvisoryError#FEED_DAMAGED] when the
  ///   document as a whole can't be read, so that records may be missing unseen
  void read(FeedDocument document, RecordSink sink) throws IOException;
}
