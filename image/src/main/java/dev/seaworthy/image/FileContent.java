package dev.seaworthy.image;

import dev.seaworthy.base.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/// The bytes of a wanted file, in memory or in a private temporary file; valid only during the
/// analyser's call.
public interface FileContent {

  /// In bytes.
  long size();

  /// A new stream from the beginning. The caller closes it.
  InputStream open() throws IOException;

  /// Random access for reading. The caller closes it.
  SeekableByteChannel channel() throws IOException;

  /// The whole content.
  ///
  /// @throws LimitExceededException when it is longer than the limit `metadata-bytes`
  byte[] bytes() throws IOException;
}
