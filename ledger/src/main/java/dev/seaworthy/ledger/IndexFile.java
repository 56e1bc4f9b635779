package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Digest.Algorithm;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Postings in a file:
///
/// ```
/// BUCKETS TABLE ENVELOPE LENGTH-OF-ENVELOPE "SWINDEX1"
/// ```
///
/// The table has the number of postings and the SHA-256 of each bucket; the signed envelope has the
/// table's SHA-256, the ledger, and the record up to which the postings go. So a bucket is believed
/// because of a signature, and only those that are asked for are read.
final class IndexFile implements AutoCloseable {

  private static final String TYPE = "application/vnd.seaworthy.ledger-index+json";
  private static final byte[] MAGIC = "SWINDEX1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROW_BYTES = Integer.BYTES + 32;
  private static final int TABLE_BYTES = ROW_BYTES * Posting.BUCKETS;
  private static final int END_BYTES = Integer.BYTES + 8;
  private static final int ENVELOPE_BYTES_MAX = 1 << 20;

  private final FileChannel file;
  private final byte[] table;
  private final Reached reached;

  private IndexFile(FileChannel file, byte[] table, Reached reached) {
    this.file = file;
    this.table = table;
    this.reached = reached;
  }

  /// Which ledger, and which way of looking up in it, a file must be of.
  record Of(String ledger, String keying) {}

  /// An index that a trusted key has signed; empty when there is none.
  static Optional<IndexFile> open(Path path, Of wanted, Collection<VerificationKey> trusted)
      throws IOException {
    FileChannel file;
    try {
      file = FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    IndexFile index = null;
    try {
      index = readOrNull(file, wanted, trusted);
    } catch (SeaworthyException | IllegalArgumentException e) {
      // Whatever it is, it isn't ours: the ledger says the same.
      return Optional.empty();
    } finally {
      if (index == null) {
        file.close();
      }
    }
    return Optional.ofNullable(index);
  }

  private static @Nullable IndexFile readOrNull(
      FileChannel file, Of wanted, Collection<VerificationKey> trusted) throws IOException {
    long size = file.size();
    if (size < TABLE_BYTES + END_BYTES) {
      return null;
    }
    ByteBuffer end = ByteBuffer.wrap(bytes(file, size - END_BYTES, END_BYTES));
    int length = end.getInt();
    long from = size - END_BYTES - length - TABLE_BYTES;
    if (!ByteBuffer.wrap(MAGIC).equals(end.slice())
        || length < 0
        || length > ENVELOPE_BYTES_MAX
        || from < 0) {
      return null;
    }
    Limits limits = Limits.defaults();
    byte[] envelope = bytes(file, from + TABLE_BYTES, length);
    byte[] signed =
        DsseEnvelope.read(envelope, "the index", limits).verifiedPayload(TYPE, trusted).payload();
    JsonObject says = new JsonReader(limits).readObject(signed, "the index");
    byte[] table = bytes(file, from, TABLE_BYTES);
    if (!says.text("ledger").equals(wanted.ledger())
        || !says.text("keying").equals(wanted.keying())
        || !says.text("table").equals(Digest.sha256(table).toString())) {
      return null;
    }
    Place place = new Place(number(says, "segment"), number(says, "offset"), length(says));
    return new IndexFile(
        file,
        table,
        new Reached(number(says, "sequence"), Digest.parse(says.text("digest")), place));
  }

  private static long number(JsonObject says, String member) {
    return says.integer(member).orElseThrow(IllegalArgumentException::new);
  }

  private static int length(JsonObject says) {
    long length = number(says, "length");
    if (length < 0 || length > LedgerFiles.RECORD_BYTES_MAX) {
      throw new IllegalArgumentException("length " + length);
    }
    return (int) length;
  }

  private static byte[] bytes(FileChannel file, long offset, int length) throws IOException {
    byte[] bytes = LedgerFiles.bytesOrNull(file, offset, length);
    if (bytes == null) {
      throw new IllegalArgumentException("the index is cut short");
    }
    return bytes;
  }

  /// Up to which record it goes.
  Reached reached() {
    return reached;
  }

  /// The postings of a bucket; empty when they are not what was signed.
  Optional<byte[]> bucket(int number) throws IOException {
    ByteBuffer rows = ByteBuffer.wrap(table);
    long offset = 0;
    for (int i = 0; i < number; i++) {
      offset += (long) rows.getInt(i * ROW_BYTES) * Posting.BYTES;
    }
    long length = (long) rows.getInt(number * ROW_BYTES) * Posting.BYTES;
    if (length < 0 || length > Integer.MAX_VALUE - 8) {
      return Optional.empty();
    }
    if (offset + length > file.size()) {
      return Optional.empty();
    }
    byte[] bytes = bytes(file, offset, (int) length);
    int row = number * ROW_BYTES + Integer.BYTES;
    byte[] digest = Algorithm.SHA256.newMessageDigest().digest(bytes);
    return Arrays.equals(digest, 0, 32, table, row, row + 32)
        ? Optional.of(bytes)
        : Optional.empty();
  }

  /// Writes a file with the postings of another and those behind them, in place of what is there.
  ///
  /// @param before null for none
  /// @return what was written, whoever replaces it; empty when the other file is not what was
  ///   signed, and then nothing was written
  static Optional<IndexFile> write(
      Path path, Of of, @Nullable IndexFile before, Postings more, Reached reached, Signer signer)
      throws IOException {
    Path made = Files.createTempFile(path.getParent(), ".new-", ".index");
    try {
      ByteArrayOutputStream rows = new ByteArrayOutputStream(TABLE_BYTES);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(made))) {
        DataOutputStream table = new DataOutputStream(rows);
        for (int i = 0; i < Posting.BUCKETS; i++) {
          Optional<byte[]> old = before == null ? Optional.of(new byte[0]) : before.bucket(i);
          if (old.isEmpty()) {
            return Optional.empty();
          }
          byte[] fresh = more.bucket(i);
          byte[] bucket = Arrays.copyOf(old.get(), Math.addExact(old.get().length, fresh.length));
          System.arraycopy(fresh, 0, bucket, old.get().length, fresh.length);
          out.write(bucket);
          table.writeInt(bucket.length / Posting.BYTES);
          table.write(Algorithm.SHA256.newMessageDigest().digest(bucket));
        }
        out.write(rows.toByteArray());
        byte[] envelope = envelope(of, Digest.sha256(rows.toByteArray()), reached, signer);
        out.write(envelope);
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(envelope.length).array());
        out.write(MAGIC);
      }
      LedgerFiles.force(made);
      FileChannel file = FileChannel.open(made, StandardOpenOption.READ);
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(new IndexFile(file, rows.toByteArray(), reached));
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static byte[] envelope(Of of, Digest table, Reached reached, Signer signer) {
    Place place = reached.place();
    if (place == null) {
      throw new IllegalArgumentException("an index of no records");
    }
    byte[] payload =
        JsonWriter.canonical(
            new JsonBuilder()
                .put("ledger", of.ledger())
                .put("keying", of.keying())
                .put("sequence", reached.sequence())
                .put("digest", reached.digest().toString())
                .put("segment", place.segment())
                .put("offset", place.offset())
                .put("length", place.length())
                .put("table", table.toString())
                .build());
    return DsseEnvelope.sign(TYPE, payload, List.of(new Bare(signer))).toJson();
  }

  /// Signs, and asks no authority for the time: an index needs none.
  private record Bare(Signer signer) implements Signer {
    @Override
    public VerificationKey verification() {
      return signer.verification();
    }

    @Override
    public String cryptography() {
      return signer.cryptography();
    }

    @Override
    public byte[] sign(byte[] message) {
      return signer.sign(message);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
