package dev.seaworthy.inspection.bases;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.lineage.GivenImage;
import dev.seaworthy.inspection.bases.AllowedImage.Release;
import java.util.List;
import java.util.Optional;

/// The base images that may be built on.
public record AllowedBases(List<AllowedImage> images) {

  public AllowedBases {
    images = List.copyOf(images);
  }

  /// The releases that can be recognised by their layers, for
  /// [dev.seaworthy.image.lineage.BaseImages].
  public List<GivenImage> given() {
    return images.stream()
        .flatMap(image ->
            image.releases().stream()
                .filter(release -> !release.layers().isEmpty())
                .map(release -> given(image, release)))
        .toList();
  }

  private static GivenImage given(AllowedImage image, Release release) {
    return new GivenImage(
        image.name() + " " + release.version(), release.digest(), release.layers());
  }

  /// The image that this one is, by its digest or else by its repository.
  ///
  /// @param reference as it is written, or empty
  public Optional<AllowedImage> find(String reference, Optional<Digest> digest) {
    return digest
        .flatMap(known -> images.stream().filter(image -> image.hasDigest(known)).findFirst())
        .or(() -> repository(reference).flatMap(this::byRepository));
  }

  private Optional<AllowedImage> byRepository(String repository) {
    return images.stream().filter(image -> image.fitsRepository(repository)).findFirst();
  }

  /// A reference without tag and digest, with the registry that Docker takes where none is named;
  /// none for what is no reference.
  static Optional<String> repository(String reference) {
    try {
      ImageReference parsed = ImageReference.parse(reference);
      return Optional.of(parsed.registry() + "/" + parsed.repository());
    } catch (SeaworthyException _) {
      return Optional.empty();
    }
  }
}
