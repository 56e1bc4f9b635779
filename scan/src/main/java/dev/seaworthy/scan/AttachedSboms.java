package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Attachments.Attachment;
import dev.seaworthy.image.Attachments.Found;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.sbomin.Attestation;
import dev.seaworthy.inventory.sbomin.ClaimedAdditions;
import dev.seaworthy.inventory.sbomin.SbomDocument;
import dev.seaworthy.inventory.sbomin.SbomReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Adds to an image's inventory what bills of materials that are attached to it claim beyond it.
/// They only add: what was seen stays as it was seen.
final class AttachedSboms {

  /// In the evidence of claimed components.
  private static final AnalyserId READER = new AnalyserId("attached-sbom", 1);

  private static final List<String> FORMATS = List.of("cyclonedx", "spdx", "syft");
  private static final List<String> ENVELOPES = List.of("in-toto", "dsse", "sigstore.bundle");

  private AttachedSboms() {}

  static Inventory add(Image image, Inventory seen, Limits limits) {
    Attachments attachments = image.attachments();
    Found found = attachments.find();
    List<Gap> gaps = new ArrayList<>(found.gaps());
    ClaimedAdditions additions = new ClaimedAdditions(seen);
    for (Attachment attachment : found.attachments()) {
      try {
        read(image, attachment, attachments, limits)
            .ifPresent(
                document -> additions.add(document, READER, attachment.manifest().toString()));
      } catch (SeaworthyException e) {
        gaps.add(gap(attachment, String.valueOf(e.getMessage())));
      }
    }
    return additions.inventory(gaps);
  }

  private static Optional<SbomDocument> read(
      Image image, Attachment attachment, Attachments attachments, Limits limits) {
    String type = attachment.content().mediaType().value().toLowerCase(Locale.ROOT);
    String artifact = attachment.artifactType().toLowerCase(Locale.ROOT);
    boolean isEnvelope = ENVELOPES.stream().anyMatch(type::contains);
    boolean isDocument =
        FORMATS.stream().anyMatch(format -> type.contains(format) || artifact.contains(format));
    if (!isEnvelope && !isDocument) {
      return Optional.empty();
    }
    String what = "attached blob " + attachment.content().digest();
    byte[] bytes = attachments.read(attachment, Limit.SBOM_BYTES);
    if (isEnvelope) {
      Optional<Attestation> attestation = Attestation.unwrap(bytes, what, limits);
      if (attestation.isEmpty()) {
        return Optional.empty();
      }
      checkSubject(image, attestation.get(), what);
      bytes = attestation.get().document().getBytes(StandardCharsets.UTF_8);
    }
    return Optional.of(SbomReader.read(bytes, Location.image(), what, limits));
  }

  private static void checkSubject(Image image, Attestation attestation, String what) {
    Optional<Digest> manifest = image.manifestDigest();
    Optional<Digest> index = image.indexDigest();
    boolean isOfImage =
        attestation.subjects().stream()
            .anyMatch(digest ->
                manifest.filter(digest::equals).isPresent()
                    || index.filter(digest::equals).isPresent());
    if (!isOfImage) {
      throw new SeaworthyException(
          ImageError.ATTACHMENT_UNREADABLE, what + " speaks of another image; it was not used");
    }
  }

  private static Gap gap(Attachment attachment, String message) {
    return Gap.of(
        ImageError.ATTACHMENT_UNREADABLE,
        Location.image(),
        "attached by %s: %s".formatted(attachment.manifest(), message));
  }
}
