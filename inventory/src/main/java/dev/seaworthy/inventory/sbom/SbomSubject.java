package dev.seaworthy.inventory.sbom;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerHistory;
import dev.seaworthy.image.lineage.Lineage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a bill of materials is about, and what it is stamped with.
///
/// @param name as the user knows the image, such as `localhost:5000/shop/cart:1.8` or `dir:/`
/// @param asset the asset class that findings in it belong to, so that a scan of the document gives
///   the same findings; empty when it isn't known
/// @param manifestDigestOrNull of the image's manifest, if it has one
/// @param configDigestOrNull of the image's config, if it has one
/// @param platform such as `linux/amd64`, or empty
/// @param layers as they were read, lowest first
/// @param steps the command that made each layer, lowest first; empty when nobody can tell
/// @param lineage what the image was built on
/// @param timestamp whole seconds
/// @param toolVersion the version of Seaworthy
public record SbomSubject(
    String name,
    String asset,
    @Nullable Digest manifestDigestOrNull,
    @Nullable Digest configDigestOrNull,
    String platform,
    List<DiffId> layers,
    List<String> steps,
    Lineage lineage,
    Instant timestamp,
    String toolVersion) {

  public SbomSubject {
    layers = List.copyOf(layers);
    steps = List.copyOf(steps);
    timestamp = timestamp.truncatedTo(ChronoUnit.SECONDS);
  }

  /// Of an image of whose making nothing is known.
  public SbomSubject(
      String name,
      String asset,
      @Nullable Digest manifestDigestOrNull,
      @Nullable Digest configDigestOrNull,
      String platform,
      List<DiffId> layers,
      Instant timestamp,
      String toolVersion) {
    this(
        name,
        asset,
        manifestDigestOrNull,
        configDigestOrNull,
        platform,
        layers,
        List.of(),
        Lineage.UNKNOWN,
        timestamp,
        toolVersion);
  }

  public static SbomSubject of(
      Image image, ImageFacts facts, Instant timestamp, String toolVersion) {
    return new SbomSubject(
        image.name(),
        "",
        image.manifestDigest().orElse(null),
        image.configDigest().orElse(null),
        image.config().platform().os().isEmpty() ? "" : image.config().platform().toString(),
        facts.layers().stream().map(LayerFacts::diffId).toList(),
        LayerHistory.of(image.config(), image.layers().size()).steps().stream()
            .map(ImageConfig.History::createdBy)
            .toList(),
        Lineage.UNKNOWN,
        timestamp,
        toolVersion);
  }

  /// The command that made a layer, or empty.
  String step(int layer) {
    return layer >= 0 && layer < steps.size() ? steps.get(layer) : "";
  }

  /// The time that an output is stamped with, so that the same input gives the same bytes: the
  /// environment's `SOURCE_DATE_EPOCH` (reproducible-builds.org) where it is set, else the image's
  /// own `created`, else the beginning of 1970.
  public static Instant timestamp(OptionalLong sourceDateEpoch, ImageConfig config) {
    if (sourceDateEpoch.isPresent()) {
      return Instant.ofEpochSecond(sourceDateEpoch.getAsLong());
    }
    try {
      Instant created = OffsetDateTime.parse(config.created()).toInstant();
      // Only years of four digits have the form that both document formats ask for.
      int year = created.atZone(java.time.ZoneOffset.UTC).getYear();
      return year >= 0 && year <= 9999 ? created : Instant.EPOCH;
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
