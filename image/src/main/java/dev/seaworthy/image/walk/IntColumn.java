package dev.seaworthy.image.walk;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/// A growing list of numbers in pieces of fixed size: growing never copies, and a short list stays
/// short.
final class IntColumn {

  private static final int SHIFT = 12;
  private static final int PIECE = 1 << SHIFT;

  private int[][] pieces = new int[1][];
  private int size;

  /// Takes the next numbers of a buffer, piece by piece.
  ///
  /// @throws java.nio.BufferUnderflowException when it has fewer
  static IntColumn read(ByteBuffer in, int count) {
    IntColumn column = new IntColumn();
    column.pieces = new int[Math.max(1, (count + PIECE - 1) >>> SHIFT)][];
    IntBuffer numbers = in.asIntBuffer();
    for (int i = 0; i < count; i += PIECE) {
      int[] piece = new int[Math.min(PIECE, count - i)];
      numbers.get(piece);
      column.pieces[i >>> SHIFT] = piece;
    }
    in.position(in.position() + Integer.BYTES * count);
    column.size = count;
    return column;
  }

  int size() {
    return size;
  }

  /// Makes it that long, all of one number.
  void fill(int count, int value) {
    pieces = new int[Math.max(1, (count + PIECE - 1) >>> SHIFT)][];
    for (int i = 0; i < count; i += PIECE) {
      int[] piece = new int[Math.min(PIECE, count - i)];
      Arrays.fill(piece, value);
      pieces[i >>> SHIFT] = piece;
    }
    size = count;
  }

  int get(int index) {
    return pieces[index >>> SHIFT][index & (PIECE - 1)];
  }

  void set(int index, int value) {
    pieces[index >>> SHIFT][index & (PIECE - 1)] = value;
  }

  void add(int value) {
    int piece = size >>> SHIFT;
    if (piece == pieces.length) {
      pieces = Arrays.copyOf(pieces, pieces.length * 2);
    }
    int[] target = pieces[piece];
    if (target == null || (size & (PIECE - 1)) == target.length) {
      target = grown(target);
      pieces[piece] = target;
    }
    target[size & (PIECE - 1)] = value;
    size++;
  }

  /// The first piece grows by doubling, so that a layer of ten files costs little.
  private static int[] grown(int[] piece) {
    return piece == null ? new int[64] : Arrays.copyOf(piece, Math.min(PIECE, piece.length * 2));
  }
}
