package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what is attached to a manifest in the place that it was read from.
final class FoundAttachments implements Attachments {

  /// BuildKit's annotations of an attestation in an index (BuildKit, "attestation storage").
  private static final String BUILDKIT_SUBJECT = "vnd.docker.reference.digest";

  private static final List<String> COSIGN_SUFFIXES = List.of(".sbom", ".att");

  private final BlobSource blobs;
  private final Digest subject;
  private final @Nullable Descriptor index;
  private final Limits limits;

  FoundAttachments(BlobSource blobs, Digest subject, @Nullable Descriptor index, Limits limits) {
    this.blobs = blobs;
    this.subject = subject;
    this.index = index;
    this.limits = limits;
  }

  @Override
  public byte[] read(Attachment attachment, Limit limit) {
    return blobs.blob(attachment.content(), limit);
  }

  @Override
  public Found find() {
    return find("", limits.asInt(Limit.INDEX_ENTRIES));
  }

  @Override
  public Found find(String artifactType, int manifestsMax) {
    Search search = new Search(manifestsMax);
    search.guarded(
        "the referrers of " + subject,
        () -> {
          for (Descriptor referrer : blobs.referrers(subject)) {
            boolean isOther =
                !referrer.artifactType().isEmpty() && !referrer.artifactType().equals(artifactType);
            if (artifactType.isEmpty() || !isOther) {
              search.add(referrer, true);
            }
          }
        });
    for (String suffix : COSIGN_SUFFIXES) {
      String tag = subject.algorithm().wireName() + "-" + subject.hex() + suffix;
      search.guarded(
          "tag " + tag,
          () -> blobs.tagged(tag).ifPresent(descriptor -> search.add(descriptor, false)));
    }
    if (index != null) {
      search.guarded("index " + index.digest(), () -> search.addFromIndex(index));
    }
    return new Found(search.attachments, search.gaps);
  }

  private final class Search {
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<Digest> seen = new HashSet<>();
    private final int manifestsMax;
    private int manifests;

    Search(int manifestsMax) {
      this.manifestsMax = manifestsMax;
    }

    /// What can't be read is a gap: the image itself was read well.
    void guarded(String what, Runnable step) {
      try {
        step.run();
      } catch (SeaworthyException e) {
        gaps.add(
            Gap.of(
                ImageError.ATTACHMENT_UNREADABLE,
                Location.image(),
                "%s: %s".formatted(what, e.getMessage())));
      }
    }

    void addFromIndex(Descriptor descriptor) {
      VerifiedDocument document = VerifiedDocument.read(blobs, descriptor, limits);
      if (document.document() instanceof ImageIndex found) {
        for (Descriptor entry : found.manifests()) {
          if (subject.toString().equals(entry.annotations().get(BUILDKIT_SUBJECT))) {
            add(entry, false);
          }
        }
      }
    }

    /// @param mustName whether the manifest itself must name the subject
    void add(Descriptor descriptor, boolean mustName) {
      if (!seen.add(descriptor.digest())) {
        return;
      }
      manifests++;
      if (manifests > manifestsMax) {
        throw new SeaworthyException(
            ImageError.LIMIT, "more than %s manifests are attached".formatted(manifestsMax));
      }
      guarded(
          "manifest " + descriptor.digest(),
          () -> {
            VerifiedDocument document = VerifiedDocument.read(blobs, descriptor, limits);
            if (document.document() instanceof Manifest manifest) {
              Descriptor named = manifest.subject();
              if (mustName && (named == null || !named.digest().equals(subject))) {
                // A tag or the index may still name it.
                seen.remove(descriptor.digest());
                return;
              }
              for (Descriptor layer : manifest.layers()) {
                attachments.add(new Attachment(descriptor.digest(), type(manifest), layer));
              }
            }
          });
    }

    private String type(Manifest manifest) {
      return manifest.artifactType().isEmpty()
          ? manifest.config().mediaType().value()
          : manifest.artifactType();
    }
  }
}
