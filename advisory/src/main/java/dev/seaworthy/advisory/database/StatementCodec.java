package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One statement as bytes: first what matching needs, then what only a report needs. The package
/// and its ecosystem are in the key, source and licence are a number into the header's list.
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

  static final int HAS_INTRODUCED = 0x01;
  static final int HAS_FIXED = 0x02;
  static final int HAS_LAST_AFFECTED = 0x04;

  private static final long NO_DATE = 0;
  private static final long DATE_AS_TEXT = 1;
  private static final long DATES_FROM = 2;

  private StatementCodec() {}

  static byte[] write(Advisory advisory, int source) {
    ByteWriter out = new ByteWriter(128);
    out.octet(flags(advisory));
    out.number(source);
    IdCodec.write(advisory.id(), out);
    if (!advisory.upstream().isEmpty()) {
      IdCodec.writeAll(advisory.upstream(), out);
    }
    if (!advisory.aliases().isEmpty()) {
      IdCodec.writeAll(advisory.aliases(), out);
    }
    out.number(advisory.ranges().size());
    for (AffectedRange range : advisory.ranges()) {
      write(range, out);
    }
    if (!advisory.versions().isEmpty()) {
      out.number(advisory.versions().size());
      advisory.versions().forEach(out::text);
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

  private static int flags(Advisory advisory) {
    return STATEMENTS.indexOf(advisory.statement())
        | (advisory.isWithdrawn() ? WITHDRAWN : 0)
        | (advisory.versions().isEmpty() ? 0 : HAS_VERSIONS)
        | (advisory.severities().isEmpty() ? 0 : HAS_SEVERITIES)
        | (advisory.aliases().isEmpty() ? 0 : HAS_ALIASES)
        | (advisory.upstream().isEmpty() ? 0 : HAS_UPSTREAM);
  }

  private static void write(AffectedRange range, ByteWriter out) {
    boolean isFromTheFirst = range.introduced().equals(AffectedRange.FIRST);
    out.octet(
        (isFromTheFirst ? 0 : HAS_INTRODUCED)
            | (range.fixed().isEmpty() ? 0 : HAS_FIXED)
            | (range.lastAffected().isEmpty() ? 0 : HAS_LAST_AFFECTED));
    if (!isFromTheFirst) {
      out.text(range.introduced());
    }
    if (!range.fixed().isEmpty()) {
      out.text(range.fixed());
    }
    if (!range.lastAffected().isEmpty()) {
      out.text(range.lastAffected());
    }
  }

  static List<AffectedRange> readRanges(ByteReader in) {
    int count = in.count();
    List<AffectedRange> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int bits = in.octet();
      ranges.add(
          new AffectedRange(
              (bits & HAS_INTRODUCED) == 0 ? AffectedRange.FIRST : in.text(),
              (bits & HAS_FIXED) == 0 ? "" : in.text(),
              (bits & HAS_LAST_AFFECTED) == 0 ? "" : in.text()));
    }
    return ranges;
  }

  static void skipRanges(ByteReader in) {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      for (int texts = Integer.bitCount(in.octet()); texts > 0; texts--) {
        in.skipSized();
      }
    }
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
    try {
      Instant instant = Instant.parse(date);
      if (instant.getEpochSecond() >= 0
          && instant.toString().equals(date)
          && instant.getNano() == 0) {
        out.number(instant.getEpochSecond() + DATES_FROM);
        return;
      }
    } catch (DateTimeException e) {
      // Not in the short form: it is kept as the source wrote it.
    }
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
      return Instant.ofEpochSecond(number - DATES_FROM).toString();
    } catch (DateTimeException e) {
      throw ByteReader.malformed();
    }
  }
}
