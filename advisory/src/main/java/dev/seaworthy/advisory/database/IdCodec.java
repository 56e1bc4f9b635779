package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes ids briefly: most are a known word, a year and a number. Equal ids give equal bytes and
/// the other way round.
final class IdCodec {

  /// The place in this list is in the format: only append.
  private static final String[] NUMBERED = {
    "CVE-", "DEBIAN-CVE-", "UBUNTU-CVE-", "ALPINE-CVE-", "GO-", "RUSTSEC-", "PYSEC-"
  };

  private static final int YEAR_DIGITS = 4;
  private static final int NUMBER_DIGITS_MIN = 4;
  private static final int NUMBER_DIGITS_MAX = 9;

  private IdCodec() {}

  static void write(AdvisoryId id, ByteWriter out) {
    String text = id.value();
    for (int i = 0; i < NUMBERED.length; i++) {
      String prefix = NUMBERED[i];
      int yearEnd = prefix.length() + YEAR_DIGITS;
      if (text.startsWith(prefix) && isNumbered(text, prefix.length(), yearEnd)) {
        out.octet(i + 1);
        out.number(Integer.parseInt(text, prefix.length(), yearEnd, 10));
        out.number(Integer.parseInt(text, yearEnd + 1, text.length(), 10));
        return;
      }
    }
    out.octet(0);
    out.text(text);
  }

  static AdvisoryId read(ByteReader in) {
    int kind = in.octet();
    if (kind == 0) {
      return new AdvisoryId(in.text());
    }
    if (kind > NUMBERED.length) {
      throw ByteReader.malformed();
    }
    int year = in.smallNumber();
    int number = in.smallNumber();
    return new AdvisoryId(text(NUMBERED[kind - 1], year, number));
  }

  static void skip(ByteReader in) {
    int kind = in.octet();
    if (kind == 0) {
      in.skipSized();
    } else {
      in.number();
      in.number();
    }
  }

  static byte[] toBytes(AdvisoryId id) {
    ByteWriter out = new ByteWriter(24);
    write(id, out);
    return out.toBytes();
  }

  static void writeAll(List<AdvisoryId> ids, ByteWriter out) {
    out.number(ids.size());
    for (AdvisoryId id : ids) {
      write(id, out);
    }
  }

  static List<AdvisoryId> readAll(ByteReader in) {
    int count = in.count();
    List<AdvisoryId> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(read(in));
    }
    return ids;
  }

  /// The key of an id in the trees, whose order is the order of the texts.
  static byte[] key(AdvisoryId id) {
    return id.value().getBytes(StandardCharsets.UTF_8);
  }

  static boolean equals(ByteReader in, byte[] written) {
    int from = in.position();
    skip(in);
    return Arrays.equals(in.from(from).raw(in.position() - from), written);
  }

  /// Written digit by digit, because matching reads thousands of them.
  private static String text(String prefix, int year, int number) {
    int digits = NUMBER_DIGITS_MIN;
    for (int rest = number / 10_000; rest > 0; rest /= 10) {
      digits++;
    }
    int yearEnd = prefix.length() + YEAR_DIGITS;
    byte[] text = new byte[yearEnd + 1 + digits];
    for (int i = 0; i < prefix.length(); i++) {
      text[i] = (byte) prefix.charAt(i);
    }
    writeDigits(text, yearEnd, YEAR_DIGITS, year);
    text[yearEnd] = '-';
    writeDigits(text, text.length, digits, number);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void writeDigits(byte[] text, int end, int digits, int number) {
    int rest = number;
    for (int i = 1; i <= digits; i++) {
      text[end - i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// Only what [#read] writes back exactly: a year of four digits, and a number of at least four
  /// that has no zeros in front beyond those.
  private static boolean isNumbered(String text, int from, int yearEnd) {
    int digits = text.length() - yearEnd - 1;
    if (digits < NUMBER_DIGITS_MIN
        || digits > NUMBER_DIGITS_MAX
        || text.charAt(yearEnd) != '-'
        || (digits > NUMBER_DIGITS_MIN && text.charAt(yearEnd + 1) == '0')) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i != yearEnd && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
