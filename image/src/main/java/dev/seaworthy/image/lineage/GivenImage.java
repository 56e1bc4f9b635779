package dev.seaworthy.image.lineage;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Image;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An image that another may be built on.
///
/// @param digestOrNull of its manifest, where it has one
/// @param diffIds as its config says, lowest first; whoever gives the image vouches for it
public record GivenImage(String name, @Nullable Digest digestOrNull, List<DiffId> diffIds) {

  public GivenImage {
    diffIds = List.copyOf(diffIds);
  }

  public static GivenImage of(Image image) {
    return new GivenImage(
        image.name().isEmpty() ? image.source().text() : image.name(),
        image.manifestDigest().orElse(null),
        image.config().diffIds());
  }
}
