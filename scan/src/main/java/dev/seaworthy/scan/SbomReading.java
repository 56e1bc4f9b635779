package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.sbomin.ClaimedSubject;
import dev.seaworthy.inventory.sbomin.SbomDocument;
import dev.seaworthy.inventory.sbomin.SbomReader;
import dev.seaworthy.scan.ImageSummary.LayerSummary;
import dev.seaworthy.scan.ImageSummary.SbomSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a bill of materials in place of an image.
final class SbomReading {

  private SbomReading() {}

  static ReadImage read(ImageSource.Sbom source, OpenOptions options) {
    if (options.platform() != null) {
      throw new SeaworthyException(
          ImageError.NO_SUCH_PLATFORM,
          "%s is a bill of materials, which is of one image".formatted(source.path()),
          "Leave --platform out for sbom:.",
          null);
    }
    byte[] bytes = bytes(source, options.limits());
    SbomDocument document =
        SbomReader.read(bytes, Location.image(), source.path().toString(), options.limits());
    Digest digest = Digest.sha256(bytes);
    Gap notSeen =
        Gap.of(
            InventoryError.CONTENT_NOT_SEEN,
            Location.image(),
            "what is in the image is told by a document alone: %s, %s (sha256:%s)"
                .formatted(
                    document.origin().formatWords(),
                    document.origin().makerWords(),
                    digest.shortHex()));
    return new ReadImage(
        source,
        summary(source, document, digest),
        Map.of(),
        document.inventory(),
        Inspection.NONE,
        List.of(notSeen));
  }

  private static ImageSummary summary(
      ImageSource.Sbom source, SbomDocument document, Digest digest) {
    ClaimedSubject subject = document.subject();
    return new ImageSummary(
        source.text(),
        subject.name().isEmpty() ? source.text() : subject.name(),
        false,
        Optional.ofNullable(subject.manifestDigestOrNull()),
        Optional.empty(),
        Optional.ofNullable(subject.configDigestOrNull()),
        Platform.parse(subject.platform()).orElse(Platform.of("", "")),
        document.origin().created(),
        stamp(document.origin().created()),
        layers(subject),
        subject.lineage(),
        "",
        0,
        Optional.of(new SbomSummary(document.origin(), digest, subject.asset())));
  }

  /// As the document lists them; how large they are it doesn't say.
  private static List<LayerSummary> layers(ClaimedSubject subject) {
    List<LayerSummary> layers = new ArrayList<>();
    for (int i = 0; i < subject.layers().size(); i++) {
      String step = i < subject.steps().size() ? subject.steps().get(i) : "";
      layers.add(new LayerSummary(i, subject.layers().get(i), Optional.empty(), "", -1, 0, step));
    }
    return layers;
  }

  private static Instant stamp(String created) {
    try {
      Instant instant = OffsetDateTime.parse(created).toInstant();
      int year = instant.atZone(ZoneOffset.UTC).getYear();
      return year >= 0 && year <= 9999 ? instant : Instant.EPOCH;
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static byte[] bytes(ImageSource.Sbom source, Limits limits) {
    long bytesMax = limits.of(Limit.SBOM_BYTES);
    try (InputStream in = Files.newInputStream(source.path())) {
      // One more than allowed, so that the reader tells of too many.
      return in.readNBytes((int) Math.min(bytesMax + 1, Integer.MAX_VALUE - 16));
    } catch (IOException e) {
      String reason =
          e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
      throw new SeaworthyException(
          ImageError.UNREADABLE, "%s can't be read: %s".formatted(source.path(), reason), e);
    }
  }
}
