package dev.seaworthy.server.store;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Content by its digest, shared by all replicas. What it holds is whole and verified: a blob shows
/// only after its last byte was hashed and is on the disk. It knows nothing of rights; whoever
/// serves a blob asks first.
public interface BlobStore {
  /// Stores a stream, which is read to its end and not closed. A blob that is there already is
  /// verified all the same and kept.
  ///
  /// @param sizeMax bytes at which the stream is refused
  /// @return the size in bytes
  /// @throws SeaworthyException [StoreError#BLOB_MISMATCH] when the bytes have another digest, or
  ///   are more than `sizeMax`; nothing is kept then
  long put(Digest digest, InputStream bytes, long sizeMax) throws IOException;

  /// The size in bytes; empty when there is no such blob.
  OptionalLong size(Digest digest) throws IOException;

  /// The bytes from `offset`, at most `length` of them.
  ///
  /// @throws SeaworthyException [StoreError#BLOB_MISSING]
  InputStream get(Digest digest, long offset, long length) throws IOException;

  /// Removes it; false when it was not there.
  boolean delete(Digest digest) throws IOException;

  /// All digests, in no order, to be closed after use.
  Stream<Digest> list() throws IOException;

  /// All the bytes.
  default InputStream get(Digest digest) throws IOException {
    return get(digest, 0, Long.MAX_VALUE);
  }
}
