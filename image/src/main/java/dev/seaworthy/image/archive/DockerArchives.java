package dev.seaworthy.image.archive;

import dev.seaworthy.base.Digest;
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
import dev.seaworthy.image.archive.SavedImages.SavedImage;
import dev.seaworthy.image.manifest.ConfigDocument;
import dev.seaworthy.image.manifest.PlatformChoice;
import dev.seaworthy.image.manifest.StoredImage;
import dev.seaworthy.image.manifest.Verification;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Opens Docker archives: the classic form (a `layer.tar` for each layer), the flat one of other
/// tools, and an OCI layout that also has a `manifest.json`.
///
/// Nothing in a Docker archive vouches for a layer's stored bytes, so all of them are hashed before
/// anything is believed; where a name says a digest the two must agree.
public final class DockerArchives {

  /// Names that say the digest of their content: `blobs/sha256/HEX` everywhere, `HEX.json` and
  /// `sha256:HEX` for configs. Tools disagree on what the hexadecimal names of other layers mean.
  private static final Pattern DIGEST_NAME =
      Pattern.compile("blobs/sha256/([0-9a-f]{64})|([0-9a-f]{64})\\.json|sha256:([0-9a-f]{64})");

  private static final int BUFFER_BYTES = 1 << 20;

  private final ArchiveFile archive;
  private final ImageSource.DockerArchive source;
  private final OpenOptions options;
  private final Map<Long, Digest> digests = new HashMap<>();

  private DockerArchives(
      ArchiveFile archive, ImageSource.DockerArchive source, OpenOptions options) {
    this.archive = archive;
    this.source = source;
    this.options = options;
  }

  /// Opens an image of a Docker archive.
  ///
  /// @throws SeaworthyException with an [ImageError]
  public static Image open(ImageSource.DockerArchive source, OpenOptions options) {
    ArchiveFile archive = ArchiveFile.open(source.path(), options);
    try {
      Image image = new DockerArchives(archive, source, options).image();
      archive.requireWhole();
      return image;
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private Image image() {
    Limits limits = options.limits();
    TarMember manifest = archive.find("manifest.json").orElseThrow(archive::lacking);
    SavedImages saved =
        SavedImages.parse(
            archive.read(manifest, Limit.MANIFEST_BYTES),
            source.path() + ": manifest.json",
            limits);
    SavedImage chosen = saved.choose(source.ref(), source.path().toString());
    byte[] configBytes = archive.read(member(chosen.config(), "config"), Limit.CONFIG_BYTES);
    Digest configDigest = Digest.sha256(configBytes);
    checkName(chosen.config(), configDigest, source.path() + ": config " + chosen.config());
    ConfigDocument config =
        ConfigDocument.parse(
            configBytes,
            chosen.layers().size(),
            source.path() + ": config " + Text.shorten(chosen.config(), 200),
            limits);
    new PlatformChoice(options.platform(), options.machine())
        .refuseOther(config.config().platform(), source.path().toString());
    List<Gap> gaps = new ArrayList<>();
    for (String flaw : config.flaws()) {
      gaps.add(Gap.of(ImageError.CONFIG_INCOMPLETE, Location.image(), flaw));
    }
    List<Layer> layers = layers(chosen, config.config().diffIds(), gaps);
    return new StoredImage(
        new StoredImage.Identity(
            source,
            name(chosen),
            Optional.empty(),
            Optional.empty(),
            Optional.of(configDigest),
            Optional.empty()),
        config.config(),
        layers,
        gaps,
        archive::close);
  }

  private String name(SavedImage chosen) {
    if (!source.ref().isEmpty()) {
      return source.ref();
    }
    return chosen.tags().isEmpty()
        ? source.path().toString()
        : Text.visible(chosen.tags().getFirst());
  }

  private List<Layer> layers(SavedImage chosen, List<DiffId> diffIds, List<Gap> gaps) {
    List<Layer> layers = new ArrayList<>();
    int count = chosen.layers().size();
    if (count == 0) {
      gaps.add(Gap.of(ImageError.EMPTY_IMAGE, Location.image(), "manifest.json names no layers"));
    }
    for (int i = 0; i < count; i++) {
      String name = chosen.layers().get(i);
      DiffId claimed = i < diffIds.size() ? diffIds.get(i) : null;
      String what = "layer %s of %s".formatted(i + 1, count);
      if (isForeign(chosen, claimed) && archive.find(TarIndex.normalise(name)).isEmpty()) {
        gaps.add(
            Gap.of(
                ImageError.LAYER_ABSENT,
                Location.ofLayer(i),
                what
                    + " is non-distributable and isn't stored in the archive; its address was not"
                    + " followed"));
        continue;
      }
      TarMember member = member(name, what);
      layers.add(
          new Layer.Blob(i, descriptor(name, member, what), claimed, archive.content(member)));
    }
    return layers;
  }

  private static boolean isForeign(SavedImage image, @Nullable DiffId diffId) {
    return diffId != null && image.foreignDiffIds().contains(diffId.toString());
  }

  private TarMember member(String name, String what) {
    return archive
        .find(TarIndex.normalise(name))
        .orElseThrow(() ->
            new SeaworthyException(
                ImageError.NOT_AN_IMAGE,
                "%s: manifest.json names \"%s\" as %s, but the archive has no such file"
                    .formatted(source.path(), Text.shorten(name, 200), what)));
  }

  private Descriptor descriptor(String name, TarMember member, String what) {
    String where = "%s: %s".formatted(source.path(), what);
    long present = archive.present(member);
    if (present < member.size()) {
      throw new SeaworthyException(
          ImageError.TRUNCATED,
          "%s ends after %s of %s bytes (%s)"
              .formatted(
                  where,
                  Text.grouped(present),
                  Text.grouped(member.size()),
                  Text.shorten(name, 200)));
    }
    try {
      Digest digest = digest(member);
      checkName(name, digest, where);
      return Descriptor.of(mediaType(member), digest, member.size());
    } catch (EOFException e) {
      throw new SeaworthyException(ImageError.TRUNCATED, where + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw ArchiveFile.unreadable(source.path(), e);
    }
  }

  /// Hashes each stored layer once, even when several places refer to it.
  private Digest digest(TarMember member) throws IOException {
    Digest known = digests.get(member.offset());
    if (known != null) {
      return known;
    }
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = archive.open(member)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        hash.update(buffer, 0, read);
      }
    }
    Digest digest = Digest.of(Digest.Algorithm.SHA256, hash.digest());
    digests.put(member.offset(), digest);
    return digest;
  }

  private MediaType mediaType(TarMember member) throws IOException {
    try (InputStream in = archive.open(member)) {
      return switch (Packing.of(in.readNBytes(4))) {
        case GZIP -> MediaType.OCI_LAYER_GZIP;
        case ZSTD -> MediaType.OCI_LAYER_ZSTD;
        case NONE -> MediaType.OCI_LAYER;
      };
    }
  }

  private static void checkName(String name, Digest found, String what) {
    Matcher matcher = DIGEST_NAME.matcher(name);
    if (!matcher.matches()) {
      return;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String hex = matcher.group(group);
      if (hex != null && !hex.equals(found.hex())) {
        throw Verification.mismatch(what, new Digest(Digest.Algorithm.SHA256, hex), found);
      }
    }
  }
}
