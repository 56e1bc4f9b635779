package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.Severity;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Statements as bytes. The package and its ecosystem are in the key, source and licence are a
/// number into the header's list, and versions are numbers into a list in front of the package's
/// statements. In a statement first comes what matching needs, then what only a report needs.
final class StatementCodec {

  /// The place in this list is in the format: only append.
  static final List<Advisory.Statement> STATEMENTS =
      List.of(
          Advisory.Statement.RANGES,
          Advisory.Statement.WILL_NOT_FIX,
          Advisory.Statement.DEFERRED,
          Advisory.Statement.UNIMPORTANT,
          Advisory.Statement.UNDETERMINED,
          Advisory.Statement.NOT_AFFECTED);

  /// The place in this list is in the format: only append.
  private static final List<String> SEVERITY_KINDS =
      List.of("WORD", "CVSS_V2", "CVSS_V3", "CVSS_V4");

  static final int STATEMENT_BITS = 0x07;
  static final int WITHDRAWN = 0x08;
  static final int HAS_VERSIONS = 0x10;
  static final int HAS_SEVERITIES = 0x20;
  static final int HAS_ALIASES = 0x40;
  static final int HAS_UPSTREAM = 0x80;
  static final int HAS_SCOPE = 0x100;

  /// Module, architectures, what must be alongside, remark.
  static final int LIMIT_TEXTS = 4;

  static final int HAS_INTRODUCED = 0x01;
  static final int HAS_FIXED = 0x02;
  static final int HAS_LAST_AFFECTED = 0x04;

  private static final long NO_DATE = 0;
  private static final long DATE_AS_TEXT = 1;
  private static final long DATES_FROM = 2;

  private StatementCodec() {}

  /// A statement on its own, as it is sorted: flags, source, then its versions as texts, then the
  /// rest, which [#joined] takes over as it is.
  static byte[] alone(Advisory advisory, int source) {
    ByteWriter out = new ByteWriter(128);
    out.number(flags(advisory));
    out.number(source);
    writeLimits(advisory.scope(), advisory.remark(), out);
    out.number(advisory.ranges().size());
    for (AffectedRange range : advisory.ranges()) {
      out.text(range.introduced());
      out.text(range.fixed());
      out.text(range.lastAffected());
    }
    out.number(advisory.versions().size());
    advisory.versions().forEach(out::text);
    IdCodec.write(advisory.id(), out);
    if (!advisory.upstream().isEmpty()) {
      IdCodec.writeAll(advisory.upstream(), out);
    }
    if (!advisory.aliases().isEmpty()) {
      IdCodec.writeAll(advisory.aliases(), out);
    }
    writeDate(advisory.modified(), out);
    if (advisory.isWithdrawn()) {
      writeDate(advisory.withdrawn(), out);
    }
    if (!advisory.severities().isEmpty()) {
      writeSeverities(advisory.severities(), out);
    }
    return out.toBytes();
  }

  /// What [#alone] wrote, taken apart.
  private record Alone(
      int flags,
      int source,
      Scope scope,
      String remark,
      List<AffectedRange> ranges,
      List<String> versions,
      ByteReader rest) {

    static Alone read(byte[] alone) {
      ByteReader in = new ByteReader(alone);
      int flags = in.smallNumber();
      int source = in.smallNumber();
      boolean isLimited = (flags & HAS_SCOPE) != 0;
      Scope scope = isLimited ? readScope(in) : Scope.NONE;
      String remark = isLimited ? in.text() : "";
      List<AffectedRange> ranges = new ArrayList<>();
      for (int left = in.count(); left > 0; left--) {
        ranges.add(new AffectedRange(in.text(), in.text(), in.text()));
      }
      return new Alone(flags, source, scope, remark, ranges, readTexts(in), in);
    }

    void addVersions(TreeSet<String> all) {
      for (AffectedRange range : ranges) {
        all.add(range.introduced());
        all.add(range.fixed());
        all.add(range.lastAffected());
      }
      all.addAll(versions);
    }

    byte[] numbered(Map<String, Integer> numbers) {
      ByteWriter out = new ByteWriter(128);
      out.number(flags);
      out.number(source);
      writeLimits(scope, remark, out);
      out.number(ranges.size());
      for (AffectedRange range : ranges) {
        write(range, numbers, out);
      }
      if ((flags & HAS_VERSIONS) != 0) {
        out.number(versions.size());
        for (String version : versions) {
          out.number(numbers.getOrDefault(version, 0));
        }
      }
      out.raw(rest.rest());
      return out.toBytes();
    }

    private static void write(AffectedRange range, Map<String, Integer> numbers, ByteWriter out) {
      boolean isFromTheFirst = range.introduced().equals(AffectedRange.FIRST);
      out.octet(
          (isFromTheFirst ? 0 : HAS_INTRODUCED)
              | (range.fixed().isEmpty() ? 0 : HAS_FIXED)
              | (range.lastAffected().isEmpty() ? 0 : HAS_LAST_AFFECTED));
      if (!isFromTheFirst) {
        out.number(numbers.getOrDefault(range.introduced(), 0));
      }
      if (!range.fixed().isEmpty()) {
        out.number(numbers.getOrDefault(range.fixed(), 0));
      }
      if (!range.lastAffected().isEmpty()) {
        out.number(numbers.getOrDefault(range.lastAffected(), 0));
      }
    }
  }

  /// All statements on a package: the list of versions, then each statement with its length.
  static byte[] joined(List<byte[]> alone) {
    List<Alone> statements = new ArrayList<>(alone.size());
    TreeSet<String> versions = new TreeSet<>();
    for (byte[] each : alone) {
      Alone statement = Alone.read(each);
      statements.add(statement);
      statement.addVersions(versions);
    }
    versions.remove("");
    versions.remove(AffectedRange.FIRST);
    // A version that is listed may be called "0".
    statements.forEach(statement -> versions.addAll(statement.versions()));
    ByteWriter out = new ByteWriter(512);
    out.number(versions.size());
    Map<String, Integer> numbers = new TreeMap<>();
    for (String version : versions) {
      numbers.put(version, numbers.size());
      out.text(version);
    }
    for (Alone statement : statements) {
      out.sized(statement.numbered(numbers));
    }
    return out.toBytes();
  }

  private static int flags(Advisory advisory) {
    return STATEMENTS.indexOf(advisory.statement())
        | (advisory.isWithdrawn() ? WITHDRAWN : 0)
        | (advisory.versions().isEmpty() ? 0 : HAS_VERSIONS)
        | (advisory.severities().isEmpty() ? 0 : HAS_SEVERITIES)
        | (advisory.aliases().isEmpty() ? 0 : HAS_ALIASES)
        | (advisory.upstream().isEmpty() ? 0 : HAS_UPSTREAM)
        | (advisory.scope().isNone() && advisory.remark().isEmpty() ? 0 : HAS_SCOPE);
  }

  private static void writeLimits(Scope scope, String remark, ByteWriter out) {
    if (!scope.isNone() || !remark.isEmpty()) {
      out.text(scope.module());
      out.text(String.join(" ", scope.architectures()));
      out.text(scope.alongside());
      out.text(remark);
    }
  }

  static Scope readScope(ByteReader in) {
    String module = in.text();
    String architectures = in.text();
    return new Scope(
        module,
        architectures.isEmpty() ? List.of() : List.of(architectures.split(" ", -1)),
        in.text());
  }

  static List<String> readTexts(ByteReader in) {
    int count = in.count();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  static void writeSeverities(List<Severity> severities, ByteWriter out) {
    out.number(severities.size());
    for (Severity severity : severities) {
      int kind = SEVERITY_KINDS.indexOf(severity.kind());
      out.octet(kind + 1);
      if (kind < 0) {
        out.text(severity.kind());
      }
      out.text(severity.value());
      out.text(severity.by());
    }
  }

  static List<Severity> readSeverities(ByteReader in) {
    int count = in.count();
    List<Severity> severities = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int kind = in.octet();
      if (kind > SEVERITY_KINDS.size()) {
        throw ByteReader.malformed();
      }
      String word = kind == 0 ? in.text() : SEVERITY_KINDS.get(kind - 1);
      severities.add(new Severity(word, in.text(), in.text()));
    }
    return severities;
  }

  /// A date that is whole seconds since 1970 as a number, any other as it is.
  static void writeDate(String date, ByteWriter out) {
    if (date.isEmpty()) {
      out.number(NO_DATE);
      return;
    }
    long seconds = ShortDate.seconds(date);
    if (seconds != ShortDate.NONE) {
      out.number(seconds + DATES_FROM);
      return;
    }
    // Not in the short form: it is kept as the source wrote it.
    out.number(DATE_AS_TEXT);
    out.text(date);
  }

  static String readDate(ByteReader in) {
    long number = in.number();
    if (number == NO_DATE) {
      return "";
    }
    if (number == DATE_AS_TEXT) {
      return in.text();
    }
    try {
      return ShortDate.text(number - DATES_FROM);
    } catch (DateTimeException e) {
      throw ByteReader.malformed();
    }
  }
}
