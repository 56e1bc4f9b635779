package dev.seaworthy.image.walk;

import java.io.IOException;
import java.io.InputStream;

/// Passes Zstandard frames on and leaves out the skippable ones (RFC 8878, section 3.1.2), for the
/// library in Java, which knows none. To tell where a frame ends its block headers are read.
final class ZstdFrames extends InputStream {

  private static final int MAGIC = 0xfd2f_b528;
  private static final int SKIPPABLE = 0x184d_2a50;
  private static final int HEADER_MAX = 32;

  private final InputStream in;

  /// What has been looked at and still is to be passed on, before [#unseen] further bytes.
  private final byte[] seen = new byte[HEADER_MAX];

  private int seenFrom;
  private int seenTo;
  private long unseen;
  private boolean isInFrame;
  private boolean isLastBlock;
  private boolean hasChecksum;
  private boolean hasEnded;

  ZstdFrames(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (seenFrom == seenTo && unseen == 0) {
      if (hasEnded) {
        return -1;
      }
      advance();
    }
    if (seenFrom < seenTo) {
      int part = Math.min(length, seenTo - seenFrom);
      System.arraycopy(seen, seenFrom, out, offset, part);
      seenFrom += part;
      return part;
    }
    int read = in.read(out, offset, (int) Math.min(length, unseen));
    if (read < 0) {
      hasEnded = true;
      unseen = 0;
      return -1;
    }
    unseen -= read;
    return read;
  }

  private void advance() throws IOException {
    seenFrom = 0;
    seenTo = 0;
    if (!isInFrame) {
      beginFrame();
    } else if (isLastBlock) {
      isInFrame = false;
      unseen = hasChecksum ? 4 : 0;
    } else {
      int header = number(3);
      isLastBlock = (header & 1) != 0;
      boolean isRepeated = ((header >>> 1) & 3) == 1;
      unseen = isRepeated ? 1 : header >>> 3;
    }
  }

  private void beginFrame() throws IOException {
    int magic = number(4);
    if (seenTo < 4) {
      hasEnded = true;
      return;
    }
    if ((magic & ~15) == SKIPPABLE) {
      long size = number(4) & 0xffff_ffffL;
      seenTo = 0;
      in.skipNBytes(size);
      return;
    }
    isInFrame = true;
    isLastBlock = false;
    if (magic != MAGIC) {
      // Whoever unpacks it says what is wrong.
      unseen = Long.MAX_VALUE;
      return;
    }
    int descriptor = number(1);
    hasChecksum = (descriptor & 4) != 0;
    boolean isSingleSegment = (descriptor & 0x20) != 0;
    int dictionary = (descriptor & 3) == 3 ? 4 : descriptor & 3;
    int sizeFlag = descriptor >>> 6;
    int size = sizeFlag == 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag;
    look((isSingleSegment ? 0 : 1) + dictionary + size);
  }

  /// Looks at bytes that are to be passed on.
  private void look(int count) throws IOException {
    seenTo += in.readNBytes(seen, seenTo, count);
  }

  private int number(int bytes) throws IOException {
    int from = seenTo;
    look(bytes);
    int value = 0;
    for (int i = seenTo - 1; i >= from; i--) {
      value = (value << 8) | (seen[i] & 0xff);
    }
    return value;
  }
}
