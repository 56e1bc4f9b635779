package dev.seaworthy.image.walk;

import java.util.Arrays;

/// Keeps byte strings of at most 65,535 bytes one after the other. An address is an unsigned 32-bit
/// number.
final class ByteArena {

  private static final int SHIFT = 16;
  private static final int PIECE = 1 << SHIFT;
  private static final int FIRST_PIECE = 1 << 10;

  private byte[][] pieces = {new byte[FIRST_PIECE]};
  private int last;
  private int used;

  /// Keeps a copy.
  ///
  /// @return its address
  int add(byte[] bytes, int offset, int length) {
    int needed = length + 2;
    if (used + needed > PIECE) {
      last++;
      used = 0;
      if (last == pieces.length) {
        pieces = Arrays.copyOf(pieces, pieces.length * 2);
      }
      pieces[last] = new byte[PIECE];
    }
    byte[] piece = pieces[last];
    if (used + needed > piece.length) {
      piece = Arrays.copyOf(piece, Math.min(PIECE, Math.max(used + needed, piece.length * 2)));
      pieces[last] = piece;
    }
    int address = (last << SHIFT) | used;
    piece[used] = (byte) (length >>> 8);
    piece[used + 1] = (byte) length;
    System.arraycopy(bytes, offset, piece, used + 2, length);
    used += needed;
    return address;
  }

  /// How much memory it takes.
  long bytes() {
    return ((long) last << SHIFT) | pieces[last].length;
  }

  int length(int address) {
    byte[] piece = pieces[address >>> SHIFT];
    int at = address & (PIECE - 1);
    return ((piece[at] & 0xff) << 8) | (piece[at + 1] & 0xff);
  }

  /// The array that holds the string, from [#start] on.
  byte[] piece(int address) {
    return pieces[address >>> SHIFT];
  }

  int start(int address) {
    return (address & (PIECE - 1)) + 2;
  }

  boolean equals(int address, byte[] bytes, int offset, int length) {
    int start = start(address);
    return length(address) == length
        && Arrays.equals(piece(address), start, start + length, bytes, offset, offset + length);
  }
}
