package dev.seaworthy.image;

import java.io.IOException;

/// One reading by a [ContentTap]: used by one thread, for one file after the other.
///
/// For each file comes [#begin], and if that took it, any number of [#accept], [#skip] and
/// [#skipStored] in the order of the file, then [#end]. A method that throws is not called again
/// for that file, nor are those that would have followed; what was told to the sink before stays.
/// An [IOException] becomes a gap at the file's path, a run-time exception too (and is our fault).
public interface TapReading extends AutoCloseable {

  /// Whether the tap wants the content of this file.
  ///
  /// @param file without its hash, which isn't known yet
  /// @param bytes holds the beginning of the content, which [#accept] brings again; not to be kept
  /// @param length how many bytes are at hand, at least 512 or the whole file; of a sparse file no
  ///   more than lies before its first hole
  /// @param sink of this file; may be used until [#end] returns
  boolean begin(FileRecord file, byte[] bytes, int offset, int length, FactSink sink)
      throws IOException;

  /// The next bytes. The array is used again afterwards.
  void accept(byte[] bytes, int offset, int length) throws IOException;

  /// So many zeros come next: a hole of a sparse file.
  void skip(long zeros) throws IOException;

  /// So many zeros come next that were stored; told apart from a hole, since what is stored costs
  /// the layer something.
  default void skipStored(int zeros) throws IOException {
    skip(zeros);
  }

  /// The file has ended. Where the layer broke off inside the file, it has no hash; that it did is
  /// a gap already.
  void end(FileRecord file) throws IOException;

  /// Lets go of what the reading holds; the last call.
  @Override
  void close();
}
