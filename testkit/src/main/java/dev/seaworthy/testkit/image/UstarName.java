package dev.seaworthy.testkit.image;

import java.util.Arrays;

/// A name as a ustar header holds it: up to 155 bytes of prefix, a slash that isn't written, up to
/// 100 bytes of name.
///
/// @param prefix what stands before the slash; empty for a short name
/// @param name the rest
/// @param fits whether the two hold the whole name; otherwise `name` is its start
@SuppressWarnings("ArrayRecordComponent") // never compared
record UstarName(byte[] prefix, byte[] name, boolean fits) {
  private static final int NAME_MAX = 100;
  private static final int PREFIX_MAX = 155;

  static UstarName of(byte[] whole) {
    if (whole.length <= NAME_MAX) {
      return new UstarName(new byte[0], whole, true);
    }
    for (int slash = Math.min(PREFIX_MAX, whole.length - 2); slash > 0; slash--) {
      if (whole[slash] == '/' && whole.length - slash - 1 <= NAME_MAX) {
        return new UstarName(
            Arrays.copyOf(whole, slash), Arrays.copyOfRange(whole, slash + 1, whole.length), true);
      }
    }
    return new UstarName(new byte[0], Arrays.copyOf(whole, NAME_MAX), false);
  }
}
