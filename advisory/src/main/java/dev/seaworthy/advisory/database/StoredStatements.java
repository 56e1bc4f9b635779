package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.Statements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A package's statements in a verified block, decoded as far as asked.
final class StoredStatements implements Statements {

  private static final int NUMBERS_PER_RANGE = 3;

  private final String ecosystem;
  private final String packageName;
  private final Header header;
  private final ByteReader in;
  private final int[] versionsAt;
  private final @Nullable String[] versions;

  private int nextRowAt;
  private int flags;
  private int source;
  private int scopeAt;
  private int rangeCount;
  private int[] rangeNumbers = new int[4 * NUMBERS_PER_RANGE];
  private int listedAt;
  private int listedCount;
  private int[] listedNumbers = new int[0];
  private int idAt;

  StoredStatements(String ecosystem, String packageName, Header header, ByteReader value) {
    this.ecosystem = ecosystem;
    this.packageName = packageName;
    this.header = header;
    this.in = value;
    this.versionsAt = new int[value.count()];
    this.versions = new String[versionsAt.length];
    for (int i = 0; i < versionsAt.length; i++) {
      versionsAt[i] = value.position();
      value.skipSized();
    }
    this.nextRowAt = value.position();
  }

  @Override
  public int versionCount() {
    return versionsAt.length;
  }

  @Override
  public String version(int number) {
    String known = versions[number];
    if (known == null) {
      known = in.from(versionsAt[number]).text();
      versions[number] = known;
    }
    return known;
  }

  @Override
  public boolean next() {
    in.seek(nextRowAt);
    if (!in.hasMore()) {
      return false;
    }
    int length = in.count();
    nextRowAt = in.position() + length;
    flags = in.smallNumber();
    source = in.smallNumber();
    scopeAt = in.position();
    if (has(StatementCodec.HAS_SCOPE)) {
      for (int part = 0; part < StatementCodec.LIMIT_TEXTS; part++) {
        in.skipSized();
      }
    }
    readRanges();
    listedAt = in.position();
    listedCount = NO_VERSION;
    idAt = has(StatementCodec.HAS_VERSIONS) ? NO_VERSION : listedAt;
    return true;
  }

  private void readRanges() {
    rangeCount = in.count();
    if (rangeNumbers.length < rangeCount * NUMBERS_PER_RANGE) {
      rangeNumbers = new int[rangeCount * NUMBERS_PER_RANGE];
    }
    for (int i = 0; i < rangeCount; i++) {
      int bits = in.octet();
      int at = i * NUMBERS_PER_RANGE;
      rangeNumbers[at] = versionNumber(bits & StatementCodec.HAS_INTRODUCED);
      rangeNumbers[at + 1] = versionNumber(bits & StatementCodec.HAS_FIXED);
      rangeNumbers[at + 2] = versionNumber(bits & StatementCodec.HAS_LAST_AFFECTED);
    }
  }

  private int versionNumber(int isThere) {
    if (isThere == 0) {
      return NO_VERSION;
    }
    int number = in.smallNumber();
    if (number >= versionsAt.length) {
      throw ByteReader.malformed();
    }
    return number;
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
  public Scope scope() {
    return has(StatementCodec.HAS_SCOPE) ? StatementCodec.readScope(in.from(scopeAt)) : Scope.NONE;
  }

  @Override
  public String remark() {
    if (!has(StatementCodec.HAS_SCOPE)) {
      return "";
    }
    ByteReader at = in.from(scopeAt);
    for (int part = 1; part < StatementCodec.LIMIT_TEXTS; part++) {
      at.skipSized();
    }
    return at.text();
  }

  @Override
  public int rangeCount() {
    return rangeCount;
  }

  @Override
  public int introduced(int range) {
    return rangeNumbers[range * NUMBERS_PER_RANGE];
  }

  @Override
  public int fixed(int range) {
    return rangeNumbers[range * NUMBERS_PER_RANGE + 1];
  }

  @Override
  public int lastAffected(int range) {
    return rangeNumbers[range * NUMBERS_PER_RANGE + 2];
  }

  @Override
  public int listedCount() {
    if (!has(StatementCodec.HAS_VERSIONS)) {
      return 0;
    }
    if (listedCount == NO_VERSION) {
      readListed();
    }
    return listedCount;
  }

  private void readListed() {
    in.seek(listedAt);
    listedCount = in.count();
    if (listedNumbers.length < listedCount) {
      listedNumbers = Arrays.copyOf(listedNumbers, listedCount);
    }
    for (int i = 0; i < listedCount; i++) {
      listedNumbers[i] = versionNumber(1);
    }
    idAt = in.position();
  }

  @Override
  public int listed(int place) {
    return listedNumbers[place];
  }

  private ByteReader atId() {
    if (idAt == NO_VERSION) {
      readListed();
    }
    in.seek(idAt);
    return in;
  }

  @Override
  public boolean carries(AdvisoryId id) {
    byte[] written = IdCodec.toBytes(id);
    ByteReader at = atId();
    if (IdCodec.equals(at, written)) {
      return true;
    }
    int lists =
        (has(StatementCodec.HAS_UPSTREAM) ? 1 : 0) + (has(StatementCodec.HAS_ALIASES) ? 1 : 0);
    for (int list = 0; list < lists; list++) {
      for (int left = at.count(); left > 0; left--) {
        if (IdCodec.equals(at, written)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public List<AdvisoryId> flaws() {
    ByteReader at = atId();
    AdvisoryId id = IdCodec.read(at);
    if (has(StatementCodec.HAS_UPSTREAM)) {
      return IdCodec.readAll(at);
    }
    if (has(StatementCodec.HAS_ALIASES) && at.count() > 0) {
      AdvisoryId alias = IdCodec.read(at);
      return List.of(id.compareTo(alias) <= 0 ? id : alias);
    }
    return List.of(id);
  }

  @Override
  public Advisory advisory() {
    ByteReader at = atId();
    AdvisoryId id = IdCodec.read(at);
    List<AdvisoryId> upstream = has(StatementCodec.HAS_UPSTREAM) ? IdCodec.readAll(at) : List.of();
    List<AdvisoryId> aliases = has(StatementCodec.HAS_ALIASES) ? IdCodec.readAll(at) : List.of();
    String modified = StatementCodec.readDate(at);
    String withdrawn = isWithdrawn() ? StatementCodec.readDate(at) : "";
    List<Severity> severities =
        has(StatementCodec.HAS_SEVERITIES) ? StatementCodec.readSeverities(at) : List.of();
    Header.Source who = header.source(source);
    return new Advisory(
        id,
        aliases,
        upstream,
        who.name(),
        ecosystem,
        packageName,
        ranges(),
        listedVersions(),
        statement(),
        severities,
        modified,
        withdrawn,
        who.licence(),
        scope(),
        remark());
  }

  private List<AffectedRange> ranges() {
    List<AffectedRange> ranges = new ArrayList<>(rangeCount);
    for (int i = 0; i < rangeCount; i++) {
      int introduced = introduced(i);
      ranges.add(
          new AffectedRange(
              introduced == NO_VERSION ? AffectedRange.FIRST : version(introduced),
              textOrEmpty(fixed(i)),
              textOrEmpty(lastAffected(i))));
    }
    return ranges;
  }

  private String textOrEmpty(int number) {
    return number == NO_VERSION ? "" : version(number);
  }

  private List<String> listedVersions() {
    int count = listedCount();
    List<String> listed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      listed.add(version(listedNumbers[i]));
    }
    return listed;
  }

  private boolean has(int bit) {
    return (flags & bit) != 0;
  }
}
