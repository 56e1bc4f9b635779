package dev.seaworthy.image;

import dev.seaworthy.base.SeaworthyException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts small documents beside an image, where it lies. What it wrote is whole or not there.
public interface AttachmentWriter extends AutoCloseable {

  /// The repository that the image lies in, without tag and digest; empty where nothing says.
  String repository();

  /// What the image's name stands for: a manifest, or an index with the manifests of several
  /// platforms.
  Descriptor subject();

  /// The manifests that the index names; empty where the name stands for a manifest.
  List<Descriptor> platforms();

  /// The manifest under a tag beside the image, if there is one.
  ///
  /// @throws SeaworthyException when the place can't be asked
  Optional<byte[]> tagged(String tag);

  /// Puts a manifest under a tag beside the image; what was there before loses the tag.
  ///
  /// @param manifest an OCI manifest
  /// @param blobs what it names
  /// @throws SeaworthyException when the place refuses
  void tag(String tag, byte[] manifest, Collection<byte[]> blobs);

  /// Attaches a document as a referrer (distribution-spec 1.1).
  ///
  /// @param subject [#subject], or one of [#platforms]
  /// @param artifactType what kind of artefact it is
  /// @param type the document's media type
  /// @param annotations of the artefact
  /// @return the descriptor of the manifest that names the subject
  /// @throws SeaworthyException when the place refuses
  Descriptor attach(
      Descriptor subject,
      String artifactType,
      MediaType type,
      byte[] content,
      Map<String, String> annotations);

  @Override
  void close();
}
