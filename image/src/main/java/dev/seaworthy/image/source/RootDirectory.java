package dev.seaworthy.image.source;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.manifest.StoredImage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens a root file system in a directory: one tree, no documents.
final class RootDirectory {

  private RootDirectory() {}

  static Image open(ImageSource.Directory source, OpenOptions options) {
    Path root;
    List<Gap> gaps = new ArrayList<>();
    try {
      root = source.path().toRealPath();
      try (Stream<Path> entries = Files.list(root)) {
        if (entries.findAny().isEmpty()) {
          gaps.add(Gap.of(ImageError.EMPTY_IMAGE, Location.image(), source.path() + " is empty"));
        }
      }
    } catch (IOException e) {
      String reason =
          e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
      throw new SeaworthyException(
          ImageError.UNREADABLE, "%s can't be read: %s".formatted(source.path(), reason), e);
    }
    if (options.platform() != null) {
      throw new SeaworthyException(
          ImageError.NO_SUCH_PLATFORM,
          "%s is a directory, which says of no platform that it is for it".formatted(source.path()),
          "Leave --platform out for dir:.",
          null);
    }
    return new StoredImage(
        new StoredImage.Identity(
            source,
            source.path().toString(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        config(),
        List.of(new Layer.Tree(0, root)),
        gaps,
        () -> {});
  }

  private static ImageConfig config() {
    return new ImageConfig(
        JsonValue.EMPTY_OBJECT,
        "",
        Platform.of("", ""),
        List.of(),
        List.of(),
        new ImageConfig.Execution(
            "", List.of(), List.of(), List.of(), "", Map.of(), List.of(), List.of()));
  }
}
