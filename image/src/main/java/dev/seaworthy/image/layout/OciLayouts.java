package dev.seaworthy.image.layout;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.layout.LayoutFiles.LayoutFile;
import dev.seaworthy.image.manifest.FoundAttachments;
import dev.seaworthy.image.manifest.ImageDocument;
import dev.seaworthy.image.manifest.ImageIndex;
import dev.seaworthy.image.manifest.ImageOpening;
import dev.seaworthy.image.manifest.Manifest;
import dev.seaworthy.image.manifest.Verification;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Opens OCI layouts (image-spec, "image layout", version 1).
public final class OciLayouts {

  private static final Pattern DIGEST = Pattern.compile("sha(?:256|512):.*");

  private OciLayouts() {}

  /// Opens an image of a layout in a directory.
  ///
  /// @throws SeaworthyException with an [ImageError]
  public static Image open(ImageSource.OciLayout source, OpenOptions options) {
    DirectoryFiles files;
    try {
      files = new DirectoryFiles(source.path());
    } catch (IOException e) {
      throw unreadable(source.path().toString(), e);
    }
    return open(source, source.ref(), files, options);
  }

  /// Opens an image of a layout.
  ///
  /// @param ref a name, a tag, a digest, or empty for the only image
  /// @param files closed with the image; the caller closes them when opening fails
  /// @throws SeaworthyException with an [ImageError]
  public static Image open(ImageSource source, String ref, LayoutFiles files, OpenOptions options) {
    Limits limits = options.limits();
    LayoutBlobs blobs = blobs(files, limits);
    List<Descriptor> roots = roots(blobs, ref);
    String name = ref.isEmpty() ? LayoutNames.name(roots.getFirst()) : ref;
    return new ImageOpening(source, name, blobs, options).open(roots);
  }

  /// What is attached to a manifest in a layout in a directory, whether or not the manifest itself
  /// lies there too.
  ///
  /// @throws SeaworthyException with an [ImageError]
  public static Attachments attachments(Path directory, Digest subject, Limits limits) {
    // A directory keeps nothing open.
    return new FoundAttachments(blobs(directory, limits), subject, null, limits);
  }

  /// The blobs of a layout in a directory.
  static LayoutBlobs blobs(Path directory, Limits limits) {
    try {
      return blobs(new DirectoryFiles(directory), limits);
    } catch (IOException e) {
      throw unreadable(directory.toString(), e);
    }
  }

  private static LayoutBlobs blobs(LayoutFiles files, Limits limits) {
    checkVersion(files, limits);
    String what = files.where() + ": index.json";
    byte[] bytes = read(files, "index.json", limits);
    return switch (ImageDocument.parse(bytes, MediaType.OCI_INDEX, what, limits)) {
      case ImageIndex found -> new LayoutBlobs(files, found.manifests(), limits);
      case Manifest _ ->
          throw new SeaworthyException(ImageError.NOT_AN_IMAGE, what + " is not an index");
    };
  }

  /// What a ref stands for; several only when they are told apart by platform.
  static List<Descriptor> roots(LayoutBlobs blobs, String ref) {
    return DIGEST.matcher(ref).matches()
        ? List.of(byDigest(Digest.parse(ref), blobs))
        : new LayoutNames(blobs.listed(), blobs.where()).choose(ref);
  }

  /// Any manifest or index of the layout, listed in `index.json` or not; the digest says enough.
  private static Descriptor byDigest(Digest digest, LayoutBlobs blobs) {
    LayoutFile file =
        blobs
            .find(digest)
            .orElseThrow(() ->
                new SeaworthyException(
                    ImageError.NOT_FOUND,
                    "%s holds no manifest %s".formatted(blobs.where(), digest)));
    return Descriptor.of(new MediaType(""), digest, file.size());
  }

  private static void checkVersion(LayoutFiles files, Limits limits) {
    String what = files.where() + ": oci-layout";
    String version =
        new JsonReader(limits)
            .readObject(read(files, "oci-layout", limits), what)
            .text("imageLayoutVersion");
    if (!version.startsWith("1.")) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          "%s: the layout has version \"%s\"; known are those that begin with 1."
              .formatted(what, Text.shorten(version, 40)));
    }
  }

  private static byte[] read(LayoutFiles files, String name, Limits limits) {
    String what = files.where() + ": " + name;
    LayoutFile file =
        files
            .find(name)
            .orElseThrow(() ->
                new SeaworthyException(
                    ImageError.NOT_AN_IMAGE,
                    "%s is not an OCI layout: it has no %s".formatted(files.where(), name)));
    long bound = limits.of(Limit.MANIFEST_BYTES);
    if (file.size() > bound) {
      throw Verification.tooLarge(what, file.size(), Limit.MANIFEST_BYTES, limits);
    }
    try (InputStream in = file.open()) {
      return in.readNBytes((int) Math.min(bound, Integer.MAX_VALUE - 16));
    } catch (IOException e) {
      throw unreadable(what, e);
    }
  }

  static SeaworthyException unreadable(String what, IOException e) {
    if (e instanceof EOFException) {
      return new SeaworthyException(
          ImageError.TRUNCATED, "%s: %s".formatted(what, e.getMessage()), e);
    }
    String reason =
        e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    return new SeaworthyException(
        ImageError.UNREADABLE, "%s can't be read: %s".formatted(what, reason), e);
  }
}
