package dev.seaworthy.image;

import dev.seaworthy.base.Digest;
import java.util.Optional;

/// One entry of a layer or of the merged tree.
///
/// @param path normalised: begins with `/`, no `.` or `..`, no trailing `/`
/// @param mode the permission bits with setuid, setgid and sticky (0 to 07777)
/// @param size in bytes; 0 unless it is a regular file
/// @param linkTarget as written, for symbolic and hard links; else empty
/// @param sha256 of a regular file's content, where it was read
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
