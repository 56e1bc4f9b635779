package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.MediaType;
import org.jspecify.annotations.Nullable;

/// A manifest or index together with the bytes that it was read from, whose digest is known.
public final class VerifiedDocument {

  private final Digest digest;
  private final byte[] bytes;
  private final ImageDocument document;

  private VerifiedDocument(Digest digest, byte[] bytes, ImageDocument document) {
    this.digest = digest;
    this.bytes = bytes;
    this.document = document;
  }

  /// Reads the document after its digest has been checked.
  ///
  /// @param digest of these bytes
  /// @param declared the type that it was served as; null where nothing said
  /// @param what what is being read, for the message
  /// @throws dev.seaworthy.base.SeaworthyException as [ImageDocument#parse]
  public static VerifiedDocument of(
      Digest digest, byte[] bytes, @Nullable MediaType declared, String what, Limits limits) {
    Verification.check(bytes, digest, what);
    return new VerifiedDocument(
        digest, bytes.clone(), ImageDocument.parse(bytes, declared, what, limits));
  }

  static VerifiedDocument read(BlobSource blobs, Descriptor descriptor, Limits limits) {
    String what = "%s: manifest %s".formatted(blobs.where(), descriptor.digest());
    return of(
        descriptor.digest(), blobs.manifest(descriptor), descriptor.mediaType(), what, limits);
  }

  public Digest digest() {
    return digest;
  }

  /// The bytes as stored.
  public byte[] bytes() {
    return bytes.clone();
  }

  public ImageDocument document() {
    return document;
  }
}
