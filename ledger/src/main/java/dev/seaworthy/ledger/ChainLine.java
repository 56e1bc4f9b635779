package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.time.Instant;

/// A record as the line that it is, for a ledger that is kept elsewhere than in files, such as in a
/// database, and that is copied to files for [LedgerVerifier].
public final class ChainLine {

  private final byte[] bytes;
  private final Digest digest;

  private ChainLine(byte[] bytes) {
    this.bytes = bytes;
    this.digest = Digest.sha256(bytes);
  }

  /// The line without its line feed.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// The record's digest.
  public Digest digest() {
    return digest;
  }

  /// What the first record of a ledger follows.
  ///
  /// @param ledger the ledger's id
  public static Digest genesis(String ledger) {
    return LedgerFiles.genesis(ledger);
  }

  /// The line of a new record.
  ///
  /// @param sequence one more than that of the record before
  /// @param previous the digest of the record before, or the ledger's genesis
  /// @throws SeaworthyException [LedgerError#RECORD_TOO_LARGE]
  public static ChainLine of(long sequence, Instant time, Digest previous, Entry entry) {
    byte[] line = RecordLine.write(sequence, time, previous, entry);
    if (line.length > LedgerFiles.RECORD_BYTES_MAX) {
      throw new SeaworthyException(
          LedgerError.RECORD_TOO_LARGE,
          "a record of kind %s has %s bytes, and %s are allowed"
              .formatted(entry.kind(), line.length, LedgerFiles.RECORD_BYTES_MAX));
    }
    return new ChainLine(line);
  }

  /// Reads a line back.
  ///
  /// @param what where it stands, for the message
  /// @throws SeaworthyException [LedgerError#BROKEN]
  public static LedgerRecord read(byte[] line, String what) {
    return RecordLine.read(line, what);
  }

  /// The name of the file that says which ledger a folder holds.
  public static String descriptionName() {
    return LedgerFiles.NAME;
  }

  /// The content of that file.
  ///
  /// @param before the sequence of the record before the first one in the folder; 0 for a whole
  ///   ledger
  /// @param previous the digest of that record, or the ledger's genesis
  public static byte[] description(String ledger, long before, Digest previous) {
    return LedgerFiles.description(ledger, before, previous);
  }

  /// The name of a file of lines, each with its line feed.
  ///
  /// @param first the sequence of the first of them
  public static String fileName(long first) {
    return LedgerFiles.segmentName(first);
  }
}
