package dev.seaworthy.image.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.manifest.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A client of OCI registries (distribution-spec 1.1: pull, referrers, and what is attached). Safe
/// for several threads; keeps connections and tokens until it is closed. Makes no request before
/// the first method call.
public final class RegistryClient implements AutoCloseable {

  private static final List<String> MANIFEST_TYPES =
      List.of(
          MediaType.OCI_INDEX.value(),
          MediaType.OCI_MANIFEST.value(),
          MediaType.DOCKER_INDEX.value(),
          MediaType.DOCKER_MANIFEST.value());

  private final RegistryOptions options;
  private final Limits limits;
  private final Transport transport;
  private final Redaction redaction = new Redaction();
  private final Map<String, RepositoryClient> repositories = new ConcurrentHashMap<>();

  public RegistryClient(RegistryOptions options, Limits limits) {
    this.options = options;
    this.limits = limits;
    this.transport = new Transport(options, limits);
  }

  /// The manifest or index that the reference names; its digest is the reference's own when it has
  /// one.
  ///
  /// @throws SeaworthyException [ImageError#NOT_FOUND], [ImageError#DIGEST_MISMATCH],
  ///   [ImageError#LIMIT] or one of the registry's
  public ServedManifest manifest(ImageReference reference) {
    return findManifest(reference)
        .orElseThrow(() ->
            new SeaworthyException(
                ImageError.NOT_FOUND,
                "%s has no manifest %s in repository %s"
                    .formatted(
                        reference.registry(),
                        reference.manifestReference(),
                        reference.repository()),
                "Check the name and the tag; a registry may also hide what you may not pull.",
                null));
  }

  /// The same, or nothing when the registry has no such manifest.
  Optional<ServedManifest> findManifest(ImageReference reference) {
    RepositoryClient repository = repository(reference);
    String what = "manifest " + reference.manifestReference();
    Answer answer =
        repository.document(
            repository.at("manifests/" + reference.manifestReference()),
            Map.of("Accept", MANIFEST_TYPES),
            Limit.MANIFEST_BYTES,
            "%s: %s".formatted(repository.shown(), what));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw repository.failure(answer, "%s of %s".formatted(what, repository.shown()));
    }
    if (answer.header("Content-Type").startsWith("text/html")) {
      throw new SeaworthyException(
          ImageError.REGISTRY_PROTOCOL,
          "%s answers with a web page (text/html) when asked for %s"
              .formatted(reference.registry(), what));
    }
    return Optional.of(served(answer, reference, repository));
  }

  private ServedManifest served(
      Answer answer, ImageReference reference, RepositoryClient repository) {
    String what = repository.shown() + ": manifest " + reference.manifestReference();
    byte[] bytes = bytes(answer, what);
    Digest wanted = reference.digest();
    if (wanted != null) {
      Verification.check(bytes, wanted, what);
    }
    String announced = answer.header("Docker-Content-Digest");
    if (!announced.isEmpty()) {
      Verification.check(bytes, Digest.parse(announced), what + " (header Docker-Content-Digest)");
    }
    return new ServedManifest(
        wanted == null ? Digest.sha256(bytes) : wanted, mediaType(answer), bytes);
  }

  private byte[] bytes(Answer answer, String what) {
    try {
      return answer.bytes(Limit.MANIFEST_BYTES, limits, what);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static @Nullable MediaType mediaType(Answer answer) {
    String value = answer.header("Content-Type");
    int semicolon = value.indexOf(';');
    String type =
        (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    return type.startsWith("application/vnd.") ? new MediaType(type) : null;
  }

  /// A blob as a stream that verifies its length but not its digest, and that goes on by itself
  /// after a broken connection. The caller closes it.
  ///
  /// @param image any reference into the repository
  /// @param what the blob in words, for messages
  /// @throws SeaworthyException [ImageError#NOT_FOUND], [ImageError#SIZE_MISMATCH] or one of the
  ///   registry's; the stream's methods throw them too
  public InputStream blobStream(ImageReference image, Descriptor descriptor, String what) {
    return BlobStream.open(repository(image), descriptor, what);
  }

  /// A blob that is read as a whole, verified.
  ///
  /// @param image any reference into the repository
  /// @throws SeaworthyException as [#blobStream], and [ImageError#DIGEST_MISMATCH],
  ///   [ImageError#LIMIT]
  public byte[] blob(ImageReference image, Descriptor descriptor, Limit limit) {
    RepositoryClient repository = repository(image);
    String what = "blob " + descriptor.digest();
    String where = "%s: %s".formatted(repository.shown(), what);
    Verification.checkSize(descriptor, limit, limits, where);
    try (InputStream in = blobStream(image, descriptor, what)) {
      return Verification.read(in, descriptor, limit, limits, where);
    } catch (IOException e) {
      throw repository.failure(e, repository.at("blobs/" + descriptor.digest()));
    }
  }

  /// Whether the registry has a blob.
  ///
  /// @param image any reference into the repository
  public boolean hasBlob(ImageReference image, Digest digest) {
    RepositoryClient repository = repository(image);
    try (Answer answer = repository.head(repository.at("blobs/" + digest))) {
      if (answer.isSuccess()) {
        return true;
      }
      if (answer.status() == 404) {
        return false;
      }
      throw repository.failure(answer, "blob " + digest);
    }
  }

  /// The manifests that are attached to one (distribution-spec, "Listing Referrers"), also from
  /// registries that know only the tag schema.
  ///
  /// @param image any reference into the repository
  /// @param subject the digest of the manifest that they are attached to
  /// @param artifactType the type to list, or empty for all
  /// @return in the registry's order
  /// @throws SeaworthyException [ImageError#LIMIT], [ImageError#NOT_AN_IMAGE] or one of the
  ///   registry's
  public List<Descriptor> referrers(ImageReference image, Digest subject, String artifactType) {
    return new Referrers(this, repository(image), image, limits).of(subject, artifactType);
  }

  Limits limits() {
    return limits;
  }

  RepositoryClient repository(ImageReference image) {
    return repositories.computeIfAbsent(
        image.registry() + "/" + image.repository(),
        _ ->
            new RepositoryClient(
                RegistryAddress.of(image.registry(), options.security().isPlainHttp()),
                image.repository(),
                options,
                limits,
                transport,
                redaction));
  }

  @Override
  public void close() {
    transport.close();
  }
}
