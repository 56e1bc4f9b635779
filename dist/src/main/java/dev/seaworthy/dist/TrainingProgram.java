package dev.seaworthy.dist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A program that does nothing but say of what it was built, as Go's linker writes it: an ELF file
/// (System V ABI, chapter 4) with one writable segment, which begins with the build information.
final class TrainingProgram {
  private static final int HEADER_BYTES = 64;
  private static final int SEGMENT_HEADER_BYTES = 56;
  private static final int BLOCK_AT = 128;
  private static final int LOADED = 1;
  private static final int READ_AND_WRITE = 6;
  private static final String SENTINEL = "0123456789abcdef";

  private TrainingProgram() {}

  static byte[] bytes() {
    byte[] block = block();
    ByteBuffer file = ByteBuffer.allocate(BLOCK_AT + block.length).order(ByteOrder.LITTLE_ENDIAN);
    // 64 bits, little-endian, version 1; executable, x86-64, version 1.
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    file.putShort(16, (short) 2).putShort(18, (short) 62).putInt(20, 1);
    file.putLong(32, HEADER_BYTES);
    file.putShort(52, (short) HEADER_BYTES);
    file.putShort(54, (short) SEGMENT_HEADER_BYTES).putShort(56, (short) 1);
    file.putInt(HEADER_BYTES, LOADED).putInt(HEADER_BYTES + 4, READ_AND_WRITE);
    file.putLong(HEADER_BYTES + 8, BLOCK_AT);
    file.putLong(HEADER_BYTES + 32, block.length).putLong(HEADER_BYTES + 40, block.length);
    file.put(BLOCK_AT, block);
    return file.array();
  }

  /// The form of Go 1.18 and later: a header of 32 bytes, then two texts with their lengths.
  private static byte[] block() {
    byte[] version = "go1.22.1".getBytes(StandardCharsets.US_ASCII);
    byte[] modules =
        "%spath\t%s\nmod\texample.org/program\tv1.0.0\t\ndep\t%s\tv%s\th1:none=\n%s"
            .formatted(
                SENTINEL,
                "example.org/program",
                TrainingApplication.GO,
                TrainingApplication.VERSION,
                SENTINEL)
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer block = ByteBuffer.allocate(32 + 1 + version.length + 2 + modules.length);
    block.put("\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1));
    block.put((byte) 8).put((byte) 2);
    block.position(32);
    block.put((byte) version.length).put(version);
    block
        .put((byte) ((modules.length & 0x7f) | 0x80))
        .put((byte) (modules.length >> 7))
        .put(modules);
    return block.array();
  }
}
