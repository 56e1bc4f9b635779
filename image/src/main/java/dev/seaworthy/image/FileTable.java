package dev.seaworthy.image;

import java.util.Optional;

/// The entries of a layer, kept compactly (a million entries must fit). Whiteout markers are not
/// entries but have lists of their own.
public interface FileTable {

  /// How many entries.
  int size();

  /// The entry at this position; positions are in path order (by UTF-16 code unit).
  FileRecord record(int position);

  /// The entry of this normalised path.
  Optional<FileRecord> find(String path);

  /// Paths that this layer removes from those below, sorted (image-spec, "Whiteouts").
  Iterable<String> whiteouts();

  /// Directories whose content below this layer is hidden, sorted (image-spec, "Opaque Whiteout").
  Iterable<String> opaqueDirectories();
}
