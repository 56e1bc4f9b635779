package dev.seaworthy.image;

import dev.seaworthy.base.Digest;
import java.util.Optional;

/// One entry of a layer or of the merged tree.
///
/// @param path normalised: begins with `/`, no `.` or `..`, no trailing `/`
/// @param mode the permission bits with setuid, setgid and sticky (0 to 07777)
/// @param size in bytes, with the holes of a sparse file; 0 unless it is a regular file or a hard
///   link to one of the same layer
/// @param linkTarget for a symbolic link as written, for a hard link the normalised path of the
///   file that it names; else empty
/// @param sha256 of the content of a regular file, or of a hard link to one of the same layer,
///   where it was read; of a directory tree only what an analyser wants by its name is
/// @param hasCapabilities whether it carries the `security.capability` attribute
public record FileRecord(
    String path,
    Kind kind,
    int mode,
    long uid,
    long gid,
    long size,
    String linkTarget,
    Optional<Digest> sha256,
    boolean hasCapabilities) {

  /// What an entry is.
  public enum Kind {
    REGULAR,
    DIRECTORY,
    SYMLINK,
    HARD_LINK,
    DEVICE,
    FIFO,
    OTHER
  }

  /// The last part of the path.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Whether anyone may execute it.
  public boolean isExecutable() {
    return kind == Kind.REGULAR && (mode & 0111) != 0;
  }
}
