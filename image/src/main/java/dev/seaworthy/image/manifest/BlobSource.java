package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.Layer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the documents and layers of an image lie, found by digest.
public interface BlobSource extends AutoCloseable {

  /// The place in words, for messages, such as `cart.tar`.
  String where();

  /// The bytes of a manifest or index, verified against the descriptor.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when they are absent, too large or not what the
  ///   descriptor says
  byte[] manifest(Descriptor descriptor);

  /// The bytes of a blob that is read as a whole, verified against the descriptor.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when they are absent, too large or not what the
  ///   descriptor says
  byte[] blob(Descriptor descriptor, Limit limit);

  /// The stored bytes of a layer; empty when they are known to be absent.
  ///
  /// @param what the layer in words, for messages, such as `layer 3 of 6`
  /// @throws dev.seaworthy.base.SeaworthyException when it can be seen without reading them that
  ///   they are not what the descriptor says
  Optional<Layer.Content> layer(Descriptor descriptor, String what);

  /// Manifests that say of themselves that they are attached to one of these, as far as the place
  /// knows.
  ///
  /// @param artifactType of the type alone, as far as the place tells types apart; empty for all
  /// @throws dev.seaworthy.base.SeaworthyException when the place can't be asked
  List<Descriptor> referrers(Set<Digest> subjects, String artifactType);

  /// Whether reading a document costs no round trip.
  boolean isNear();

  /// The manifest of a tag, if there is one.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when the place can't be asked
  Optional<Descriptor> tagged(String tag);

  @Override
  void close();
}
