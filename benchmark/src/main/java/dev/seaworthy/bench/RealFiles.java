package dev.seaworthy.bench;

import dev.seaworthy.testkit.debian.DebianImage;
import dev.seaworthy.testkit.image.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Files as real images have them, for measures that depend on what is in them.
final class RealFiles {

  private static final int LAYERS = 3;

  /// As far as a scan looks to tell a text from other files.
  private static final int TEXT_HEAD_BYTES = 8 << 10;

  /// Takes one file after the other.
  @FunctionalInterface
  interface Taker {
    void take(String path, byte[] bytes) throws IOException;
  }

  private RealFiles() {}

  /// All regular files of the Debian image, from its lowest layer.
  static void ofDebian(Taker taker) throws IOException {
    DebianImage image = DebianImage.usual();
    for (int layer = 0; layer < LAYERS; layer++) {
      TarReader.visit(
          image.layerTar(layer),
          (entry, body) -> {
            if (entry.type() == '0' && entry.size() > 0) {
              taker.take("/" + entry.name(), body.readAllBytes());
            }
          });
    }
  }

  /// The sources of this JDK.
  ///
  /// @throws IOException when it came without them
  static void ofJdkSources(Taker taker) throws IOException {
    Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    if (!Files.isRegularFile(sources)) {
      throw new IOException("absent: the JDK's sources, " + sources);
    }
    try (ZipFile zip = new ZipFile(sources.toFile())) {
      for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          taker.take("/srv/" + entry.getName(), in.readAllBytes());
        }
      }
    }
  }

  static boolean isText(byte[] bytes) {
    for (int at = 0; at < Math.min(bytes.length, TEXT_HEAD_BYTES); at++) {
      if (bytes[at] == 0) {
        return false;
      }
    }
    return true;
  }
}
