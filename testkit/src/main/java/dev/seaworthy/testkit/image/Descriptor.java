package dev.seaworthy.testkit.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An OCI descriptor as a document claims it, true or not.
///
/// @param mediaType of what it points to
/// @param digest in wire form
/// @param size in bytes
/// @param extra further members such as `platform`, `annotations`, `urls`, in order
public record Descriptor(String mediaType, String digest, long size, Map<String, Object> extra) {
  public Descriptor {
    extra = new LinkedHashMap<>(extra);
  }

  public Descriptor(String mediaType, String digest, long size) {
    this(mediaType, digest, size, Map.of());
  }

  /// The same with one more member.
  public Descriptor with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extra);
    more.put(member, value);
    return new Descriptor(mediaType, digest, size, more);
  }

  /// The same for a platform, as indexes list it.
  public Descriptor forPlatform(String os, String architecture) {
    Map<String, Object> platform = new LinkedHashMap<>();
    platform.put("architecture", architecture);
    platform.put("os", os);
    return with("platform", platform);
  }

  /// The same with an annotation beside those it has.
  public Descriptor annotated(String key, String value) {
    Map<Object, Object> annotations = new LinkedHashMap<>();
    if (extra.get("annotations") instanceof Map<?, ?> present) {
      annotations.putAll(present);
    }
    annotations.put(key, value);
    return with("annotations", annotations);
  }

  /// The same with places elsewhere that serve the blob, as foreign layers have.
  public Descriptor from(List<String> urls) {
    return with("urls", urls);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mediaType", mediaType);
    json.put("digest", digest);
    json.put("size", size);
    json.putAll(extra);
    return json;
  }
}
