package dev.seaworthy.advisory.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/// What a server said of a file when it was fetched, kept beside the file so that the next fetch
/// can ask for changes alone.
///
/// @param address where it came from; said by another address, it counts for nothing
/// @param tag the `ETag`, or empty
/// @param modified the `Last-Modified`, or empty
/// @param size in bytes, or -1 while it is not whole
record FetchState(String address, String tag, String modified, long size) {

  static final FetchState NONE = new FetchState("", "", "", -1);

  private static final int CHARS_MAX = 4_000;

  /// What is known of a file; nothing when what is kept can't be read, so that the file is fetched
  /// again.
  static FetchState read(Path file) {
    Path kept = beside(file);
    try {
      if (!Files.isRegularFile(kept) || Files.size(kept) > CHARS_MAX) {
        return NONE;
      }
      Properties properties = new Properties();
      try (var in = Files.newBufferedReader(kept)) {
        properties.load(in);
      }
      return new FetchState(
          properties.getProperty("address", ""),
          properties.getProperty("etag", ""),
          properties.getProperty("last-modified", ""),
          Long.parseLong(properties.getProperty("size", "-1")));
    } catch (IOException | IllegalArgumentException e) {
      return NONE;
    }
  }

  void write(Path file) throws IOException {
    Path kept = beside(file);
    Path written = kept.resolveSibling(kept.getFileName() + ".new");
    Files.writeString(
        written,
        "address=%s\netag=%s\nlast-modified=%s\nsize=%s\n"
            .formatted(escaped(address), escaped(tag), escaped(modified), size));
    Files.move(written, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "").replace("\r", "");
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".fetched");
  }
}
