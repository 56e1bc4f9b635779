package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first bytes of a database: what it is, how long, and where its header lies. The SHA-256 of
/// these bytes is the snapshot's digest, because every other byte is reached from here through a
/// hash.
///
/// @param headerHash the SHA-256 of the header
record Prologue(long fileLength, long headerOffset, int headerLength, Sha256 headerHash) {

  static final int LENGTH = 80;

  /// The last four characters show a copy that was treated as text.
  private static final byte[] MAGIC =
      "Seaworthy db\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);

  /// Raised when an older reader can't read the file.
  static final int FORMAT = 2;

  static Prologue of(long fileLength, long headerOffset, byte[] header) {
    return new Prologue(fileLength, headerOffset, header.length, Sha256.of(header));
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(LENGTH);
    out.raw(MAGIC);
    out.int32(FORMAT);
    out.int32(0);
    out.int64(fileLength);
    out.int64(headerOffset);
    out.int32(headerLength);
    out.int32(0);
    headerHash.write(out);
    return out.toBytes();
  }

  Digest digest() {
    return Digest.sha256(toBytes());
  }

  /// Reads and checks the prologue.
  ///
  /// @throws SeaworthyException saying whether the file is foreign, newer, truncated or damaged
  static Prologue read(Storage storage) {
    String name = storage.name();
    int there = (int) Math.min(LENGTH, storage.size());
    byte[] bytes = storage.read(0, there);
    int magicThere = Math.min(there, MAGIC.length);
    if (there == 0 || !Arrays.equals(bytes, 0, magicThere, MAGIC, 0, magicThere)) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_FOREIGN,
          "%s doesn't begin as an advisory database of Seaworthy does".formatted(name));
    }
    if (there < LENGTH) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_TRUNCATED,
          "%s ends after %s bytes, within its first %s".formatted(name, there, LENGTH));
    }
    ByteReader in = new ByteReader(bytes, MAGIC.length, LENGTH);
    int format = in.int32();
    if (format > FORMAT) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_FROM_THE_FUTURE,
          "%s has format %s; this version of Seaworthy reads up to %s"
              .formatted(name, format, FORMAT));
    }
    int reserved = in.int32();
    Prologue prologue = readRest(in, storage);
    if (format != FORMAT || reserved != 0 || !Arrays.equals(prologue.toBytes(), bytes)) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_DAMAGED,
          "%s: its first %s bytes don't follow the format".formatted(name, LENGTH));
    }
    return prologue;
  }

  private static Prologue readRest(ByteReader in, Storage storage) {
    long fileLength = in.int64();
    long headerOffset = in.int64();
    int headerLength = in.int32();
    in.int32();
    if (fileLength != storage.size()) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_TRUNCATED,
          "%s has %s bytes; it was written with %s"
              .formatted(storage.name(), storage.size(), fileLength));
    }
    return new Prologue(fileLength, headerOffset, headerLength, Sha256.read(in));
  }

  /// The header, checked.
  Header header(Storage storage) {
    byte[] bytes = storage.read(headerOffset, headerLength);
    if (!headerHash.equals(Sha256.of(bytes))) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_DAMAGED,
          "%s: its header doesn't have the hash that its first bytes name"
              .formatted(storage.name()));
    }
    return Header.read(new ByteReader(bytes));
  }
}
