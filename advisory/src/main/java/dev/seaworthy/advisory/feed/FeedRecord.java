package dev.seaworthy.advisory.feed;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Flaw;
import java.time.Instant;
import java.util.List;

/// One record of a feed: the texts, and a statement for each package that it names.
///
/// @param flaw texts, under the flaw's best-known id where the record speaks of one flaw, else
///   under the record's own
/// @param textWeight which source's summary is shown where several have one: the higher
/// @param modified when the source last changed the record; the epoch when it doesn't say
public record FeedRecord(Flaw flaw, int textWeight, List<Advisory> advisories, Instant modified) {
  public FeedRecord {
    advisories = List.copyOf(advisories);
  }
}
