package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Digest.Algorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads one file of records and tells how they hang together.
final class SegmentScan {

  private static final int HEX_CHARS = 64;
  private static final int DIGITS_MAX = 18;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final Set<Long> wanted;
  private final MessageDigest sha256 = Algorithm.SHA256.newMessageDigest();
  private final List<Run> runs = new ArrayList<>();
  private final List<LedgerFault> faults = new ArrayList<>();
  private final Map<Long, Digest> found = new TreeMap<>();
  private final byte[] previous = new byte[HEX_CHARS];
  private byte[] firstPrevious = new byte[0];
  private byte[] hash = new byte[0];
  private long records;
  private long first;
  private long last;
  private long torn;
  private long pendingBefore;
  private boolean pendingLinked;

  /// What a file holds.
  ///
  /// @param runs in the order of the file
  /// @param firstPrevious what its first record names as the one before, in hexadecimal
  /// @param lastDigest of its last record
  /// @param found the digests of those records that were asked for
  record Result(
      List<Run> runs,
      List<LedgerFault> faults,
      String firstPrevious,
      Digest lastDigest,
      Map<Long, Digest> found,
      long records,
      long torn) {}

  private SegmentScan(Path file, Set<Long> wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  static Result of(Path file, Set<Long> wanted) throws IOException {
    return new SegmentScan(file, wanted).scan(Files.readAllBytes(file));
  }

  private Result scan(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        record(bytes, from, i);
        from = i + 1;
      }
    }
    torn = (long) bytes.length - from;
    closeRun();
    return new Result(
        runs,
        faults,
        new String(firstPrevious, StandardCharsets.US_ASCII),
        records == 0 ? Digest.sha256(new byte[0]) : Digest.of(Algorithm.SHA256, hash),
        found,
        records,
        torn);
  }

  private void record(byte[] bytes, int from, int to) {
    int tab = tab(bytes, from, to);
    int afterTime = tab < 0 ? -1 : tab(bytes, tab + 1, to);
    int afterKind = afterTime < 0 ? -1 : tab(bytes, afterTime + 1, to);
    int afterPrevious = afterKind < 0 ? -1 : tab(bytes, afterKind + 1, to);
    long sequence = tab < 0 ? -1 : number(bytes, from, tab);
    if (afterPrevious < 0 || afterPrevious - afterKind - 1 != HEX_CHARS || sequence < 1) {
      faults.add(new LedgerFault.Unreadable(file.getFileName().toString(), from));
      return;
    }
    sha256.update(bytes, from, to - from);
    byte[] digest = sha256.digest();
    boolean isLinked =
        records > 0
            && Arrays.equals(
                bytes, afterKind + 1, afterKind + 1 + HEX_CHARS, previous, 0, HEX_CHARS);
    if (records == 0) {
      firstPrevious = Arrays.copyOfRange(bytes, afterKind + 1, afterKind + 1 + HEX_CHARS);
      first = sequence;
      pendingBefore = 0;
      pendingLinked = false;
    } else if (!isLinked || sequence != last + 1) {
      closeRun();
      pendingBefore = last;
      pendingLinked = isLinked;
      first = sequence;
    }
    if (wanted.contains(sequence)) {
      found.putIfAbsent(sequence, Digest.of(Algorithm.SHA256, digest));
    }
    last = sequence;
    hash = digest;
    hex(digest);
    records++;
  }

  private void closeRun() {
    if (records > 0) {
      runs.add(new Run(first, last, pendingBefore, pendingLinked));
    }
  }

  private void hex(byte[] digest) {
    for (int i = 0; i < digest.length; i++) {
      previous[2 * i] = HEX[(digest[i] >> 4) & 0xf];
      previous[2 * i + 1] = HEX[digest[i] & 0xf];
    }
  }

  /// Where the next tab is; -1 when there is none.
  private static int tab(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\t') {
        return i;
      }
    }
    return -1;
  }

  private static long number(byte[] bytes, int from, int to) {
    if (to - from > DIGITS_MAX || to == from) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }
}
