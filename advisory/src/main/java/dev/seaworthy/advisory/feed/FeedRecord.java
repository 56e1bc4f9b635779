package dev.seaworthy.advisory.feed;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import java.time.Instant;
import java.util.List;

/// One record of a feed: the texts, and a statement for each package that it names.
///
/// @param flaw texts, under the flaw's best-known id where the record speaks of one flaw, else
///   under the record's own
/// @param textWeight which source's summary is shown where several have one: the higher
/// @param enrichments what else it says of the flaw
/// @param modified when the source last changed the record; the epoch when it doesn't say
public record FeedRecord(
    Flaw flaw,
    int textWeight,
    List<Advisory> advisories,
    List<Enrichment> enrichments,
    Instant modified) {
  public FeedRecord {
    advisories = List.copyOf(advisories);
    enrichments = List.copyOf(enrichments);
  }

  /// A record of statements alone.
  public FeedRecord(Flaw flaw, int textWeight, List<Advisory> advisories, Instant modified) {
    this(flaw, textWeight, advisories, List.of(), modified);
  }

  /// A record of further facts alone.
  public static FeedRecord of(Flaw flaw, Enrichment enrichment, Instant modified) {
    return new FeedRecord(flaw, 0, List.of(), List.of(enrichment), modified);
  }
}
