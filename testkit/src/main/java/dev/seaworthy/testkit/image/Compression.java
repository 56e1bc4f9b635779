package dev.seaworthy.testkit.image;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// How a layer's bytes are packed.
public enum Compression {
  NONE(""),
  GZIP("+gzip"),
  /// Many gzip members one after the other, as eStargz and parallel packers write.
  GZIP_MEMBERS("+gzip"),
  ZSTD("+zstd"),
  /// Many zstd frames and a skippable one at the end, as `zstd:chunked` writes.
  ZSTD_FRAMES("+zstd");

  private static final int MEMBER_BYTES = 1 << 16;

  private static final byte[] SKIPPABLE_FRAME = {
    0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 'h', 'u', 'l', 'l'
  };

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  String ociMediaType() {
    return "application/vnd.oci.image.layer.v1.tar" + suffix;
  }

  String dockerMediaType() {
    return "application/vnd.docker.image.rootfs.diff.tar" + suffix.replace('+', '.');
  }

  /// A stream that packs what is written to it; closing it closes the other.
  public OutputStream into(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, 1 << 16);
      case ZSTD -> new ZstdOutputStream(out);
      case GZIP_MEMBERS -> new Members(out, GZIPOutputStream::new, new byte[0]);
      case ZSTD_FRAMES -> new Members(out, ZstdOutputStream::new, SKIPPABLE_FRAME);
    };
  }

  /// Packs what is written to it piece by piece, each piece by itself.
  private static final class Members extends OutputStream {
    private final OutputStream out;
    private final Packer packer;
    private final byte[] trailer;
    private OutputStream member;
    private int filled;

    Members(OutputStream out, Packer packer, byte[] trailer) throws IOException {
      this.out = out;
      this.packer = packer;
      this.trailer = trailer;
      this.member = packer.into(new Unclosed(out));
    }

    @FunctionalInterface
    private interface Packer {
      OutputStream into(OutputStream out) throws IOException;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int place = offset;
      int rest = length;
      while (rest > 0) {
        if (filled == MEMBER_BYTES) {
          member.close();
          member = packer.into(new Unclosed(out));
          filled = 0;
        }
        int part = Math.min(rest, MEMBER_BYTES - filled);
        member.write(bytes, place, part);
        filled += part;
        place += part;
        rest -= part;
      }
    }

    @Override
    public void close() throws IOException {
      member.close();
      out.write(trailer);
      out.close();
    }
  }

  /// Keeps the stream below open when a member ends.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
