package dev.seaworthy.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The layer of the training image that holds a Debian: packages with their lists of files, many
/// small files, links, and programs.
final class TrainingSystem {
  private static final int PACKAGES = 120;

  /// A later layer installs the others.
  private static final int PACKAGES_AT_FIRST = 110;

  /// Two packages come of each source.
  static final int SOURCES = PACKAGES / 2;

  private static final int FILES_OF_A_PACKAGE = 25;

  private TrainingSystem() {}

  static byte[] tar() throws IOException {
    TrainingTar tar = new TrainingTar();
    tar.folder("usr/");
    tar.folder("usr/bin/");
    tar.symbolicLink("bin", "usr/bin");
    tar.file(
        "usr/lib/os-release",
        utf8(
            "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian 12\"\n"));
    tar.symbolicLink("etc/os-release", "../usr/lib/os-release");
    for (int i = 0; i < PACKAGES_AT_FIRST; i++) {
      files(tar, i);
    }
    status(tar, PACKAGES_AT_FIRST);
    programs(tar);
    return tar.bytes();
  }

  /// What a layer above writes that installs the rest of the packages.
  static void update(TrainingTar tar) {
    for (int i = PACKAGES_AT_FIRST; i < PACKAGES; i++) {
      files(tar, i);
    }
    status(tar, PACKAGES);
  }

  private static void status(TrainingTar tar, int packages) {
    tar.file(
        "var/lib/dpkg/status",
        utf8(
            IntStream.range(0, packages)
                .mapToObj(TrainingSystem::stanza)
                .collect(Collectors.joining("\n"))));
  }

  /// The version of all packages that a source gives.
  static String version(int source) {
    return "1.%s-2+deb12u1".formatted(source);
  }

  static String source(int number) {
    return "training-source" + number;
  }

  private static void files(TrainingTar tar, int number) {
    String folder = "usr/share/training%s/".formatted(number);
    tar.folder(folder);
    StringBuilder list = new StringBuilder("/.\n/usr\n/usr/share\n");
    StringBuilder sums = new StringBuilder();
    for (int i = 0; i < FILES_OF_A_PACKAGE; i++) {
      String name = "%sfile-%s.txt".formatted(folder, i);
      tar.file(name, utf8("line of file %s of %s\n".formatted(i, number).repeat(i * 3 + 1)));
      list.append('/').append(name).append('\n');
      sums.append("d41d8cd98f00b204e9800998ecf8427e  ").append(name).append('\n');
    }
    tar.hardLink(folder + "linked", folder + "file-1.txt");
    tar.symbolicLink(folder + "last", "file-1.txt");
    tar.file("var/lib/dpkg/info/training%s.list".formatted(number), utf8(list.toString()));
    tar.file("var/lib/dpkg/info/training%s.md5sums".formatted(number), utf8(sums.toString()));
    tar.file("usr/share/doc/training%s/copyright".formatted(number), utf8(copyright(number)));
  }

  private static String copyright(int number) {
    return """
    Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
    Upstream-Name: training%s

    Files: *
    Copyright: 2026 Nobody
    License: GPL-2+ or Expat

    License: Expat
     Permission is hereby granted.
    """
        .formatted(number);
  }

  private static String stanza(int number) {
    int source = number % SOURCES;
    return """
    Package: training%s
    Status: install ok installed
    Priority: optional
    Section: libs
    Installed-Size: 120
    Maintainer: Nobody <nobody@example.org>
    Architecture: amd64
    Multi-Arch: same
    Source: %s
    Version: %s
    Depends: libc6 (>= 2.36), training0 | training1, training2 (>= 1.0)
    Pre-Depends: training3
    Conffiles:
     /etc/training%s.conf d41d8cd98f00b204e9800998ecf8427e
    Description: a package to train with
     It has a long description.
     .
     Of several lines.
    Homepage: https://example.org/training
    """
        .formatted(number, source(source), version(source), number);
  }

  /// The programs of the Java that runs this: real ones, and on every machine.
  private static void programs(TrainingTar tar) throws IOException {
    Path java = Path.of(System.getProperty("java.home"));
    for (String name :
        new String[] {"bin/java", "bin/keytool", "lib/libjava.so", "lib/libnio.so"}) {
      Path file = java.resolve(name);
      if (Files.isRegularFile(file)) {
        tar.file("usr/" + name, Files.readAllBytes(file));
      }
    }
    tar.file("usr/bin/payload", TrainingPayload.bytes(1));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
