package dev.seaworthy.image.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.manifest.FoundAttachments;
import dev.seaworthy.image.manifest.ImageOpening;
import dev.seaworthy.image.manifest.VerifiedDocument;

/// Opens images that lie in registries.
public final class RemoteImages {

  private RemoteImages() {}

  /// What is attached to a manifest of a repository. The caller closes the client.
  ///
  /// @param repository any reference into it
  /// @param connectionsMax at one time
  public static Attachments attachments(
      RegistryClient client,
      ImageReference repository,
      Digest subject,
      int connectionsMax,
      Limits limits) {
    return new FoundAttachments(
        new RemoteBlobs(client, repository, connectionsMax), subject, null, limits);
  }

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
