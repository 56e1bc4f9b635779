package dev.seaworthy.image.walk.hostile;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;

/// A tar made piece by piece while it is read, so that it may be larger than memory and disk.
public final class GeneratedTar extends InputStream {

  /// Writes one piece.
  @FunctionalInterface
  public interface Piece {
    void writeTo(TarWriter tar, int number) throws IOException;
  }

  private final int pieces;
  private final Piece piece;
  private int next;
  private byte[] current = {};
  private int position;

  private GeneratedTar(int pieces, Piece piece) {
    this.pieces = pieces;
    this.piece = piece;
  }

  /// A layer of so many pieces and the blocks that end an archive; it is generated once to know its
  /// digest and once more when it is read.
  public static Layer.Blob layer(int index, int pieces, Piece piece) throws IOException {
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try (GeneratedTar tar = new GeneratedTar(pieces, piece)) {
      for (int read = tar.read(buffer); read > 0; read = tar.read(buffer)) {
        hash.update(buffer, 0, read);
        size += read;
      }
    }
    Digest digest = Digest.of(Digest.Algorithm.SHA256, hash.digest());
    Descriptor descriptor = Descriptor.of(MediaType.OCI_LAYER, digest, size);
    return new Layer.Blob(index, descriptor, null, () -> new GeneratedTar(pieces, piece));
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    while (position == current.length) {
      if (next > pieces) {
        return -1;
      }
      current = make();
      position = 0;
      next++;
    }
    int part = Math.min(length, current.length - position);
    System.arraycopy(current, position, bytes, offset, part);
    position += part;
    return part;
  }

  private byte[] make() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarWriter tar = TarWriter.to(bytes);
    try {
      if (next == pieces) {
        tar.finish();
      } else {
        piece.writeTo(tar, next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
