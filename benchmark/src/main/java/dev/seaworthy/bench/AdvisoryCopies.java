package dev.seaworthy.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// OSV's records several times over: each copy with ids and package names of its own, so that none
/// falls together with another.
///
/// @param folder with one folder for each ecosystem, an `all.zip` in each
record AdvisoryCopies(Path folder) {

  /// @param times how many copies; the first keeps its names
  void write(Path out, int times) throws IOException {
    List<Path> archives;
    try (Stream<Path> found = Files.walk(folder)) {
      archives = found.filter(file -> file.endsWith("all.zip")).sorted().toList();
    }
    for (Path archive : archives) {
      for (int copy = 0; copy < times; copy++) {
        Path ecosystem = archive.getName(archive.getNameCount() - 2);
        Path target = Files.createDirectories(out.resolve(ecosystem + "-" + copy));
        copy(archive, target.resolve("all.zip"), copy == 0 ? "" : "-" + copy);
      }
    }
  }

  private static void copy(Path from, Path to, String mark) throws IOException {
    try (ZipFile in = new ZipFile(from.toFile());
        OutputStream file = Files.newOutputStream(to);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(1);
      for (ZipEntry entry : in.stream().filter(each -> !each.isDirectory()).toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream record = in.getInputStream(entry)) {
          String text = new String(record.readAllBytes(), StandardCharsets.UTF_8);
          out.write(marked(text, mark).getBytes(StandardCharsets.UTF_8));
        }
        out.closeEntry();
      }
    }
  }

  /// Every id gets another number, and every name and its like an ending.
  static String marked(String text, String mark) {
    return mark.isEmpty()
        ? text
        : text.replaceAll(
                "(CVE-\\d{4}-\\d+|(?:GHSA|PYSEC|GO|RUSTSEC|ALSA|RLSA)-[\\w:-]+)", "$1" + mark)
            .replaceAll(
                "(\"(?:id|name)\"\\s*:\\s*\"[^\"]+?)(?:" + mark + ")?\"", "$1" + mark + "\"");
  }
}
