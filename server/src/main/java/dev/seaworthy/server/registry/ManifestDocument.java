package dev.seaworthy.server.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A manifest or an index that somebody pushes (image-spec 1.1), as far as the registry looks into
/// it.
///
/// @param mediaType its type
/// @param artifactType what the list of referrers says of it; may be empty
/// @param config of a manifest
/// @param layers of a manifest
/// @param children of an index
/// @param subject what it is attached to
/// @param annotations as JSON
record ManifestDocument(
    MediaType mediaType,
    String artifactType,
    @Nullable Part config,
    List<Part> layers,
    List<Child> children,
    @Nullable Digest subject,
    String annotations) {
  /// How long a manifest may be: 4 MiB, as the specification has it for all registries.
  static final int BYTES_MAX = 4 << 20;

  private static final int PARTS_MAX = 20_000;
  private static final int DEPTH_MAX = 64;
  private static final int TYPE_CHARS_MAX = 255;
  private static final Set<MediaType> CONFIGS =
      Set.of(MediaType.OCI_CONFIG, MediaType.DOCKER_CONFIG);

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// A blob that it refers to.
  record Part(MediaType mediaType, Digest digest, long size) {}

  /// A manifest that it lists.
  ///
  /// @param runnable whether something can be run by it: not where its platform is unknown, as that
  ///   of attestations is
  /// @param follows what an attestation is of
  record Child(Part part, boolean runnable, @Nullable Digest follows) {}

  /// What a runtime would make of it.
  enum Kind {
    /// Something that runs: needs a certificate.
    IMAGE,
    /// A choice of images: needs that all of them may be pulled.
    INDEX,
    /// Perhaps a document about an image, such as a signature: goes where that goes, if its blobs
    /// are documents indeed.
    COMPANION,
    /// Whatever else, such as a chart.
    OTHER
  }

  /// Its kind, by its types alone; see [Companions] for what these are worth.
  Kind kind() {
    if (mediaType.isIndex()) {
      return Kind.INDEX;
    }
    boolean documents = layers.stream().allMatch(layer -> Companions.isDocument(layer.mediaType()));
    if (documents && !layers.isEmpty()) {
      return Kind.COMPANION;
    }
    return config != null && CONFIGS.contains(config.mediaType()) ? Kind.IMAGE : Kind.OTHER;
  }

  /// Reads one.
  ///
  /// @param announced the request's Content-Type, or empty
  /// @throws Refusal MANIFEST_INVALID
  static ManifestDocument read(byte[] bytes, String announced) {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (IOException e) {
      throw invalid("it is no JSON document, or has a key twice");
    }
    if (!root.isObject() || root.path("schemaVersion").asInt() != 2) {
      throw invalid("schemaVersion is not 2");
    }
    MediaType type = type(root, announced);
    boolean isIndex = type.isIndex();
    if ((root.has("layers") && root.has("manifests")) || root.has("fsLayers")) {
      throw invalid("it is a manifest and an index at once");
    }
    if (isIndex == root.has("layers") || isIndex != root.has("manifests")) {
      throw invalid("it has not the members of " + type);
    }
    JsonNode configNode = root.path("config");
    Part config = isIndex ? null : part(configNode, "config");
    List<Part> layers = isIndex ? List.of() : parts(root.path("layers"), "layers");
    String artifactType = text(root.path("artifactType"), "artifactType");
    if (artifactType.isEmpty() && config != null) {
      artifactType = config.mediaType().value();
    }
    return new ManifestDocument(
        type,
        artifactType,
        config,
        layers,
        isIndex ? children(root.path("manifests")) : List.of(),
        root.path("subject").isObject() ? part(root.path("subject"), "subject").digest() : null,
        annotations(root.path("annotations")));
  }

  private static MediaType type(JsonNode root, String announced) {
    String within = text(root.path("mediaType"), "mediaType");
    int semicolon = announced.indexOf(';');
    String header = (semicolon < 0 ? announced : announced.substring(0, semicolon)).strip();
    if (!header.isEmpty() && !within.isEmpty() && !header.equals(within)) {
      throw invalid("its mediaType and the request's Content-Type differ");
    }
    MediaType type = new MediaType(header.isEmpty() ? within : header);
    if (!type.isIndex() && !type.isManifest()) {
      throw invalid("its type is none of OCI's and Docker's (schema 2) manifests and indexes");
    }
    return type;
  }

  private static String annotations(JsonNode node) {
    TreeMap<String, String> sorted = new TreeMap<>();
    node.properties()
        .forEach(entry -> {
          if (!entry.getValue().isTextual()) {
            throw invalid("an annotation is no text");
          }
          sorted.put(entry.getKey(), entry.getValue().asText());
        });
    return JSON.valueToTree(sorted).toString();
  }

  private static List<Part> parts(JsonNode array, String what) {
    requireArray(array, what);
    List<Part> parts = new ArrayList<>();
    for (JsonNode each : array) {
      parts.add(part(each, what));
    }
    return List.copyOf(parts);
  }

  private static void requireArray(JsonNode array, String what) {
    if (!array.isArray() || array.size() > PARTS_MAX) {
      throw invalid("%s is no list of at most %s".formatted(what, PARTS_MAX));
    }
  }

  private static List<Child> children(JsonNode array) {
    requireArray(array, "manifests");
    List<Child> children = new ArrayList<>();
    for (JsonNode each : array) {
      JsonNode platform = each.path("platform");
      boolean isUnknown =
          platform.path("os").asText().equals("unknown")
              && platform.path("architecture").asText().equals("unknown");
      String of = each.path("annotations").path("vnd.docker.reference.digest").asText("");
      Digest follows = isUnknown && !of.isEmpty() ? digest(of).orElse(null) : null;
      children.add(new Child(part(each, "manifests"), !isUnknown, follows));
    }
    return List.copyOf(children);
  }

  private static Part part(JsonNode node, String what) {
    JsonNode size = node.path("size");
    Optional<Digest> digest = digest(node.path("digest").asText(""));
    String type = text(node.path("mediaType"), what + ".mediaType");
    if (!node.isObject()
        || digest.isEmpty()
        || !size.canConvertToLong()
        || !size.isIntegralNumber()
        || size.asLong() < 0
        || type.isEmpty()) {
      throw invalid("%s has no descriptor of a type, a digest and a size".formatted(what));
    }
    return new Part(new MediaType(type), digest.get(), size.asLong());
  }

  private static String text(JsonNode node, String what) {
    String text = node.asText("");
    if ((!node.isMissingNode() && !node.isTextual()) || text.length() > TYPE_CHARS_MAX) {
      throw invalid("%s is no text of at most %s characters".formatted(what, TYPE_CHARS_MAX));
    }
    return text;
  }

  private static Optional<Digest> digest(String text) {
    try {
      return Optional.of(Digest.parse(text));
    } catch (SeaworthyException e) {
      return Optional.empty();
    }
  }

  private static Refusal invalid(String why) {
    return new Refusal(
        Refusal.Code.MANIFEST_INVALID, "The manifest can't be taken: %s.".formatted(why));
  }
}
