package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryId;

/// Decodes every entry of a tree, to prove that it can be, and counts statements.
final class RowCounter {

  private final TreeKind kind;
  private final Header header;
  private long rows;

  RowCounter(TreeKind kind, Header header) {
    this.kind = kind;
    this.header = header;
  }

  long rows() {
    return rows;
  }

  void entry(ByteReader keyAndValue) {
    String key = keyAndValue.text();
    ByteReader value = keyAndValue.sized();
    switch (kind) {
      case PACKAGES -> {
        int zero = key.indexOf('\0');
        if (zero < 0) {
          throw ByteReader.malformed();
        }
        StoredStatements statements =
            new StoredStatements(key.substring(0, zero), key.substring(zero + 1), header, value);
        rows += statements.toList().size();
      }
      case IDS ->
          IdEntry.read(value).packages().forEach(place -> header.ecosystem(place.ecosystem()));
      case FLAWS -> FlawCodec.read(new AdvisoryId(key), value);
      case ENRICHMENTS -> EnrichmentCodec.readAll(value, header);
      case LIFECYCLES -> LifecycleCodec.read(key, value, header);
    }
  }
}
