package dev.seaworthy.image.archive;

/// A member of an outer tar and where its bytes lie.
///
/// @param name normalised: no leading `./` or `/`
/// @param offset of the first byte of its content
/// @param size in bytes
/// @param linkTarget as written, for links; else empty
record TarMember(String name, Kind kind, long offset, long size, String linkTarget) {

  enum Kind {
    FILE,
    /// A file with holes, whose stored bytes are not its content.
    SPARSE,
    SYMLINK,
    HARD_LINK,
    OTHER
  }
}
