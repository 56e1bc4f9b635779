package dev.seaworthy.image.manifest;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Chooses one manifest of an index for a platform (image-spec, "image index": the first that fits
/// counts).
///
/// @param wanted the platform that was asked for; null to take the machine's when it is there, else
///   the only one
/// @param machine the platform of this machine
public record PlatformChoice(@Nullable Platform wanted, Platform machine) {

  private static final String UNKNOWN = "unknown";

  /// BuildKit marks attestations so, beside the platform `unknown/unknown`.
  private static final String REFERENCE_TYPE = "vnd.docker.reference.type";

  /// Other tools' words for Go's architectures (containerd, "platforms", normalisation).
  private static final Map<String, String> ARCHITECTURES =
      Map.of(
          "x86_64", "amd64",
          "x86-64", "amd64",
          "aarch64", "arm64",
          "i386", "386",
          "i686", "386",
          "armhf", "arm",
          "armel", "arm");

  /// The variant that is meant when none is given.
  private static final Map<String, Integer> DEFAULT_VARIANTS =
      Map.of("amd64", 1, "arm64", 8, "arm", 7);

  private static final Pattern VARIANT = Pattern.compile("v?([0-9]{1,2})(?:\\.[0-9]{1,2})?");

  /// Ranks after every variant that fits.
  private static final int ANY_VARIANT = 1_000;

  /// Whether the descriptor stands for an image that can run, not for an attestation or another
  /// artefact that only lies in the same index.
  public static boolean isRunnable(Descriptor descriptor) {
    MediaType type = descriptor.mediaType();
    boolean isImageType =
        type.isManifest() || type.isIndex() || type.value().startsWith(ImageDocument.SCHEMA_1);
    if (!isImageType || descriptor.annotations().containsKey(REFERENCE_TYPE)) {
      return false;
    }
    Platform platform = descriptor.platform();
    return platform == null
        ? descriptor.artifactType().isEmpty()
        : !(platform.os().equals(UNKNOWN) && platform.architecture().equals(UNKNOWN));
  }

  /// The manifest to take.
  ///
  /// @param what the index in words, for the message
  /// @throws SeaworthyException [ImageError#NO_SUCH_PLATFORM] naming the platforms that there are
  Descriptor choose(List<Descriptor> manifests, String what) {
    List<Descriptor> runnable = manifests.stream().filter(PlatformChoice::isRunnable).toList();
    if (runnable.isEmpty()) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, what + " is an index without an image in it");
    }
    Platform target = wanted == null ? machine : wanted;
    Descriptor best = best(runnable, target);
    if (best != null) {
      return best;
    }
    Descriptor first = runnable.getFirst();
    boolean isOnly = runnable.stream().allMatch(d -> d.digest().equals(first.digest()));
    // The only one without a platform of its own may still be the wanted one; its config tells.
    if (isOnly && (wanted == null || first.platform() == null)) {
      return first;
    }
    throw new SeaworthyException(
        ImageError.NO_SUCH_PLATFORM,
        "%s has no image for %s%s, but for %s"
            .formatted(
                what, target, wanted == null ? " (this machine's platform)" : "", names(runnable)));
  }

  /// Refuses an image whose config says that it is for another platform than the one asked for.
  ///
  /// @param platform what the config says; not compared when it says nothing
  /// @param what the image in words, for the message
  /// @throws SeaworthyException [ImageError#NO_SUCH_PLATFORM]
  public void refuseOther(Platform platform, String what) {
    if (wanted != null && !platform.os().isEmpty() && rank(wanted, platform).isEmpty()) {
      throw new SeaworthyException(
          ImageError.NO_SUCH_PLATFORM,
          "%s is an image for %s, not for %s".formatted(what, platform, wanted));
    }
  }

  private static @Nullable Descriptor best(List<Descriptor> manifests, Platform target) {
    Descriptor best = null;
    int bestRank = Integer.MAX_VALUE;
    for (Descriptor manifest : manifests) {
      Platform platform = manifest.platform();
      OptionalInt rank = platform == null ? OptionalInt.empty() : rank(target, platform);
      if (rank.isPresent() && rank.getAsInt() < bestRank) {
        best = manifest;
        bestRank = rank.getAsInt();
      }
    }
    return best;
  }

  /// How well an image for `offered` runs where `target` is wanted: 0 is exactly, empty not at all.
  private static OptionalInt rank(Platform target, Platform offered) {
    if (!lower(target.os()).equals(lower(offered.os()))
        || !architecture(target).equals(architecture(offered))) {
      return OptionalInt.empty();
    }
    OptionalInt wantedVariant = variant(target);
    OptionalInt offeredVariant = variant(offered);
    if (wantedVariant.isPresent() && offeredVariant.isPresent()) {
      int distance = wantedVariant.getAsInt() - offeredVariant.getAsInt();
      if (distance >= 0) {
        return OptionalInt.of(distance);
      }
    } else if (lower(target.variant()).equals(lower(offered.variant()))) {
      return OptionalInt.of(0);
    }
    return target.variant().isEmpty() ? OptionalInt.of(ANY_VARIANT) : OptionalInt.empty();
  }

  private static String architecture(Platform platform) {
    String name = lower(platform.architecture());
    return ARCHITECTURES.getOrDefault(name, name);
  }

  private static OptionalInt variant(Platform platform) {
    if (platform.variant().isEmpty()) {
      if (lower(platform.architecture()).equals("armel")) {
        return OptionalInt.of(6);
      }
      Integer variant = DEFAULT_VARIANTS.get(architecture(platform));
      return variant == null ? OptionalInt.empty() : OptionalInt.of(variant);
    }
    Matcher matcher = VARIANT.matcher(lower(platform.variant()));
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String names(List<Descriptor> manifests) {
    return manifests.stream()
        .map(manifest -> {
          Platform platform = manifest.platform();
          return platform == null ? manifest.digest().toString() : platform.toString();
        })
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .limit(40)
        .collect(Collectors.joining(", "));
  }
}
