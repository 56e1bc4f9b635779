package dev.seaworthy.server.trail;

import dev.seaworthy.server.store.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder with one file for each head.
final class FolderTarget implements HeadTarget {
  private final Path folder;

  private FolderTarget(Path folder) {
    this.folder = folder;
  }

  static FolderTarget of(Path folder, Path data) {
    Path place = folder.toAbsolutePath().normalize();
    if (place.startsWith(data)) {
      throw new IllegalArgumentException(
          "heads in %s would lie inside the data directory, where whoever owns that owns them too"
              .formatted(place));
    }
    return new FolderTarget(place);
  }

  @Override
  public String name() {
    return "file:" + folder;
  }

  @Override
  public void send(Heads.SignedHead head) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    Path file = folder.resolve(head.fileName());
    if (!Files.exists(file)) {
      DataDirectory.write(file, head.envelope());
    }
  }
}
