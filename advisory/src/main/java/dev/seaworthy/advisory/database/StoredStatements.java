package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.Statements;
import java.util.List;

/// A package's statements in a verified block, decoded as far as asked.
final class StoredStatements implements Statements {

  private final String ecosystem;
  private final String packageName;
  private final Header header;
  private final ByteReader rows;
  private ByteReader row;
  private int flags;
  private int source;
  private int idAt;
  private int rangesAt;

  StoredStatements(String ecosystem, String packageName, Header header, ByteReader value) {
    this.ecosystem = ecosystem;
    this.packageName = packageName;
    this.header = header;
    this.rows = value;
    this.row = value;
  }

  @Override
  public boolean next() {
    if (!rows.hasMore()) {
      return false;
    }
    row = rows.sized();
    flags = row.octet();
    source = (int) row.number();
    idAt = row.position();
    rangesAt = -1;
    return true;
  }

  @Override
  public String source() {
    return header.source(source).name();
  }

  @Override
  public Advisory.Statement statement() {
    int code = flags & StatementCodec.STATEMENT_BITS;
    if (code >= StatementCodec.STATEMENTS.size()) {
      throw ByteReader.malformed();
    }
    return StatementCodec.STATEMENTS.get(code);
  }

  @Override
  public boolean isWithdrawn() {
    return has(StatementCodec.WITHDRAWN);
  }

  @Override
  public List<AffectedRange> ranges() {
    return StatementCodec.readRanges(atRanges());
  }

  @Override
  public List<String> versions() {
    if (!has(StatementCodec.HAS_VERSIONS)) {
      return List.of();
    }
    ByteReader in = atRanges();
    StatementCodec.skipRanges(in);
    return StatementCodec.readTexts(in);
  }

  @Override
  public boolean carries(AdvisoryId id) {
    byte[] written = IdCodec.toBytes(id);
    ByteReader in = row.from(idAt);
    if (IdCodec.equals(in, written)) {
      return true;
    }
    int lists =
        (has(StatementCodec.HAS_UPSTREAM) ? 1 : 0) + (has(StatementCodec.HAS_ALIASES) ? 1 : 0);
    for (int list = 0; list < lists; list++) {
      for (int left = in.count(); left > 0; left--) {
        if (IdCodec.equals(in, written)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public List<AdvisoryId> flaws() {
    ByteReader in = row.from(idAt);
    AdvisoryId id = IdCodec.read(in);
    if (has(StatementCodec.HAS_UPSTREAM)) {
      return IdCodec.readAll(in);
    }
    if (has(StatementCodec.HAS_ALIASES) && in.count() > 0) {
      AdvisoryId alias = IdCodec.read(in);
      return List.of(id.compareTo(alias) <= 0 ? id : alias);
    }
    return List.of(id);
  }

  @Override
  public Advisory advisory() {
    ByteReader in = row.from(idAt);
    AdvisoryId id = IdCodec.read(in);
    List<AdvisoryId> upstream = has(StatementCodec.HAS_UPSTREAM) ? IdCodec.readAll(in) : List.of();
    List<AdvisoryId> aliases = has(StatementCodec.HAS_ALIASES) ? IdCodec.readAll(in) : List.of();
    List<AffectedRange> ranges = StatementCodec.readRanges(in);
    List<String> versions =
        has(StatementCodec.HAS_VERSIONS) ? StatementCodec.readTexts(in) : List.of();
    String modified = StatementCodec.readDate(in);
    String withdrawn = isWithdrawn() ? StatementCodec.readDate(in) : "";
    List<Severity> severities =
        has(StatementCodec.HAS_SEVERITIES) ? StatementCodec.readSeverities(in) : List.of();
    Header.Source who = header.source(source);
    return new Advisory(
        id,
        aliases,
        upstream,
        who.name(),
        ecosystem,
        packageName,
        ranges,
        versions,
        statement(),
        severities,
        modified,
        withdrawn,
        who.licence());
  }

  private boolean has(int bit) {
    return (flags & bit) != 0;
  }

  private ByteReader atRanges() {
    if (rangesAt < 0) {
      ByteReader in = row.from(idAt);
      IdCodec.skip(in);
      skipIds(in, StatementCodec.HAS_UPSTREAM);
      skipIds(in, StatementCodec.HAS_ALIASES);
      rangesAt = in.position();
    }
    return row.from(rangesAt);
  }

  private void skipIds(ByteReader in, int bit) {
    if (has(bit)) {
      for (int left = in.count(); left > 0; left--) {
        IdCodec.skip(in);
      }
    }
  }
}
