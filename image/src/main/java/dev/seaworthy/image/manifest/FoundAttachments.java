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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds what is attached to a manifest in the place that it was read from.
public final class FoundAttachments implements Attachments {

  /// BuildKit's annotations of an attestation in an index (BuildKit, "attestation storage").
  private static final String BUILDKIT_SUBJECT = "vnd.docker.reference.digest";

  private static final List<String> COSIGN_SUFFIXES = List.of(".sbom", ".att");
  private static final String COSIGN_SIGNATURES = ".sig";

  /// Those first that don't say when they were made: they might be the newest.
  private static final Comparator<Descriptor> NEWEST_FIRST =
      Comparator.comparing(
          descriptor -> created(descriptor).orElse(Instant.MAX), Comparator.reverseOrder());

  private final BlobSource blobs;
  private final Digest subject;
  private final @Nullable Descriptor index;
  private final Limits limits;

  /// @param index what the manifest was chosen from; null when it was named itself
  public FoundAttachments(
      BlobSource blobs, Digest subject, @Nullable Descriptor index, Limits limits) {
    this.blobs = blobs;
    this.subject = subject;
    this.index = index;
    this.limits = limits;
  }

  @Override
  public List<Digest> subjects() {
    return index == null ? List.of(subject) : List.of(subject, index.digest());
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
    Set<String> types = artifactType.isEmpty() ? Set.of() : Set.of(artifactType);
    Search search = new Search(manifestsMax, _ -> true);
    search.guarded(
        "the referrers of " + subject, () -> search.addReferrers(Set.of(subject), types));
    for (String suffix : COSIGN_SUFFIXES) {
      search.addTag(subject, suffix);
    }
    if (index != null) {
      search.guarded("index " + index.digest(), () -> search.addFromIndex(index));
    }
    return search.found();
  }

  @Override
  public Found signatures(Set<String> artifactTypes, int manifestsMax) {
    int tags = subjects().size();
    // Reading what lies near costs no round trip, and a layout lists its images there too.
    int max = blobs.isNear() ? limits.asInt(Limit.INDEX_ENTRIES) : manifestsMax;
    Search tagged = new Search(tags, _ -> true);
    subjects().forEach(each -> tagged.addTag(each, COSIGN_SIGNATURES));
    Search referring = new Search(max, manifest -> artifactTypes.contains(type(manifest)));
    if (blobs.isNear()) {
      referring.guarded(
          "the referrers of " + subject,
          () -> referring.addReferrers(Set.copyOf(subjects()), artifactTypes));
    } else {
      for (Digest each : subjects()) {
        referring.guarded(
            "the referrers of " + each, () -> referring.addReferrers(Set.of(each), artifactTypes));
      }
    }
    List<Attachment> all = new ArrayList<>(tagged.attachments);
    all.addAll(referring.attachments);
    List<Gap> gaps = new ArrayList<>(tagged.gaps);
    gaps.addAll(referring.gaps);
    return new Found(all, gaps, referring.leftOut);
  }

  /// Where others crowd out those that are looked for, the registry may tell them apart.
  private List<Descriptor> referrers(Set<Digest> of, Set<String> types) {
    try {
      return blobs.referrers(of, "");
    } catch (SeaworthyException e) {
      if (e.code() != ImageError.LIMIT || types.isEmpty()) {
        throw e;
      }
      List<Descriptor> all = new ArrayList<>();
      types.stream().sorted().forEach(type -> all.addAll(blobs.referrers(of, type)));
      return all;
    }
  }

  private static Optional<Instant> created(Descriptor descriptor) {
    String text = descriptor.annotations().getOrDefault(CREATED, "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String type(Manifest manifest) {
    return manifest.artifactType().isEmpty()
        ? manifest.config().mediaType().value()
        : manifest.artifactType();
  }

  private final class Search {
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<Digest> seen = new HashSet<>();
    private final int manifestsMax;
    private final Predicate<Manifest> isWanted;
    private int manifests;
    private int leftOut;

    Search(int manifestsMax, Predicate<Manifest> isWanted) {
      this.manifestsMax = manifestsMax;
      this.isWanted = isWanted;
    }

    Found found() {
      return new Found(attachments, gaps, leftOut);
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
                "%s: %s: %s".formatted(what, e.code().id(), e.getMessage())));
      }
    }

    void addReferrers(Set<Digest> of, Set<String> types) {
      List<Descriptor> wanted = new ArrayList<>();
      for (Descriptor referrer : referrers(of, types)) {
        if (types.isEmpty()
            || referrer.artifactType().isEmpty()
            || types.contains(referrer.artifactType())) {
          wanted.add(referrer);
        }
      }
      if (!types.isEmpty()) {
        wanted.sort(NEWEST_FIRST);
      }
      for (Descriptor referrer : wanted) {
        if (manifests >= manifestsMax
            && created(referrer).isPresent()
            && !seen.contains(referrer.digest())) {
          leftOut++;
        } else {
          add(referrer, of, "referrer " + referrer.digest());
        }
      }
    }

    void addTag(Digest of, String suffix) {
      String tag = of.algorithm().wireName() + "-" + of.hex() + suffix;
      guarded(
          "tag " + tag,
          () -> blobs.tagged(tag).ifPresent(descriptor -> add(descriptor, Set.of(), "tag " + tag)));
    }

    void addFromIndex(Descriptor descriptor) {
      VerifiedDocument document = VerifiedDocument.read(blobs, descriptor, limits);
      if (document.document() instanceof ImageIndex found) {
        for (Descriptor entry : found.manifests()) {
          if (subject.toString().equals(entry.annotations().get(BUILDKIT_SUBJECT))) {
            add(entry, Set.of(), "index " + descriptor.digest());
          }
        }
      }
    }

    /// @param mustName of which the manifest itself must name one; empty for nothing
    private void add(Descriptor descriptor, Set<Digest> mustName, String place) {
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
              boolean isNaming = named != null && mustName.contains(named.digest());
              if (!mustName.isEmpty() && !isNaming) {
                // A tag, the index or the search for another subject may still name it.
                seen.remove(descriptor.digest());
                return;
              }
              if (isWanted.test(manifest)) {
                Instant created = created(descriptor).orElse(null);
                for (Descriptor layer : manifest.layers()) {
                  attachments.add(
                      new Attachment(descriptor.digest(), place, type(manifest), created, layer));
                }
              }
            }
          });
    }
  }
}
