package dev.seaworthy.image.layout;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.layout.LayoutFiles.LayoutFile;
import dev.seaworthy.image.manifest.BlobSource;
import dev.seaworthy.image.manifest.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The blobs of a layout: `blobs/ALGORITHM/HEX`.
///
/// @param listed the entries of `index.json`
record LayoutBlobs(LayoutFiles files, List<Descriptor> listed, Limits limits)
    implements BlobSource {

  private static final String NAME = "org.opencontainers.image.ref.name";

  @Override
  public String where() {
    return files.where();
  }

  @Override
  public byte[] manifest(Descriptor descriptor) {
    return read(descriptor, Limit.MANIFEST_BYTES, "manifest");
  }

  @Override
  public byte[] blob(Descriptor descriptor, Limit limit) {
    return read(descriptor, limit, "blob");
  }

  @Override
  public Optional<Layer.Content> layer(Descriptor descriptor, String what) {
    Optional<LayoutFile> found = find(descriptor.digest());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    LayoutFile file = found.get();
    String where = "%s: %s".formatted(where(), what);
    if (file.size() < descriptor.size()) {
      throw Verification.truncated(where, file.size(), descriptor);
    }
    if (file.size() > descriptor.size()) {
      throw Verification.otherSize(where, file.size(), descriptor);
    }
    return Optional.of(file::open);
  }

  Optional<LayoutFile> find(Digest digest) {
    return files.find("blobs/%s/%s".formatted(digest.algorithm().wireName(), digest.hex()));
  }

  private byte[] read(Descriptor descriptor, Limit limit, String kind) {
    String what = "%s: %s %s".formatted(where(), kind, descriptor.digest());
    Verification.checkSize(descriptor, limit, limits, what);
    LayoutFile file =
        find(descriptor.digest())
            .orElseThrow(() -> new SeaworthyException(ImageError.NOT_FOUND, what + " isn't there"));
    try (InputStream in = file.open()) {
      return Verification.read(in, descriptor, limit, limits, what);
    } catch (IOException e) {
      throw OciLayouts.unreadable(what, e);
    }
  }

  /// All that `index.json` lists: whether a manifest names one of them, and of what type it is, is
  /// seen when it is read.
  @Override
  public List<Descriptor> referrers(Set<Digest> subjects, String artifactType) {
    return listed.stream()
        .filter(entry -> !subjects.contains(entry.digest()) && !entry.mediaType().isIndex())
        .toList();
  }

  @Override
  public boolean isNear() {
    return true;
  }

  @Override
  public Optional<Descriptor> tagged(String tag) {
    return listed.stream()
        .filter(entry -> {
          String name = entry.annotations().getOrDefault(NAME, "");
          return name.equals(tag) || name.endsWith(":" + tag);
        })
        .findFirst();
  }

  @Override
  public void close() {
    files.close();
  }
}
