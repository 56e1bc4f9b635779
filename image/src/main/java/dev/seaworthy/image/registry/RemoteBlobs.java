package dev.seaworthy.image.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.manifest.BlobSource;
import dev.seaworthy.image.manifest.ImageOpening;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// The documents and layers of one repository.
final class RemoteBlobs implements BlobSource {

  private final RegistryClient client;
  private final ImageReference reference;
  private final Semaphore connections;

  RemoteBlobs(RegistryClient client, ImageReference reference, int connectionsMax) {
    this.client = client;
    this.reference = reference;
    this.connections = new Semaphore(connectionsMax);
  }

  @Override
  public String where() {
    return reference.toString();
  }

  @Override
  public byte[] manifest(Descriptor descriptor) {
    ImageReference digested =
        new ImageReference(reference.registry(), reference.repository(), null, descriptor.digest());
    return client.manifest(digested).bytes();
  }

  @Override
  public byte[] blob(Descriptor descriptor, Limit limit) {
    return client.blob(reference, descriptor, limit);
  }

  @Override
  public Optional<Layer.Content> layer(Descriptor descriptor, String what) {
    // Asking for each layer would cost a round trip; only those that may lawfully be absent are
    // asked for.
    if (ImageOpening.isForeign(descriptor) && !client.hasBlob(reference, descriptor.digest())) {
      return Optional.empty();
    }
    return Optional.of(() -> open(descriptor, what));
  }

  private InputStream open(Descriptor descriptor, String what) throws IOException {
    try {
      connections.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted while waiting for a connection");
      interrupted.initCause(e);
      throw interrupted;
    }
    try {
      return new Permitted(client.blobStream(reference, descriptor, what), connections);
    } catch (RuntimeException e) {
      connections.release();
      throw e;
    }
  }

  @Override
  public List<Descriptor> referrers(Set<Digest> subjects, String artifactType) {
    return subjects.stream()
        .flatMap(subject -> client.referrers(reference, subject, artifactType).stream())
        .toList();
  }

  @Override
  public boolean isNear() {
    return false;
  }

  @Override
  public Optional<Descriptor> tagged(String tag) {
    return client
        .findManifest(new ImageReference(reference.registry(), reference.repository(), tag, null))
        .map(served ->
            Descriptor.of(MediaType.OCI_MANIFEST, served.digest(), served.bytes().length));
  }

  @Override
  public void close() {
    client.close();
  }

  /// Gives its connection back when it is closed.
  private static final class Permitted extends FilterInputStream {
    private final Semaphore connections;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Permitted(InputStream in, Semaphore connections) {
      super(in);
      this.connections = connections;
    }

    @Override
    public void close() throws IOException {
      if (isClosed.compareAndSet(false, true)) {
        try {
          super.close();
        } finally {
          connections.release();
        }
      }
    }
  }
}
