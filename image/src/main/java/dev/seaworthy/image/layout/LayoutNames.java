package dev.seaworthy.image.layout;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.manifest.PlatformChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The images of a layout's `index.json`, chosen by name.
///
/// @param listed the entries of `index.json`
/// @param where the layout in words, for messages
record LayoutNames(List<Descriptor> listed, String where) {

  /// The name of an entry (image-spec, "annotations").
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  /// containerd and Docker write the full name here and only the tag above.
  private static final String FULL_NAME = "io.containerd.image.name";

  /// The entries that the ref means; several only when they are told apart by platform.
  ///
  /// @param ref a name, a tag, a digest, or empty for the only image
  /// @throws SeaworthyException [ImageError#AMBIGUOUS], [ImageError#NOT_FOUND]
  List<Descriptor> choose(String ref) {
    List<Descriptor> images = listed.stream().filter(PlatformChoice::isRunnable).toList();
    if (images.isEmpty()) {
      throw new SeaworthyException(ImageError.NOT_AN_IMAGE, where + " holds no image");
    }
    return distinct(ref.isEmpty() ? images : named(images, ref));
  }

  private List<Descriptor> named(List<Descriptor> images, String ref) {
    List<Descriptor> exact = images.stream().filter(image -> names(image).contains(ref)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    Optional<String> full = full(ref);
    List<Descriptor> byFullName =
        images.stream()
            .filter(image ->
                full.isPresent()
                    && names(image).stream()
                        .filter(name -> name.contains(":") || name.contains("/"))
                        .map(LayoutNames::full)
                        .anyMatch(full::equals))
            .toList();
    if (!byFullName.isEmpty()) {
      return byFullName;
    }
    List<Descriptor> byTag =
        images.stream()
            .filter(image -> names(image).stream().map(LayoutNames::tag).anyMatch(ref::equals))
            .toList();
    if (byTag.isEmpty()) {
      throw new SeaworthyException(
          ImageError.NOT_FOUND,
          "%s holds no image \"%s\", but %s"
              .formatted(where, Text.shorten(ref, 200), shown(images)));
    }
    return byTag;
  }

  private List<Descriptor> distinct(List<Descriptor> images) {
    Map<Digest, Descriptor> byDigest = new LinkedHashMap<>();
    for (Descriptor image : images) {
      byDigest.putIfAbsent(image.digest(), image);
    }
    List<Descriptor> distinct = new ArrayList<>(byDigest.values());
    if (distinct.size() == 1 || areOneImageForManyPlatforms(distinct)) {
      return distinct;
    }
    throw new SeaworthyException(
        ImageError.AMBIGUOUS,
        "%s holds several images: %s".formatted(where, shown(distinct)),
        "Say which one: append its name or digest to the path, after a colon.",
        null);
  }

  private static boolean areOneImageForManyPlatforms(List<Descriptor> images) {
    Set<Platform> platforms = new HashSet<>();
    Set<List<String>> names = new HashSet<>();
    for (Descriptor image : images) {
      platforms.add(Objects.requireNonNullElse(image.platform(), Platform.of("", "")));
      names.add(names(image));
    }
    return platforms.size() == images.size()
        && !platforms.contains(Platform.of("", ""))
        && names.size() == 1;
  }

  /// The name by which an entry is known best; its digest when it has none.
  static String name(Descriptor image) {
    return names(image).stream().findFirst().orElse(image.digest().toString());
  }

  /// The full name first.
  private static List<String> names(Descriptor image) {
    List<String> names = new ArrayList<>();
    for (String key : List.of(FULL_NAME, REF_NAME)) {
      String name = image.annotations().getOrDefault(key, "");
      if (!name.isEmpty()) {
        names.add(Text.visible(name));
      }
    }
    return names;
  }

  private static Optional<String> full(String name) {
    try {
      return Optional.of(ImageReference.parse(name).toString());
    } catch (SeaworthyException _) {
      return Optional.empty();
    }
  }

  private static String tag(String name) {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(colon + 1) : name;
  }

  private static String shown(List<Descriptor> images) {
    Set<String> names = new TreeSet<>();
    for (Descriptor image : images) {
      names.add(name(image));
    }
    return Text.shorten(String.join(", ", names), 2_000);
  }
}
