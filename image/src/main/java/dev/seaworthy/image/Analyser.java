package dev.seaworthy.image;

import java.io.IOException;

/// Looks at single files of a layer while it streams by. Stateless: may be called from several
/// threads at once, for files of different layers, in any order. Files that nobody wants are never
/// kept.
public interface Analyser extends FactTeller {

  Interest interest();

  /// Looks at one wanted file and tells the sink what it found.
  ///
  /// @throws IOException when the file could not be read or made sense of; the walk turns it into a
  ///   gap at this path. What was told to the sink before stays. A run-time exception is treated
  ///   alike (and is our fault).
  void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException;
}
