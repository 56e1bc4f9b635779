package dev.seaworthy.image.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.manifest.ImageDocument;
import dev.seaworthy.image.manifest.ImageIndex;
import dev.seaworthy.image.manifest.Manifest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists what is attached to a manifest: by the referrers API, page for page, or by the tag that
/// registries without the API have instead (`sha256-HEX`).
record Referrers(
    RegistryClient client, RepositoryClient repository, ImageReference image, Limits limits) {

  private static final int PAGES_MAX = 100;
  private static final Pattern NEXT = Pattern.compile("<([^<>]{1,4096})>\\s*;\\s*rel=\"?next\"?.*");

  List<Descriptor> of(Digest subject, String artifactType) {
    Optional<List<Descriptor>> listed = byApi(subject, artifactType);
    List<Descriptor> all = listed.isPresent() ? listed.get() : byTag(subject);
    // A registry may ignore the filter, so it is applied here in any case.
    return artifactType.isEmpty()
        ? all
        : all.stream().filter(found -> found.artifactType().equals(artifactType)).toList();
  }

  private Optional<List<Descriptor>> byApi(Digest subject, String artifactType) {
    String filter =
        artifactType.isEmpty()
            ? ""
            : "?artifactType=" + URLEncoder.encode(artifactType, StandardCharsets.UTF_8);
    URI uri = repository.at("referrers/" + subject + filter);
    List<Descriptor> all = new ArrayList<>();
    for (int page = 0; page < PAGES_MAX; page++) {
      String what = "%s: referrers of %s".formatted(repository.shown(), subject);
      Answer answer =
          repository.document(
              uri,
              Map.of("Accept", List.of(MediaType.OCI_INDEX.value())),
              Limit.MANIFEST_BYTES,
              what);
      if (page == 0 && answer.status() == 404) {
        return Optional.empty();
      }
      if (answer.status() != 200) {
        throw repository.failure(answer, "the referrers of " + subject);
      }
      add(all, parse(bytes(answer, what), what));
      Optional<URI> next = next(answer);
      if (next.isEmpty()) {
        return Optional.of(all);
      }
      uri = next.get();
    }
    throw new SeaworthyException(
        ImageError.LIMIT,
        "%s lists the referrers of %s on more than %s pages"
            .formatted(repository.shown(), subject, PAGES_MAX));
  }

  /// The tag under which registries without the API list what is attached.
  static String tag(Digest subject) {
    String tag = subject.algorithm().wireName() + "-" + subject.hex();
    // A tag has at most 128 characters, so the schema cuts off the longer hashes.
    return tag.substring(0, Math.min(tag.length(), 128));
  }

  private List<Descriptor> byTag(Digest subject) {
    String tag = tag(subject);
    ImageReference reference = new ImageReference(image.registry(), image.repository(), tag, null);
    return client
        .findManifest(reference)
        .map(served -> parse(served.bytes(), "%s:%s".formatted(repository.shown(), tag)))
        .orElse(List.of());
  }

  private void add(List<Descriptor> all, List<Descriptor> more) {
    all.addAll(more);
    if (all.size() > limits.of(Limit.INDEX_ENTRIES)) {
      throw new SeaworthyException(
          ImageError.LIMIT,
          "%s lists more referrers than the limit %s = %s"
              .formatted(
                  repository.shown(), Limit.INDEX_ENTRIES.key(), limits.of(Limit.INDEX_ENTRIES)));
    }
  }

  private List<Descriptor> parse(byte[] bytes, String what) {
    return switch (ImageDocument.parse(bytes, MediaType.OCI_INDEX, what, limits)) {
      case ImageIndex index -> index.manifests();
      case Manifest _ ->
          throw new SeaworthyException(ImageError.NOT_AN_IMAGE, what + " is not an index");
    };
  }

  private byte[] bytes(Answer answer, String what) {
    try {
      return answer.bytes(Limit.MANIFEST_BYTES, limits, what);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /// The next page, on the same registry only.
  private Optional<URI> next(Answer answer) {
    Matcher matcher = NEXT.matcher(answer.header("Link"));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      URI next = answer.uri().resolve(matcher.group(1));
      return Transport.isSameOrigin(next, answer.uri()) ? Optional.of(next) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
