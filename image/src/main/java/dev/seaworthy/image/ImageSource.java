package dev.seaworthy.image;

import java.nio.file.Path;

/// Where an image comes from, as the user names it.
public sealed interface ImageSource {

  /// What the user wrote, for output.
  String text();

  /// A root file system: `dir:PATH`. Can be scanned, not certified.
  record Directory(String text, Path path) implements ImageSource {}

  /// What `docker save` writes: `docker-archive:PATH[:ref]`. Can be scanned, not certified.
  ///
  /// @param ref a name as `docker load` would give it, or empty for the only one
  record DockerArchive(String text, Path path, String ref) implements ImageSource {}

  /// An OCI layout in a tar: `oci-archive:PATH[:ref]`.
  ///
  /// @param ref a name (annotation `org.opencontainers.image.ref.name`) or a digest, or empty for
  ///   the only one
  record OciArchive(String text, Path path, String ref) implements ImageSource {}

  /// An OCI layout: `oci-layout:PATH[:ref]`.
  ///
  /// @param ref a name (annotation `org.opencontainers.image.ref.name`) or a digest, or empty for
  ///   the only one
  record OciLayout(String text, Path path, String ref) implements ImageSource {}

  /// A bill of materials in place of an image: `sbom:PATH`. Can be scanned, never cleared or
  /// certified: nothing of the image itself is seen.
  record Sbom(String text, Path path) implements ImageSource {}

  /// An image in a registry.
  record Remote(String text, ImageReference reference) implements ImageSource {}
}
