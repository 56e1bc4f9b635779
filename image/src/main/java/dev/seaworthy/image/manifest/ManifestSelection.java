package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Follows indexes, bounded and without ever going in circles, to the one manifest for a platform.
final class ManifestSelection {

  private final BlobSource blobs;
  private final PlatformChoice platforms;
  private final Limits limits;
  private long entries;

  ManifestSelection(BlobSource blobs, PlatformChoice platforms, Limits limits) {
    this.blobs = blobs;
    this.platforms = platforms;
    this.limits = limits;
  }

  /// The manifest that this document is, or leads to.
  VerifiedDocument select(VerifiedDocument root) {
    return switch (root.document()) {
      case Manifest _ -> root;
      case ImageIndex index -> {
        Set<Digest> path = new HashSet<>(Set.of(root.digest()));
        yield read(platforms.choose(flatten(index, path), blobs.where()));
      }
    };
  }

  /// The manifest that one of these descriptors leads to, chosen by platform when there are
  /// several.
  VerifiedDocument select(List<Descriptor> roots) {
    if (roots.size() == 1) {
      return select(VerifiedDocument.read(blobs, roots.getFirst(), limits));
    }
    List<Descriptor> manifests = new ArrayList<>();
    for (Descriptor root : roots) {
      collect(root, new HashSet<>(), manifests);
    }
    return read(platforms.choose(manifests, blobs.where()));
  }

  private VerifiedDocument read(Descriptor descriptor) {
    return VerifiedDocument.read(blobs, descriptor, limits);
  }

  /// All manifests of an index, those of indexes inside it in its place.
  private List<Descriptor> flatten(ImageIndex index, Set<Digest> path) {
    List<Descriptor> manifests = new ArrayList<>();
    for (Descriptor entry : index.manifests()) {
      collect(entry, path, manifests);
    }
    return manifests;
  }

  private void collect(Descriptor entry, Set<Digest> path, List<Descriptor> manifests) {
    entries++;
    if (entries > limits.of(Limit.INDEX_ENTRIES)) {
      throw new SeaworthyException(
          ImageError.LIMIT,
          "%s has more index entries than the limit %s = %s"
              .formatted(blobs.where(), Limit.INDEX_ENTRIES.key(), limits.of(Limit.INDEX_ENTRIES)));
    }
    if (!entry.mediaType().isIndex() || !PlatformChoice.isRunnable(entry)) {
      manifests.add(entry);
      return;
    }
    if (!path.add(entry.digest())) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          "%s: the index %s contains itself".formatted(blobs.where(), entry.digest()));
    }
    if (path.size() > limits.of(Limit.INDEX_DEPTH)) {
      throw new SeaworthyException(
          ImageError.LIMIT,
          "%s has indexes inside indexes deeper than the limit %s = %s"
              .formatted(blobs.where(), Limit.INDEX_DEPTH.key(), limits.of(Limit.INDEX_DEPTH)));
    }
    VerifiedDocument nested = read(entry);
    switch (nested.document()) {
      case ImageIndex index -> manifests.addAll(flatten(index, path));
      case Manifest manifest ->
          throw new SeaworthyException(
              ImageError.NOT_AN_IMAGE,
              "%s: %s was given as %s but is %s"
                  .formatted(
                      blobs.where(), entry.digest(), entry.mediaType(), manifest.mediaType()));
    }
    path.remove(entry.digest());
  }
}
