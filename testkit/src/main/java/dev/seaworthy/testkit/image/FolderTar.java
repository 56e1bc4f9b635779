package dev.seaworthy.testkit.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Packs a folder of plain files into a tar, in the order of their names.
public final class FolderTar {
  private FolderTar() {}

  /// Writes the files and folders below the folder, without the folder itself.
  public static void write(Path folder, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      TarWriter tar = TarWriter.to(out);
      add(tar, folder);
      tar.finish();
    }
  }

  static void add(TarWriter tar, Path folder) throws IOException {
    List<Path> below;
    try (Stream<Path> walk = Files.walk(folder)) {
      below = walk.filter(path -> !path.equals(folder)).sorted().toList();
    }
    for (Path path : below) {
      String name = folder.relativize(path).toString();
      if (Files.isDirectory(path)) {
        tar.directory(name);
      } else {
        try (InputStream body = Files.newInputStream(path)) {
          tar.entry(TarEntry.file(name), Files.size(path), body);
        }
      }
    }
  }
}
