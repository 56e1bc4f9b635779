package dev.seaworthy.server.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.seaworthy.base.Digest;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.server.registry.ManifestDocument.Part;
import dev.seaworthy.server.store.FileBlobStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Signatures, attestations and bills of materials, which go where the image goes that they are
/// about. That something is one is not believed by its types: runtimes unpack a layer whatever type
/// it says that it has. So each blob is read, and has to be a JSON document.
@Singleton
class Companions {
  private static final long BYTES_MAX = 64 << 20;
  private static final int DEPTH_MAX = 500;
  private static final String EMPTY = "application/vnd.oci.empty.v1+json";
  private static final Set<String> DOCUMENTS =
      Set.of(
          "application/vnd.dsse.envelope.v1+json",
          "application/vnd.in-toto+json",
          "application/vnd.cyclonedx+json",
          "application/vnd.cyclonedx",
          "application/spdx+json",
          "application/jose+json",
          "application/json",
          "text/spdx+json",
          EMPTY);
  private static final Pattern COSIGN_TAG =
      Pattern.compile("(sha256|sha512)-([0-9a-f]{64}|[0-9a-f]{128})(?:\\.(?:sig|att|sbom))?");

  private final FileBlobStore blobs;
  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength((int) BYTES_MAX)
                  .build())
          .build();

  Companions(FileBlobStore blobs) {
    this.blobs = blobs;
  }

  /// Whether the type is one of documents.
  static boolean isDocument(MediaType type) {
    String value = type.value();
    boolean ofTool =
        value.startsWith("application/vnd.dev.cosign.")
            || value.startsWith("application/vnd.dev.sigstore.bundle.")
            || value.startsWith("application/vnd.seaworthy.");
    return DOCUMENTS.contains(value) || (ofTool && value.endsWith("+json"));
  }

  /// What a tag as cosign makes them is about.
  static Optional<Digest> subject(String tag) {
    Matcher matcher = COSIGN_TAG.matcher(tag);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String algorithm = matcher.group(1);
    boolean fits = matcher.group(2).length() == (algorithm.equals("sha256") ? 64 : 128);
    return fits ? Optional.of(Digest.parse(algorithm + ":" + matcher.group(2))) : Optional.empty();
  }

  /// Whether all its layers are JSON documents indeed. The blobs are there.
  boolean areDocuments(ManifestDocument manifest) throws IOException {
    for (Part layer : manifest.layers()) {
      if (!isJson(layer.digest())) {
        return false;
      }
    }
    return true;
  }

  private boolean isJson(Digest digest) throws IOException {
    if (blobs.size(digest).orElse(Long.MAX_VALUE) > BYTES_MAX) {
      return false;
    }
    try (InputStream in = blobs.get(digest);
        JsonParser parser = json.createParser(in)) {
      if (parser.nextToken() == null || !parser.currentToken().isStructStart()) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      return false;
    }
  }
}
