package dev.seaworthy.image.archive;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Unpacks a compressed archive, since its members are wanted in another order than they lie in.
final class Unpacked {

  private static final int BUFFER_BYTES = 256 << 10;

  /// Below this much output a high ratio proves nothing.
  private static final long RATIO_FREE_BYTES = 64L << 20;

  private Unpacked() {}

  /// The unpacked content in a private file that is gone when it is closed.
  ///
  /// @throws LimitExceededException when it becomes larger than temporary files may be, or much
  ///   larger than its packed form
  static OpenFile of(OpenFile packed, Packing packing, String what, Path directory, Limits limits)
      throws IOException {
    OpenFile out = OpenFile.scratch(directory);
    try {
      fill(out, packed, packing, what, limits);
      return out;
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  private static void fill(
      OpenFile out, OpenFile packed, Packing packing, String what, Limits limits)
      throws IOException {
    TarMember whole = new TarMember("", TarMember.Kind.FILE, 0, packed.size(), "");
    try (InputStream in = packing.unpack(new MemberInputStream(packed, whole, what))) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long count = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count += read;
        check(count, packed.size(), what, limits);
        out.append(buffer, read);
      }
    }
  }

  private static void check(long count, long packed, String what, Limits limits)
      throws LimitExceededException {
    if (count > limits.of(Limit.SPILL_BYTES)) {
      throw new LimitExceededException(Limit.SPILL_BYTES, limits.of(Limit.SPILL_BYTES), what);
    }
    long ratio = limits.of(Limit.ARCHIVE_RATIO);
    if (count > RATIO_FREE_BYTES && count / ratio > packed) {
      throw new LimitExceededException(Limit.ARCHIVE_RATIO, ratio, what);
    }
  }
}
