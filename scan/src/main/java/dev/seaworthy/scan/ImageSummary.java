package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inventory.sbomin.SbomOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was looked at, once the image itself is closed.
///
/// @param source what the user wrote
/// @param name the name by which the image was chosen, or what the user wrote
/// @param isDirectory whether it is a directory, which has no layers, digests or platform
/// @param manifestDigest verified; none for a directory or a Docker archive
/// @param indexDigest of the index that the manifest was chosen from
/// @param configDigest verified; none for a directory
/// @param created what the config says, RFC 3339, or empty
/// @param stamp what outputs are stamped with unless another time is asked for: `created`, or 1970
/// @param layers lowest first; one for a directory
/// @param lineage what it was built on
/// @param historyProblem why its history doesn't say which step made which layer; empty when it
///   does
/// @param files how many entries a container would see
/// @param sbom the bill of materials that was read in place of the image; then layers and digests
///   are what it claims, and sizes are 0
public record ImageSummary(
    String source,
    String name,
    boolean isDirectory,
    Optional<Digest> manifestDigest,
    Optional<Digest> indexDigest,
    Optional<Digest> configDigest,
    Platform platform,
    String created,
    Instant stamp,
    List<LayerSummary> layers,
    Lineage lineage,
    String historyProblem,
    int files,
    Optional<SbomSummary> sbom) {

  public ImageSummary {
    layers = List.copyOf(layers);
  }

  /// A bill of materials that was read.
  ///
  /// @param digest of its bytes
  /// @param asset the asset class that it names, or empty
  public record SbomSummary(SbomOrigin origin, Digest digest, String asset) {}

  /// One layer.
  ///
  /// @param index 0 for the lowest
  /// @param diffId as we computed it
  /// @param digest of the stored bytes, where there are such
  /// @param mediaType of the stored bytes, or empty
  /// @param storedBytes as stored, or -1
  /// @param sizeBytes uncompressed
  /// @param createdBy the step that made it, as the config's history says, or empty
  public record LayerSummary(
      int index,
      DiffId diffId,
      Optional<Digest> digest,
      String mediaType,
      long storedBytes,
      long sizeBytes,
      String createdBy) {}

  /// All layers, uncompressed.
  public long sizeBytes() {
    return layers.stream().mapToLong(LayerSummary::sizeBytes).sum();
  }
}
