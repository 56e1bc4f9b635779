package dev.seaworthy.image.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What `lstat` tells of a file.
///
/// @param fileKey identifies the file on this machine
record UnixAttributes(
    int mode, long uid, long gid, long size, long device, @Nullable Object fileKey) {

  private static final String NAMES = "unix:mode,uid,gid,size,dev,fileKey";

  static UnixAttributes of(Path path) throws IOException {
    Map<String, Object> values = Files.readAttributes(path, NAMES, LinkOption.NOFOLLOW_LINKS);
    return new UnixAttributes(
        (int) number(values, "mode"),
        number(values, "uid") & 0xffff_ffffL,
        number(values, "gid") & 0xffff_ffffL,
        number(values, "size"),
        number(values, "dev"),
        values.get("fileKey"));
  }

  private static long number(Map<String, Object> values, String name) {
    return ((Number) Objects.requireNonNull(values.get(name))).longValue();
  }
}
