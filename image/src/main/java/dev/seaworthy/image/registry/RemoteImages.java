package dev.seaworthy.image.registry;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.manifest.ImageOpening;
import dev.seaworthy.image.manifest.VerifiedDocument;

/// Opens images that lie in registries.
public final class RemoteImages {

  private RemoteImages() {}

  /// Opens an image of a registry.
  ///
  /// @throws SeaworthyException with an [ImageError]
  public static Image open(ImageSource.Remote source, OpenOptions options) {
    RegistryClient client = new RegistryClient(options.registry(), options.limits());
    try {
      ImageReference reference = source.reference();
      ServedManifest served = client.manifest(reference);
      VerifiedDocument root =
          VerifiedDocument.of(
              served.digest(),
              served.bytes(),
              served.mediaType(),
              "%s: manifest %s".formatted(reference, served.digest()),
              options.limits());
      RemoteBlobs blobs =
          new RemoteBlobs(client, reference, options.registry().traffic().connectionsMax());
      return new ImageOpening(source, reference.toString(), blobs, options).open(root);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }
}
