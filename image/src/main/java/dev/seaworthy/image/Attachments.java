package dev.seaworthy.image;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What others have attached to an image where it comes from: bills of materials, signatures,
/// attestations. Claims about the image, not parts of it.
public interface Attachments {

  /// Says when an artefact was made (image-spec, "annotations"), for the order in which many are
  /// looked at.
  String CREATED = "org.opencontainers.image.created";

  /// Nothing is attached, or nothing can be.
  Attachments NONE =
      new Attachments() {
        @Override
        public List<Digest> subjects() {
          return List.of();
        }

        @Override
        public Found find() {
          return new Found(List.of(), List.of(), 0);
        }

        @Override
        public Found find(String artifactType, int manifestsMax) {
          return find();
        }

        @Override
        public Found signatures(Set<String> artifactTypes, int manifestsMax) {
          return find();
        }

        @Override
        public byte[] read(Attachment attachment, Limit limit) {
          throw new IllegalArgumentException("no attachment of this image: " + attachment);
        }
      };

  /// One blob of something that is attached.
  ///
  /// @param manifest the digest of the manifest that brings it
  /// @param place where that was found, for people
  /// @param artifactType the type of the artefact, or empty
  /// @param createdOrNull when it was made, as whoever listed it claims; null when nobody does
  /// @param content the blob
  record Attachment(
      Digest manifest,
      String place,
      String artifactType,
      @Nullable Instant createdOrNull,
      Descriptor content) {

    /// When it was made, as whoever listed it claims.
    public Optional<Instant> created() {
      return Optional.ofNullable(createdOrNull);
    }
  }

  /// What was found.
  ///
  /// @param attachments in the order of the place that they come from, or newest first
  /// @param gaps what could not be read on the way
  /// @param leftOut how many manifests were not read because enough were that claim to be newer
  record Found(List<Attachment> attachments, List<Gap> gaps, int leftOut) {
    public Found {
      attachments = List.copyOf(attachments);
      gaps = List.copyOf(gaps);
    }
  }

  /// What may be attached to: the image's manifest, and the index that it was chosen from.
  List<Digest> subjects();

  /// Lists what is attached: referrers (distribution-spec 1.1), the tags of cosign
  /// (`sha256-HEX.sbom`, `sha256-HEX.att`) and the attestations that BuildKit puts into the index.
  /// Asks the registry, which opening the image does not.
  Found find();

  /// Lists what is attached as one kind of artefact: referrers of that type, those first that don't
  /// say when they were made and then the newest, and whatever lies under cosign's tags or in the
  /// index, whose type nobody tells before it is read.
  ///
  /// @param manifestsMax how many manifests are read at most; more are a gap, unless they claim to
  ///   be older than those that were read. Whoever may push can attach as many as they like
  Found find(String artifactType, int manifestsMax);

  /// Lists what may be a signature on one of [#subjects]: what lies under cosign's tags
  /// (`sha256-HEX.sig`), and then referrers of these types.
  ///
  /// @param manifestsMax how many referrers are read at most; more are a gap
  Found signatures(Set<String> artifactTypes, int manifestsMax);

  /// The verified bytes of a blob.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when they are absent, too large or not what the
  ///   descriptor says
  byte[] read(Attachment attachment, Limit limit);
}
