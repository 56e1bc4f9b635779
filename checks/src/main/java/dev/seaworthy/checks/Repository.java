package dev.seaworthy.checks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every text file that belongs to the repository, and the names of all the rest.
///
/// @param texts the text files, by path
/// @param others the paths of files that hold no text or are larger than a text should be
record Repository(List<SourceFile> texts, List<String> others) {
  /// Made by builds and tools; the same names as in `.gitignore`.
  private static final Set<String> MADE =
      Set.of(".git", "target", ".seaworthy-build", "node_modules", ".idea", ".vscode", ".settings");

  /// What is larger is data; nobody reads it line by line.
  private static final long TEXT_BYTES_MAX = 2 << 20;

  Repository {
    texts = texts.stream().sorted(Comparator.comparing(SourceFile::path)).toList();
    others = others.stream().sorted().toList();
  }

  static Repository of(SourceFile... texts) {
    return new Repository(List.of(texts), List.of());
  }

  /// Reads everything below a folder but what builds and tools made.
  static Repository read(Path root) throws IOException {
    List<SourceFile> texts = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Path file : files(root)) {
      String path = root.relativize(file).toString();
      Optional<String> text = text(file);
      text.ifPresentOrElse(
          found -> texts.add(new SourceFile(path, found, Files.isExecutable(file))),
          () -> others.add(path));
    }
    return new Repository(texts, others);
  }

  List<SourceFile> java() {
    return texts.stream().filter(SourceFile::isJava).toList();
  }

  boolean has(String path) {
    String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    return texts.stream().anyMatch(file -> isAtOrBelow(file.path(), path, folder))
        || others.stream().anyMatch(other -> isAtOrBelow(other, path, folder));
  }

  Optional<SourceFile> text(String path) {
    return texts.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  private static boolean isAtOrBelow(String path, String wanted, String folder) {
    return path.equals(wanted) || path.startsWith(folder);
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean isMade = MADE.contains(String.valueOf(folder.getFileName()));
            return isMade && !folder.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A worktree has a file called .git where a clone has a folder.
            if (attributes.isRegularFile() && !file.endsWith(".git")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static Optional<String> text(Path file) throws IOException {
    if (Files.size(file) > TEXT_BYTES_MAX) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    for (byte each : bytes) {
      if (each == 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
