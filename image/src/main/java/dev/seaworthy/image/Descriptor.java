package dev.seaworthy.image;

import dev.seaworthy.base.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A reference to stored content (image-spec, "descriptor").
///
/// @param size the content's length in bytes
/// @param platform what an index says of the manifest, if anything
/// @param urls where non-distributable content may lie; never followed
/// @param artifactType the type of an artefact, or empty
public record Descriptor(
    MediaType mediaType,
    Digest digest,
    long size,
    @Nullable Platform platform,
    Map<String, String> annotations,
    List<String> urls,
    String artifactType) {

  public Descriptor {
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    urls = List.copyOf(urls);
  }

  public static Descriptor of(MediaType mediaType, Digest digest, long size) {
    return new Descriptor(mediaType, digest, size, null, Map.of(), List.of(), "");
  }
}
