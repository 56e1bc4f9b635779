package dev.seaworthy.inventory.jarindex;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.jarindex.JarIndex.Coordinates;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Makes an index from a Maven repository on this machine, such as `~/.m2/repository` or a mirror's
/// storage: directories `group/artifact/version` that hold `artifact-version….jar` (Maven 2
/// repository layout). The same repository gives the same bytes.
public final class JarIndexBuilder {

  private static final Set<String> SUFFIXES = Set.of(".jar", ".war", ".ear", ".aar");
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int NAME_BYTES_MAX = 0xffff;

  private final Map<String, Set<String>> names = new TreeMap<>();

  private JarIndexBuilder() {}

  /// What went in.
  ///
  /// @param archives how many the index knows
  /// @param ambiguous how many were left out because the same bytes have several names
  public record Report(int archives, int ambiguous) {}

  /// @param repository the root of the repository
  /// @param out the file to make; replaced in one step when all went well
  /// @throws SeaworthyException [InventoryError#BAD_REPOSITORY] when it can't be read or holds no
  ///   archive, or the file can't be written
  public static Report build(Path repository, Path out) {
    JarIndexBuilder builder = new JarIndexBuilder();
    try {
      builder.collect(repository);
      if (builder.names.isEmpty()) {
        throw new IOException(
            "it holds no archive in the form group/artifact/version/artifact-version.jar");
      }
      return builder.write(out);
    } catch (IOException e) {
      throw new SeaworthyException(
          InventoryError.BAD_REPOSITORY,
          "making an index of Java archives from %s: %s".formatted(repository, e.getMessage()),
          e);
    }
  }

  private void collect(Path repository) throws IOException {
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Optional<Coordinates> coordinates = coordinates(repository.relativize(file));
        if (coordinates.isPresent() && Files.isRegularFile(file)) {
          String name = coordinates.get().toString();
          if (name.getBytes(StandardCharsets.UTF_8).length <= NAME_BYTES_MAX) {
            names.computeIfAbsent(sha1(file), ignored -> new TreeSet<>()).add(name);
          }
        }
      }
    }
  }

  /// What the path says; none for other files, sources and documentation among them.
  static Optional<Coordinates> coordinates(Path relative) {
    int depth = relative.getNameCount();
    String file = depth == 0 ? "" : String.valueOf(relative.getFileName());
    int dot = file.lastIndexOf('.');
    if (depth < 4 || dot < 0 || !SUFFIXES.contains(file.substring(dot).toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    String version = relative.getName(depth - 2).toString();
    String artifact = relative.getName(depth - 3).toString();
    String base = file.substring(0, dot);
    String beginning = artifact + "-" + version;
    boolean isOther = base.endsWith("-sources") || base.endsWith("-javadoc");
    if (isOther || !(base.equals(beginning) || base.startsWith(beginning + "-"))) {
      return Optional.empty();
    }
    StringBuilder group = new StringBuilder();
    for (int i = 0; i < depth - 3; i++) {
      group.append(i == 0 ? "" : ".").append(relative.getName(i));
    }
    boolean isPlain =
        Stream.of(group.toString(), artifact, version).noneMatch(s -> s.contains(":"));
    return isPlain
        ? Optional.of(new Coordinates(group.toString(), artifact, version))
        : Optional.empty();
  }

  private static String sha1(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private Report write(Path out) throws IOException {
    List<Map.Entry<String, Set<String>>> known =
        names.entrySet().stream().filter(entry -> entry.getValue().size() == 1).toList();
    Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(Path.of("/"));
    Path aside = Files.createTempFile(folder, ".jar-index-", ".part");
    try {
      try (DataOutputStream data =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(aside)))) {
        data.write(JarIndexFile.MAGIC);
        data.writeInt(known.size());
        long offset = JarIndexFile.HEAD_BYTES + (long) known.size() * JarIndexFile.ENTRY_BYTES;
        for (Map.Entry<String, Set<String>> entry : known) {
          data.write(HexFormat.of().parseHex(entry.getKey()));
          data.writeLong(offset);
          offset += Short.BYTES + name(entry).length;
        }
        for (Map.Entry<String, Set<String>> entry : known) {
          byte[] name = name(entry);
          data.writeShort(name.length);
          data.write(name);
        }
      }
      move(aside, out);
    } finally {
      Files.deleteIfExists(aside);
    }
    return new Report(known.size(), names.size() - known.size());
  }

  private static byte[] name(Map.Entry<String, Set<String>> entry) {
    return entry.getValue().iterator().next().getBytes(StandardCharsets.UTF_8);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
