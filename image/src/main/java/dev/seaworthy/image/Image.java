package dev.seaworthy.image;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import java.util.List;
import java.util.Optional;

/// An opened image: one manifest for one platform, or a directory. Close it to let go of files and
/// connections.
public interface Image extends AutoCloseable {

  /// Where it came from.
  ImageSource source();

  /// The digest of the manifest, verified; none for a directory or a Docker archive.
  Optional<Digest> manifestDigest();

  /// The digest of the index that the manifest was chosen from, if there was one.
  Optional<Digest> indexDigest();

  /// The digest of the config, verified; none for a directory.
  Optional<Digest> configDigest();

  /// The raw bytes of the manifest, when there is one.
  Optional<byte[]> rawManifest();

  /// What the image says of itself; for a directory an empty one.
  ImageConfig config();

  /// Lowest first; may be empty.
  List<Layer> layers();

  /// What could not be read while opening, such as a non-distributable layer that isn't there.
  List<Gap> gaps();

  /// The name and tag or digest by which the image was chosen, such as
  /// `localhost:5000/shop/cart:1.8`.
  String name();

  /// What is attached to the image; nothing for a directory or a Docker archive. Only to be used
  /// until the image is closed.
  default Attachments attachments() {
    return Attachments.NONE;
  }

  @Override
  void close();
}
