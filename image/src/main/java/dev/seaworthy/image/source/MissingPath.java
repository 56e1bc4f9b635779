package dev.seaworthy.image.source;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Says of a path that isn't there how far it goes and what lies near.
final class MissingPath {

  /// So many neighbours are compared at most.
  private static final int NEIGHBOURS_MAX = 10_000;

  private MissingPath() {}

  static SeaworthyException of(Path path) {
    String shown = Text.visible(path.toString());
    if (Files.isSymbolicLink(path)) {
      return missing(shown + " is a link that leads nowhere");
    }
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      return missing(shown + ": no such file");
    }
    if (!Files.isDirectory(parent)) {
      return inMissingDirectory(path, shown, parent);
    }
    Optional<String> near = near(parent, String.valueOf(absolute.getFileName()));
    return missing(
        shown
            + ": no such file."
            + near.map(name -> " Did you mean " + beside(path, name) + "?").orElse(""));
  }

  private static SeaworthyException inMissingDirectory(Path path, String shown, Path parent) {
    Path first = parent;
    for (Path above = parent.getParent();
        above != null && !Files.isDirectory(above);
        above = above.getParent()) {
      first = above;
    }
    if (Files.exists(first, LinkOption.NOFOLLOW_LINKS)) {
      return missing("%s: no such file, since %s is not a directory".formatted(shown, first));
    }
    Path above = first.getParent();
    Optional<String> near =
        above == null ? Optional.empty() : near(above, String.valueOf(first.getFileName()));
    return missing(
        "%s: no such file, since there is no directory %s.%s"
            .formatted(
                shown,
                path.isAbsolute() ? Text.visible(first.toString()) : relative(first),
                near.map(name -> " Did you mean " + Text.visible(name) + "?").orElse("")));
  }

  private static String relative(Path path) {
    return Text.visible(String.valueOf(path.getFileName()));
  }

  /// The neighbour's name as the writer would have written it.
  private static String beside(Path path, String name) {
    Path parent = path.getParent();
    return Text.visible(parent == null ? name : parent.resolve(name).toString());
  }

  private static Optional<String> near(Path directory, String name) {
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> names =
          entries.limit(NEIGHBOURS_MAX).map(entry -> String.valueOf(entry.getFileName())).toList();
      return Nearness.nearest(name, names);
    } catch (IOException | UncheckedIOException _) {
      // A directory that can't be listed has no neighbours to offer; the path is missing all the
      // same.
      return Optional.empty();
    }
  }

  private static SeaworthyException missing(String message) {
    return new SeaworthyException(ImageError.NOT_FOUND, message, "", null);
  }
}
