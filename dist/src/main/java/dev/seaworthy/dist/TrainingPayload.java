package dev.seaworthy.dist;

import java.util.Random;

/// A large file for the training image: half noise, half zeros, so neither trivial to inflate nor
/// slow to write.
final class TrainingPayload {
  private static final int BYTES = 6 << 20;
  private static final int RUN_BYTES = 64;

  private TrainingPayload() {}

  static byte[] bytes(long seed) {
    byte[] bytes = new byte[BYTES];
    byte[] noise = new byte[RUN_BYTES];
    Random random = new Random(seed);
    for (int at = 0; at < bytes.length; at += 2 * RUN_BYTES) {
      random.nextBytes(noise);
      System.arraycopy(noise, 0, bytes, at, RUN_BYTES);
    }
    return bytes;
  }
}
