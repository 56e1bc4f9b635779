package dev.seaworthy.inspection.bases;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.DiffId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A base image that may be built on. It is allowed by whatever of these fits.
///
/// @param name for people
/// @param repositories patterns of references without tag and digest, in which `*` stands for any
///   text but `/`, and `**` for any text
/// @param digests of manifests
/// @param signers whose signature is enough, as patterns: fingerprints of keys, or names in
///   certificates
/// @param releases what of it was reviewed, sorted by date
public record AllowedImage(
    String name,
    List<String> repositories,
    Set<Digest> digests,
    List<String> signers,
    List<Release> releases) {

  public AllowedImage {
    repositories = List.copyOf(repositories);
    digests = Set.copyOf(digests);
    signers = List.copyOf(signers);
    releases =
        releases.stream()
            .sorted(Comparator.comparing(Release::date).thenComparing(Release::version))
            .toList();
  }

  /// One release.
  ///
  /// @param date on which it was published
  /// @param digest of its manifest
  /// @param layers its diff IDs, lowest first, by which it is recognised; may be empty
  /// @param untilOrNull the last day on which it may be built on
  public record Release(
      String version,
      LocalDate date,
      Digest digest,
      List<DiffId> layers,
      @Nullable LocalDate untilOrNull) {
    public Release {
      layers = List.copyOf(layers);
    }

    /// The last day on which it may be built on, where there is one.
    public Optional<LocalDate> until() {
      return Optional.ofNullable(untilOrNull);
    }

    boolean isAllowedOn(LocalDate day) {
      return untilOrNull == null || !day.isAfter(untilOrNull);
    }
  }

  boolean fitsRepository(String repository) {
    return repositories.stream().anyMatch(pattern -> fits(pattern, repository));
  }

  /// Whether one of these signed it whose signature is enough.
  boolean isSigned(Set<String> names) {
    return signers.stream()
        .anyMatch(pattern -> names.stream().anyMatch(name -> fits(pattern, name)));
  }

  boolean hasDigest(Digest digest) {
    return digests.contains(digest)
        || releases.stream().anyMatch(release -> release.digest().equals(digest));
  }

  Optional<Release> release(Digest digest) {
    return releases.stream().filter(release -> release.digest().equals(digest)).findFirst();
  }

  /// The newest release that may be built on at this day.
  public Optional<Release> newest(LocalDate day) {
    return releases.stream()
        .filter(release -> !release.date().isAfter(day) && release.isAllowedOn(day))
        .reduce((_, later) -> later);
  }

  /// Takes time in the product of the lengths at most.
  private static boolean fits(String pattern, String text) {
    boolean[] reached = new boolean[text.length() + 1];
    reached[0] = true;
    for (int p = 0; p < pattern.length(); p++) {
      boolean[] next = new boolean[text.length() + 1];
      boolean isStar = pattern.charAt(p) == '*';
      boolean isDeep = isStar && p + 1 < pattern.length() && pattern.charAt(p + 1) == '*';
      for (int t = 0; t <= text.length(); t++) {
        if (isStar) {
          next[t] = reached[t] || (t > 0 && next[t - 1] && (isDeep || text.charAt(t - 1) != '/'));
        } else if (t > 0) {
          next[t] = reached[t - 1] && text.charAt(t - 1) == pattern.charAt(p);
        }
      }
      reached = next;
      p += isDeep ? 1 : 0;
    }
    return reached[text.length()];
  }
}
