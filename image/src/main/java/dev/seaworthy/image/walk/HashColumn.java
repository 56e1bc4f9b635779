package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Keeps SHA-256 hashes by number; only the pieces that hold one take memory.
final class HashColumn {

  static final int HASH = 32;

  private static final int SHIFT = 10;
  private static final int PIECE = 1 << SHIFT;

  private byte[][] pieces = new byte[1][];

  /// Writes the hash that is ready in `digest`.
  void set(int index, MessageDigest digest) {
    try {
      digest.digest(place(index), (index & (PIECE - 1)) * HASH, HASH);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
  }

  void set(int index, byte[] bytes, int offset) {
    System.arraycopy(bytes, offset, place(index), (index & (PIECE - 1)) * HASH, HASH);
  }

  /// Takes what [#write] wrote.
  ///
  /// @param count how many numbers there are
  /// @throws java.nio.BufferUnderflowException when it ends too early
  static HashColumn read(ByteBuffer in, int count) {
    HashColumn column = new HashColumn();
    column.pieces = new byte[Math.max(1, (count + PIECE - 1) >>> SHIFT)][];
    for (int i = 0; i < count; i += PIECE) {
      if (in.get() != 0) {
        byte[] piece = new byte[Math.min(PIECE, count - i) * HASH];
        in.get(piece);
        column.pieces[i >>> SHIFT] = piece;
      }
    }
    return column;
  }

  /// Writes the hashes under new numbers: piece by piece, those without a hash left out.
  ///
  /// @param numbers the old number of each new one
  /// @param isHashed by the old number
  void write(int[] numbers, int count, IntPredicate isHashed, DataOutput out) throws IOException {
    byte[] piece = new byte[PIECE * HASH];
    for (int i = 0; i < count; i += PIECE) {
      int length = Math.min(PIECE, count - i);
      Arrays.fill(piece, (byte) 0);
      boolean hasAny = false;
      for (int k = 0; k < length; k++) {
        int index = numbers[i + k];
        if (isHashed.test(index)) {
          hasAny = true;
          System.arraycopy(
              pieces[index >>> SHIFT], (index & (PIECE - 1)) * HASH, piece, k * HASH, HASH);
        }
      }
      out.writeByte(hasAny ? 1 : 0);
      if (hasAny) {
        out.write(piece, 0, length * HASH);
      }
    }
  }

  private byte[] place(int index) {
    int piece = index >>> SHIFT;
    if (piece >= pieces.length) {
      pieces = Arrays.copyOf(pieces, Math.max(piece + 1, pieces.length * 2));
    }
    int needed = ((index & (PIECE - 1)) + 1) * HASH;
    byte[] found = pieces[piece];
    if (found == null) {
      // Only the first piece begins small, for the sake of small layers.
      found = new byte[piece == 0 ? Math.max(needed, 16 * HASH) : PIECE * HASH];
      pieces[piece] = found;
    } else if (found.length < needed) {
      found = Arrays.copyOf(found, Math.min(PIECE * HASH, Math.max(needed, found.length * 2)));
      pieces[piece] = found;
    }
    return found;
  }

  Digest get(int index) {
    int at = (index & (PIECE - 1)) * HASH;
    byte[] piece = pieces[index >>> SHIFT];
    return Digest.of(Digest.Algorithm.SHA256, Arrays.copyOfRange(piece, at, at + HASH));
  }

  /// Copies a hash out.
  void copy(int index, byte[] target) {
    System.arraycopy(pieces[index >>> SHIFT], (index & (PIECE - 1)) * HASH, target, 0, HASH);
  }
}
