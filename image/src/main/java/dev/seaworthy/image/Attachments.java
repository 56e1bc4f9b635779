package dev.seaworthy.image;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import java.util.List;

/// What others have attached to an image where it comes from: bills of materials, signatures,
/// attestations. Claims about the image, not parts of it.
public interface Attachments {

  /// Nothing is attached, or nothing can be.
  Attachments NONE =
      new Attachments() {
        @Override
        public Found find() {
          return new Found(List.of(), List.of());
        }

        @Override
        public Found find(String artifactType, int manifestsMax) {
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
  /// @param artifactType the type of the artefact, or empty
  /// @param content the blob
  record Attachment(Digest manifest, String artifactType, Descriptor content) {}

  /// What was found.
  ///
  /// @param attachments in the order of the place that they come from
  /// @param gaps what could not be read on the way
  record Found(List<Attachment> attachments, List<Gap> gaps) {
    public Found {
      attachments = List.copyOf(attachments);
      gaps = List.copyOf(gaps);
    }
  }

  /// Lists what is attached: referrers (distribution-spec 1.1), the tags of cosign
  /// (`sha256-HEX.sbom`, `sha256-HEX.att`) and the attestations that BuildKit puts into the index.
  /// Asks the registry, which opening the image does not.
  Found find();

  /// Lists what is attached as one kind of artefact: referrers of that type, and whatever lies
  /// under cosign's tags or in the index, whose type nobody tells before it is read.
  ///
  /// @param manifestsMax how many manifests are read at most; more are a gap. Whoever may push can
  ///   attach as many as they like
  Found find(String artifactType, int manifestsMax);

  /// The verified bytes of a blob.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when they are absent, too large or not what the
  ///   descriptor says
  byte[] read(Attachment attachment, Limit limit);
}
