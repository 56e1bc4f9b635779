package dev.seaworthy.image.layout;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The files of a layout in a directory. Links that leave it are not followed.
final class DirectoryFiles implements LayoutFiles {

  private final Path directory;
  private final Path root;

  DirectoryFiles(Path directory) throws IOException {
    this.directory = directory;
    this.root = directory.toRealPath();
  }

  @Override
  public String where() {
    return directory.toString();
  }

  @Override
  public Optional<LayoutFile> find(String name) {
    Path file = root.resolve(name);
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(root) || !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
        throw new SeaworthyException(
            ImageError.NOT_AN_IMAGE,
            "%s: %s is not a plain file of the layout".formatted(directory, name));
      }
      return Optional.of(new OneFile(real, Files.size(real)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw OciLayouts.unreadable(directory + ": " + name, e);
    }
  }

  @Override
  public void close() {
    // Nothing is kept open.
  }

  private record OneFile(Path path, long size) implements LayoutFile {

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }
}
