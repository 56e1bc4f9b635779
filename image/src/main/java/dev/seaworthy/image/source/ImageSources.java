package dev.seaworthy.image.source;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.AttachmentWriter;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.archive.DockerArchives;
import dev.seaworthy.image.archive.OciArchives;
import dev.seaworthy.image.layout.LayoutWriter;
import dev.seaworthy.image.layout.OciLayouts;
import dev.seaworthy.image.registry.RegistryWriter;
import dev.seaworthy.image.registry.RemoteImages;

/// From what a person writes to an opened image.
public final class ImageSources {

  private ImageSources() {}

  /// Reads the name of a source: `dir:PATH`, `docker-archive:PATH[:NAME:TAG]`,
  /// `oci-archive:PATH[:REF]`, `oci-layout:PATH[:REF]`, `sbom:PATH`, or an image reference.
  ///
  /// Looks at the file system: a path may itself hold colons, and whoever mistyped one is told what
  /// lies near it. Nothing is guessed; a bare path is refused with the form to use.
  ///
  /// @throws SeaworthyException [ImageError#BAD_SOURCE] or [ImageError#BAD_REFERENCE] when it is no
  ///   source, [ImageError#NOT_FOUND] when its path isn't there
  public static ImageSource parse(String text) {
    return new SourceParser(text).parse();
  }

  /// Opens a place to put documents beside an image.
  ///
  /// @throws SeaworthyException [ImageError#NO_ATTACHMENTS] for a source that has no such place, or
  ///   another [ImageError]
  public static AttachmentWriter writer(ImageSource source, OpenOptions options) {
    return switch (source) {
      case ImageSource.OciLayout layout -> LayoutWriter.open(layout, options);
      case ImageSource.Remote remote -> RegistryWriter.open(remote.reference(), options);
      case ImageSource.Directory _,
          ImageSource.DockerArchive _,
          ImageSource.OciArchive _,
          ImageSource.Sbom _ ->
          throw new SeaworthyException(
              ImageError.NO_ATTACHMENTS,
              "nothing can be put beside %s".formatted(Text.visible(source.text())));
    };
  }

  /// Opens the image that the source names. Manifests and configs have been verified when this
  /// returns; layers are verified by whoever reads them.
  ///
  /// A bill of materials is no image, and is read by whoever knows its format.
  ///
  /// @throws SeaworthyException with an [ImageError], or with a [dev.seaworthy.base.BaseError] for
  ///   JSON that can't be read
  public static Image open(ImageSource source, OpenOptions options) {
    return switch (source) {
      case ImageSource.Directory directory -> RootDirectory.open(directory, options);
      case ImageSource.DockerArchive archive -> DockerArchives.open(archive, options);
      case ImageSource.OciArchive archive -> OciArchives.open(archive, options);
      case ImageSource.OciLayout layout -> OciLayouts.open(layout, options);
      case ImageSource.Sbom sbom ->
          throw new SeaworthyException(
              ImageError.NOT_AN_IMAGE,
              "%s is to be read as a bill of materials, which has no layers"
                  .formatted(sbom.path()));
      case ImageSource.Remote remote -> RemoteImages.open(remote, options);
    };
  }
}
