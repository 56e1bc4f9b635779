package dev.seaworthy.testkit.debian;

import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.TarReader;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Makes layers out of the tars of whole root file systems, as a builder that compares two states
/// of a file system does. Names lose their leading `./`.
final class LayerTar {
  /// Devices, which no image needs, and the logs and caches that differ from one build to the next.
  private static final Pattern UNWANTED =
      Pattern.compile("dev/.*|var/log/.*\\.log|var/cache/ldconfig/aux-cache");

  private LayerTar() {}

  /// One entry as far as it can change.
  ///
  /// @param header without the time of a directory, which changes with its files
  /// @param content digest of its body
  private record State(TarReader.Entry header, String content) {
    /// What a hard link points to; empty for other entries.
    String hardLink() {
      return header.isHardLink() ? name(header.link()) : "";
    }
  }

  /// Writes a whole root file system as a layer.
  static void writeWhole(Path root, Path layer) throws IOException {
    try (OutputStream out = open(layer)) {
      TarWriter tar = TarWriter.to(out);
      copy(root, name -> true, tar);
      tar.finish();
    }
  }

  /// Writes what has to be laid over one root file system to get another.
  static void writeDifference(Path before, Path after, Path layer) throws IOException {
    Map<String, State> old = states(before);
    Map<String, State> fresh = states(after);
    Set<String> changed = changed(old, fresh);
    try (OutputStream out = open(layer)) {
      TarWriter tar = TarWriter.to(out);
      copy(after, changed::contains, tar);
      for (String name : old.keySet()) {
        if (!fresh.containsKey(name) && (!name.contains("/") || fresh.containsKey(parent(name)))) {
          tar.whiteout(name);
        }
      }
      tar.finish();
    }
  }

  /// The content of one file.
  static Optional<byte[]> file(Path root, String name) throws IOException {
    Map<String, byte[]> found = new LinkedHashMap<>();
    visit(
        root,
        (entry, body) -> {
          if (name(entry.name()).equals(name)) {
            found.put(name, body.readAllBytes());
          }
        });
    return Optional.ofNullable(found.get(name));
  }

  /// Names that differ, and with each hard link the file that it shares.
  private static Set<String> changed(Map<String, State> old, Map<String, State> fresh) {
    Set<String> changed = new TreeSet<>();
    fresh.forEach((name, state) -> {
      if (!state.equals(old.get(name))) {
        changed.add(name);
      }
    });
    fresh.forEach((name, state) -> {
      if (changed.contains(name) && !state.hardLink().isEmpty()) {
        changed.add(state.hardLink());
      }
    });
    fresh.forEach((name, state) -> {
      if (changed.contains(state.hardLink())) {
        changed.add(name);
      }
    });
    return changed;
  }

  private static Map<String, State> states(Path root) throws IOException {
    Map<String, State> states = new LinkedHashMap<>();
    visit(
        root,
        (entry, body) -> {
          MessageDigest content = Sha256.fresh();
          content.update(body.readAllBytes());
          TarReader.Entry header = entry.isDirectory() ? withoutTime(entry) : entry;
          states.put(name(entry.name()), new State(header, Sha256.wire(content.digest())));
        });
    return states;
  }

  private static TarReader.Entry withoutTime(TarReader.Entry entry) {
    return new TarReader.Entry(
        entry.type(),
        entry.name(),
        entry.link(),
        entry.mode(),
        entry.user(),
        entry.group(),
        0,
        entry.size(),
        entry.attributes());
  }

  private static void copy(Path root, Predicate<String> wanted, TarWriter tar) throws IOException {
    visit(
        root,
        (entry, body) -> {
          String name = name(entry.name());
          if (wanted.test(name)) {
            String link = entry.isHardLink() ? name(entry.link()) : entry.link();
            tar.entry(entry.named(name, link), entry.size(), body);
          }
        });
  }

  private static void visit(Path root, TarReader.Visitor visitor) throws IOException {
    TarReader.visit(
        root,
        (entry, body) -> {
          String name = name(entry.name());
          if (!name.isEmpty() && !name.equals(".") && !UNWANTED.matcher(name).matches()) {
            visitor.visit(entry, body);
          }
        });
  }

  private static String parent(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  private static String name(String raw) {
    String name = raw.startsWith("./") ? raw.substring(2) : raw;
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }
}
