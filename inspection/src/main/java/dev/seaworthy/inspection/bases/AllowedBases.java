package dev.seaworthy.inspection.bases;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.lineage.GivenImage;
import dev.seaworthy.inspection.bases.AllowedImage.Release;
import java.util.List;
import java.util.Optional;

/// The base images that may be built on.
public record AllowedBases(List<AllowedImage> images) {

  private static final String DOCKER_HUB = "docker.io/";

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
        .or(() -> reference.isEmpty() ? Optional.empty() : byRepository(repository(reference)));
  }

  private Optional<AllowedImage> byRepository(String repository) {
    return images.stream().filter(image -> image.fitsRepository(repository)).findFirst();
  }

  /// A reference without tag and digest, with the registry that Docker takes where none is named.
  static String repository(String reference) {
    int at = reference.indexOf('@');
    String tagged = at < 0 ? reference : reference.substring(0, at);
    int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
    String plain = colon < 0 ? tagged : tagged.substring(0, colon);
    int slash = plain.indexOf('/');
    String first = slash < 0 ? "" : plain.substring(0, slash);
    boolean isWithRegistry =
        first.contains(".") || first.contains(":") || first.equals("localhost");
    if (isWithRegistry) {
      return plain;
    }
    return DOCKER_HUB + (slash < 0 ? "library/" : "") + plain;
  }
}
