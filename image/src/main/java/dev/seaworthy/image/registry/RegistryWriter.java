package dev.seaworthy.image.registry;

import dev.seaworthy.image.AttachmentWriter;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.manifest.ImageDocument;
import dev.seaworthy.image.manifest.ImageIndex;
import dev.seaworthy.image.manifest.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts documents beside an image of a registry.
public final class RegistryWriter implements AttachmentWriter {

  private final RegistryClient client;
  private final ImageReference image;
  private final Descriptor subject;
  private final List<Descriptor> platforms;

  private RegistryWriter(
      RegistryClient client, ImageReference image, Descriptor subject, List<Descriptor> platforms) {
    this.client = client;
    this.image = image;
    this.subject = subject;
    this.platforms = platforms;
  }

  /// Asks the registry what the reference stands for.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException as [RegistryClient#manifest]
  public static RegistryWriter open(ImageReference image, OpenOptions options) {
    RegistryClient client = new RegistryClient(options.registry(), options.limits());
    try {
      ServedManifest served = client.manifest(image);
      ImageDocument document =
          ImageDocument.parse(
              served.bytes(),
              served.mediaType(),
              "%s: manifest %s".formatted(image, served.digest()),
              options.limits());
      MediaType type =
          Optional.ofNullable(served.mediaType())
              .orElse(
                  document instanceof ImageIndex ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST);
      return new RegistryWriter(
          client,
          image,
          Descriptor.of(type, served.digest(), served.bytes().length),
          switch (document) {
            case ImageIndex index -> index.manifests();
            case Manifest _ -> List.of();
          });
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  @Override
  public String repository() {
    return image.registry() + "/" + image.repository();
  }

  @Override
  public Descriptor subject() {
    return subject;
  }

  @Override
  public List<Descriptor> platforms() {
    return platforms;
  }

  @Override
  public Optional<byte[]> tagged(String tag) {
    return client
        .findManifest(new ImageReference(image.registry(), image.repository(), tag, null))
        .map(ServedManifest::bytes);
  }

  @Override
  public void tag(String tag, byte[] manifest, Collection<byte[]> blobs) {
    Uploads uploads = new Uploads(client, client.repository(image), image);
    for (byte[] blob : blobs) {
      uploads.blob(blob);
    }
    uploads.manifest(tag, MediaType.OCI_MANIFEST, manifest);
  }

  @Override
  public Descriptor attach(
      Descriptor to,
      String artifactType,
      MediaType type,
      byte[] content,
      Map<String, String> annotations) {
    return new Uploads(client, client.repository(image), image)
        .attach(to, artifactType, type, content, annotations);
  }

  @Override
  public void close() {
    client.close();
  }
}
