package dev.seaworthy.image.archive;

import dev.seaworthy.base.Text;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The bytes of one member, read at their place in the archive; several streams may read the same
/// file at once.
final class MemberInputStream extends InputStream {

  private final OpenFile file;
  private final TarMember member;
  private final String what;
  private long done;

  /// @param what the member in words, for the message
  MemberInputStream(OpenFile file, TarMember member, String what) {
    this.file = file;
    this.member = member;
    this.what = what;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    int wanted = (int) Math.min(length, member.size() - done);
    if (wanted == 0) {
      return -1;
    }
    int read = file.read(member.offset() + done, buffer, offset, wanted);
    if (read < 0) {
      throw new EOFException(
          "%s ends after %s of %s bytes"
              .formatted(what, Text.grouped(done), Text.grouped(member.size())));
    }
    done += read;
    return read;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, member.size() - done);
    done += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(member.size() - done, Integer.MAX_VALUE);
  }
}
