package dev.seaworthy.image.layout;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The files of an OCI layout, wherever they lie.
public interface LayoutFiles extends AutoCloseable {

  /// The place in words, for messages, such as `cart.tar`.
  String where();

  /// A plain file of the layout.
  ///
  /// @param name from the layout's root, such as `blobs/sha256/0a1b…`
  /// @throws dev.seaworthy.base.SeaworthyException when something of that name is there that is no
  ///   plain file of the layout
  Optional<LayoutFile> find(String name);

  @Override
  void close();

  /// One file.
  interface LayoutFile {

    /// How many bytes are really there.
    long size();

    /// The bytes from the beginning. The caller closes the stream.
    InputStream open() throws IOException;
  }
}
