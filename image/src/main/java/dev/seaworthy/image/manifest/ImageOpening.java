package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.OpenOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes an [Image] of the documents that a [BlobSource] has: chooses the manifest, reads the
/// config and finds the layers, with everything verified that is read.
public final class ImageOpening {

  private final ImageSource source;
  private final String name;
  private final BlobSource blobs;
  private final Limits limits;
  private final PlatformChoice platforms;

  /// @param name the name by which the image was chosen
  /// @param blobs closed with the image; the caller closes it when opening fails
  public ImageOpening(ImageSource source, String name, BlobSource blobs, OpenOptions options) {
    this.source = source;
    this.name = name;
    this.blobs = blobs;
    this.limits = options.limits();
    this.platforms = new PlatformChoice(options.platform(), options.machine());
  }

  /// Opens what a document that has been read already is or leads to.
  public Image open(VerifiedDocument root) {
    VerifiedDocument chosen = new ManifestSelection(blobs, platforms, limits).select(root);
    Descriptor index = Descriptor.of(new MediaType(""), root.digest(), root.bytes().length);
    return image(chosen, chosen.digest().equals(root.digest()) ? null : index);
  }

  /// Opens what one of these descriptors leads to; several are told apart by platform.
  public Image open(List<Descriptor> roots) {
    VerifiedDocument chosen = new ManifestSelection(blobs, platforms, limits).select(roots);
    Descriptor only = roots.getFirst();
    boolean fromIndex = roots.size() == 1 && !only.digest().equals(chosen.digest());
    return image(chosen, fromIndex ? only : null);
  }

  private Image image(VerifiedDocument chosen, @Nullable Descriptor index) {
    Manifest manifest = manifest(chosen);
    List<Gap> gaps = new ArrayList<>();
    String what = "%s: config %s".formatted(blobs.where(), manifest.config().digest());
    ConfigDocument config =
        ConfigDocument.parse(
            blobs.blob(manifest.config(), Limit.CONFIG_BYTES),
            manifest.layers().size(),
            what,
            limits);
    platforms.refuseOther(config.config().platform(), blobs.where());
    for (String flaw : config.flaws()) {
      gaps.add(Gap.of(ImageError.CONFIG_INCOMPLETE, Location.image(), flaw));
    }
    List<Layer> layers = layers(manifest, config.config().diffIds(), gaps);
    return new StoredImage(
        new StoredImage.Identity(
            source,
            name,
            Optional.of(chosen.digest()),
            Optional.ofNullable(index).map(Descriptor::digest),
            Optional.of(manifest.config().digest()),
            Optional.of(chosen.bytes())),
        config.config(),
        layers,
        gaps,
        new FoundAttachments(blobs, chosen.digest(), index, limits),
        blobs::close);
  }

  private Manifest manifest(VerifiedDocument chosen) {
    String where = "%s: %s".formatted(blobs.where(), chosen.digest());
    return switch (chosen.document()) {
      case Manifest manifest when manifest.isImage() -> manifest;
      case Manifest manifest ->
          throw new SeaworthyException(
              ImageError.NOT_AN_IMAGE,
              "%s is an artefact (%s), not a container image"
                  .formatted(
                      where,
                      manifest.artifactType().isEmpty()
                          ? "config of type " + manifest.config().mediaType()
                          : manifest.artifactType()));
      case ImageIndex _ ->
          throw new SeaworthyException(
              ImageError.NOT_AN_IMAGE, where + " is an index where a manifest was announced");
    };
  }

  private List<Layer> layers(Manifest manifest, List<DiffId> diffIds, List<Gap> gaps) {
    List<Layer> layers = new ArrayList<>();
    int count = manifest.layers().size();
    if (count == 0) {
      gaps.add(Gap.of(ImageError.EMPTY_IMAGE, Location.image(), "the manifest has no layers"));
    }
    for (int i = 0; i < count; i++) {
      Descriptor descriptor = manifest.layers().get(i);
      String what = "layer %s of %s".formatted(i + 1, count);
      DiffId claimed = i < diffIds.size() ? diffIds.get(i) : null;
      Optional<Layer.Content> content = blobs.layer(descriptor, what);
      if (content.isPresent()) {
        layers.add(new Layer.Blob(i, descriptor, claimed, content.get()));
      } else {
        gaps.add(absent(i, what, descriptor));
      }
    }
    return layers;
  }

  private Gap absent(int index, String what, Descriptor descriptor) {
    if (!isForeign(descriptor)) {
      throw new SeaworthyException(
          ImageError.NOT_FOUND,
          "%s: %s (%s, %s bytes) isn't there"
              .formatted(blobs.where(), what, descriptor.digest(), Text.grouped(descriptor.size())),
          "The image was stored or copied incompletely; copy it again.",
          null);
    }
    return Gap.of(
        ImageError.LAYER_ABSENT,
        Location.ofLayer(index),
        "%s is non-distributable (%s) and isn't stored with the image; its address was not followed"
            .formatted(what, descriptor.mediaType()));
  }

  /// Whether a layer may lawfully lie elsewhere.
  public static boolean isForeign(Descriptor descriptor) {
    return descriptor.mediaType().isNonDistributable() || !descriptor.urls().isEmpty();
  }
}
