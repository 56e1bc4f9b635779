package dev.seaworthy.image.archive;

import dev.seaworthy.base.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// What a file or directory is, as far as image sources go; only for telling a person how to name
/// it. Nothing is ever opened by guess.
public enum FileKind {
  OCI_LAYOUT("is an OCI layout: use oci-layout:%1$s"),
  DIRECTORY("is a directory: use dir:%1$s to scan it as a root file system"),
  DOCKER_ARCHIVE("is a Docker archive: use docker-archive:%1$s"),
  OCI_ARCHIVE("is an OCI archive: use oci-archive:%1$s"),
  PACKED_ARCHIVE("is compressed: use docker-archive:%1$s or oci-archive:%1$s, whichever it is"),
  ROOT_FILE_SYSTEM(
      "is a tar of a root file system, as docker export writes it: unpack it into an empty directory"
          + " and use dir: with that"),
  OTHER_TAR("is a tar, but holds neither an OCI layout nor a Docker archive's manifest.json"),
  EMPTY("is empty"),
  PACKED_OTHER("is compressed, but what it holds is not a tar"),
  XZ("is compressed with xz, which is not read here: unpack it first (xz --decompress --keep)"),
  BZIP2("is compressed with bzip2, which is not read here: unpack it first (bzip2 -dk)"),
  ZIP("is a zip file: container images are not stored so; unpack it and name what it holds"),
  DOCUMENT("is a document, not an image: use sbom:%1$s if it is a bill of materials"),
  OTHER("is not a tar, so it is neither a Docker archive nor an OCI archive");

  private static final int HEAD_BYTES = 512;

  private final String advice;

  FileKind(String advice) {
    this.advice = advice;
  }

  /// What it is and how to name it, as the end of a sentence that begins with the path.
  public String advice(Path path) {
    return advice.formatted(path);
  }

  /// Looks at a file or directory that exists.
  ///
  /// @throws IOException when it can't be read
  public static FileKind of(Path path, Limits limits) throws IOException {
    if (Files.isDirectory(path)) {
      return isLayout(path) ? OCI_LAYOUT : DIRECTORY;
    }
    try (OpenFile file = OpenFile.of(path)) {
      byte[] head = file.head(HEAD_BYTES);
      if (Packing.of(head) != Packing.NONE) {
        return PACKED_ARCHIVE;
      }
      return TarIndex.startsTar(head)
          ? ofTar(TarIndex.read(file, path.toString(), limits))
          : ofHead(head);
    }
  }

  /// Whether a directory is an OCI layout.
  public static boolean isLayout(Path directory) {
    return Files.isRegularFile(directory.resolve("oci-layout"))
        && Files.isRegularFile(directory.resolve("index.json"));
  }

  static FileKind ofTar(TarIndex index) {
    if (index.find("manifest.json").isPresent()) {
      return DOCKER_ARCHIVE;
    }
    Set<String> names = index.names();
    if (names.contains("oci-layout") || names.contains("index.json")) {
      return OCI_ARCHIVE;
    }
    boolean hasRoot =
        names.stream().anyMatch(name -> name.startsWith("etc/") || name.startsWith("usr/"));
    return hasRoot ? ROOT_FILE_SYSTEM : OTHER_TAR;
  }

  static FileKind ofHead(byte[] head) {
    if (head.length == 0) {
      return EMPTY;
    }
    if (Packing.starts(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (Packing.starts(head, 'B', 'Z', 'h')) {
      return BZIP2;
    }
    if (Packing.starts(head, 'P', 'K', 3, 4)) {
      return ZIP;
    }
    return isDocument(head) ? DOCUMENT : OTHER;
  }

  /// Whether it begins as JSON, XML or SPDX tag-value do.
  private static boolean isDocument(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").stripLeading();
    return text.startsWith("{") || text.startsWith("<") || text.startsWith("SPDXVersion:");
  }
}
