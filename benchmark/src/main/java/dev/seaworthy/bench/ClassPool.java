package dev.seaworthy.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Real classes, those of the running JDK, packed once so that many jars can be made of them
/// quickly.
///
/// @param classes in the order of their names, so that the same JDK always gives the same jars
record ClassPool(List<Packed> classes) {
  private static final int CLASSES_MAX = 4_000;

  /// The bytes of a class as a jar holds them.
  static final class Packed {
    private final byte[] deflated;
    private final int size;
    private final long sum;

    private Packed(byte[] deflated, int size, long sum) {
      this.deflated = deflated;
      this.size = size;
      this.sum = sum;
    }

    /// Without a header (RFC 1951); not to be changed.
    byte[] deflated() {
      return deflated;
    }

    /// Before it was packed, in bytes.
    int size() {
      return size;
    }

    /// The CRC-32 of what was packed.
    long sum() {
      return sum;
    }

    static Packed of(byte[] bytes) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
      try {
        deflater.setInput(bytes);
        deflater.finish();
        byte[] room = new byte[bytes.length + bytes.length / 100 + 64];
        int length = deflater.deflate(room);
        return new Packed(Arrays.copyOf(room, length), bytes.length, sum.getValue());
      } finally {
        deflater.end();
      }
    }
  }

  ClassPool {
    classes = List.copyOf(classes);
  }

  static ClassPool ofThisJdk() throws IOException {
    List<Packed> classes = new ArrayList<>();
    FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
    for (Path file : files(modules.getPath("modules", "java.base"))) {
      classes.add(Packed.of(Files.readAllBytes(file)));
    }
    return new ClassPool(classes);
  }

  private static List<Path> files(Path module) throws IOException {
    try (Stream<Path> all = Files.walk(module)) {
      return all.filter(file -> file.toString().endsWith(".class"))
          .sorted()
          .limit(CLASSES_MAX)
          .toList();
    }
  }
}
