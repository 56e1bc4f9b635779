package dev.seaworthy.testkit.image;

import dev.seaworthy.testkit.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One layer of an image to be made: what is in it, how it is packed, and which lies are told of
/// it.
public final class LayerSpec {
  /// What writes the unpacked bytes of a layer, a tar stream or not.
  @FunctionalInterface
  interface Source {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Source source;
  private @Nullable Compression compression;
  private String createdBy = "COPY cargo /hold # buildkit";
  private @Nullable String mediaType;
  private @Nullable String claimedDigest;
  private @Nullable String claimedDiffId;
  private @Nullable Long claimedSize;
  private @Nullable Long truncation;
  private boolean blobMissing;
  private List<String> urls = List.of();
  private @Nullable MadeLayer made;
  private @Nullable Path madeBlob;

  private LayerSpec(Source source) {
    this.source = source;
  }

  /// A layer of a well-ended tar stream.
  public static LayerSpec of(TarWriter.Content content) {
    return new LayerSpec(out -> {
      TarWriter tar = TarWriter.to(out);
      content.writeTo(tar);
      tar.finish();
    });
  }

  /// A layer of any bytes; they are packed like a tar stream.
  public static LayerSpec ofBytes(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new LayerSpec(out -> out.write(copy));
  }

  /// A layer whose tar stream lies in a file.
  public static LayerSpec ofFile(Path tar) {
    return new LayerSpec(out -> Files.copy(tar, out));
  }

  /// A layer that was made for another image already: the same blob under another name. Nothing
  /// else can be said of it.
  ///
  /// @param blob its file, on the file system of the image to be made
  public static LayerSpec again(MadeLayer layer, Path blob) {
    LayerSpec spec = new LayerSpec(out -> {});
    spec.made = layer;
    spec.madeBlob = blob;
    return spec;
  }

  /// Packs it so; otherwise OCI layouts hold it as gzip and Docker archives plain.
  public LayerSpec packed(Compression way) {
    compression = way;
    return this;
  }

  /// The line of the image's history that made it.
  public LayerSpec createdBy(String command) {
    createdBy = command;
    return this;
  }

  public LayerSpec mediaType(String type) {
    mediaType = type;
    return this;
  }

  /// The manifest names another digest; the blob lies under it.
  public LayerSpec claimingDigest(String digest) {
    claimedDigest = digest;
    return this;
  }

  /// The config names another diff ID.
  public LayerSpec claimingDiffId(String diffId) {
    claimedDiffId = diffId;
    return this;
  }

  /// The manifest names another size.
  public LayerSpec claimingSize(long bytes) {
    claimedSize = bytes;
    return this;
  }

  /// The blob is cut off after so many packed bytes; digest and size speak of the whole.
  public LayerSpec truncatedTo(long bytes) {
    truncation = bytes;
    return this;
  }

  /// The manifest names a blob that isn't there.
  public LayerSpec withoutBlob() {
    blobMissing = true;
    return this;
  }

  /// The blob isn't there but, says the manifest, at these addresses.
  public LayerSpec foreign(List<String> addresses) {
    urls = List.copyOf(addresses);
    blobMissing = true;
    return this;
  }

  String createdBy() {
    return createdBy;
  }

  /// Writes the blob and says what the documents are to claim of it.
  MadeLayer make(BlobFolder blobs, Compression usual, boolean docker) throws IOException {
    if (made != null && madeBlob != null) {
      Files.createLink(blobs.file(made.descriptor().digest()), madeBlob);
      return made;
    }
    Compression way = compression == null ? usual : compression;
    Path scratch = blobs.scratch();
    MessageDigest packed = Sha256.fresh();
    MessageDigest plain = Sha256.fresh();
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(scratch), 1 << 16);
        OutputStream packer = way.into(new DigestOutputStream(file, packed));
        OutputStream content = new BufferedOutputStream(new DigestOutputStream(packer, plain))) {
      source.writeTo(content);
    }
    String digest = claimedDigest == null ? Sha256.wire(packed.digest()) : claimedDigest;
    String diffId = claimedDiffId == null ? Sha256.wire(plain.digest()) : claimedDiffId;
    long size = claimedSize == null ? Files.size(scratch) : claimedSize;
    if (truncation != null) {
      try (FileChannel file = FileChannel.open(scratch, StandardOpenOption.WRITE)) {
        file.truncate(truncation);
      }
    }
    blobs.name(scratch, digest);
    if (blobMissing) {
      Files.delete(blobs.file(digest));
    }
    String type = docker ? way.dockerMediaType() : way.ociMediaType();
    Descriptor descriptor = new Descriptor(mediaType == null ? type : mediaType, digest, size);
    return new MadeLayer(urls.isEmpty() ? descriptor : descriptor.from(urls), diffId);
  }
}
