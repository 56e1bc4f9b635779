package dev.seaworthy.testkit.image;

import dev.seaworthy.testkit.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An OCI layout of several images and indexes. What is added lies in the blobs; what is referred
/// to is also listed in `index.json`.
public final class OciLayoutMaker {
  /// The annotation that names an entry of `index.json`.
  public static final String REFERENCE_NAME = "org.opencontainers.image.ref.name";

  /// The media type of an OCI index.
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";

  /// The media type of Docker's `manifest list`.
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  private final Path folder;
  private final BlobFolder blobs;
  private final List<Object> entries = new ArrayList<>();

  private OciLayoutMaker(Path folder) throws IOException {
    this.folder = folder;
    this.blobs = new BlobFolder(folder);
  }

  public static OciLayoutMaker in(Path folder) throws IOException {
    return new OciLayoutMaker(folder);
  }

  /// Adds an image; its manifest's descriptor carries the platform.
  public MadeImage add(ImageMaker image) throws IOException {
    return image.make(blobs, Compression.GZIP);
  }

  /// Adds any document and says how to point to it.
  public Descriptor addDocument(String mediaType, String text) throws IOException {
    return blobs.add(mediaType, text);
  }

  /// Adds an index over descriptors as they are, true or not.
  public Descriptor addIndex(List<Descriptor> children) throws IOException {
    return blobs.add(INDEX, indexText(INDEX, children));
  }

  /// Adds Docker's form of an index.
  public Descriptor addDockerList(List<Descriptor> children) throws IOException {
    return blobs.add(DOCKER_LIST, indexText(DOCKER_LIST, children));
  }

  /// Adds an index that lists itself. No digest can be part of what it is the digest of, so its
  /// name is a lie; only a reader that trusts names goes round.
  public Descriptor addCyclicIndex() throws IOException {
    Descriptor itself = new Descriptor(INDEX, "sha256:" + "c".repeat(64), 0);
    String text = indexText(INDEX, List.of(itself.forPlatform("linux", "amd64")));
    Descriptor sized = new Descriptor(INDEX, itself.digest(), text.length());
    Files.writeString(blobs.file(itself.digest()), text);
    return sized;
  }

  /// Lists a descriptor in `index.json` under a name.
  public OciLayoutMaker refer(Descriptor descriptor, String name) {
    entries.add(descriptor.annotated(REFERENCE_NAME, name).json());
    return this;
  }

  /// Lists a descriptor in `index.json` without a name.
  public OciLayoutMaker refer(Descriptor descriptor) {
    entries.add(descriptor.json());
    return this;
  }

  /// Writes `oci-layout` and `index.json`.
  public Path finish() throws IOException {
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("schemaVersion", 2);
    index.put("mediaType", INDEX);
    index.put("manifests", entries);
    Files.writeString(folder.resolve("index.json"), Json.text(index));
    return folder;
  }

  private static String indexText(String mediaType, List<Descriptor> children) {
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("schemaVersion", 2);
    index.put("mediaType", mediaType);
    index.put("manifests", children.stream().map(Descriptor::json).toList());
    return Json.text(index);
  }
}
