package dev.seaworthy.verdict;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of an image beside its content.
///
/// @param digestOrNull of its manifest; null when it has none
/// @param labels of its config
/// @param baseOrNull what it was built on; null when that isn't known
/// @param builder who built it, as whoever asks says; empty when nobody does
/// @param signatures what came of looking for its signatures
/// @param facts what is declared of the system beyond what the policy declares
/// @param predecessorOrNull the image of the same asset that was certified before; null when none
///   is known
/// @param formerly the names that this image, or the one that it replaces, had before: what was
///   first seen under them was first seen then
/// @param manualSteps what people did by hand in the pipeline that built it
public record Circumstances(
    @Nullable Digest digestOrNull,
    Map<String, String> labels,
    @Nullable BaseImage baseOrNull,
    String builder,
    SignatureSearch signatures,
    DeclaredFacts facts,
    @Nullable Predecessor predecessorOrNull,
    List<AssetClass> formerly,
    List<ManualStep> manualSteps) {

  /// Nothing is known.
  public static final Circumstances UNKNOWN =
      new Circumstances(
          null, Map.of(), null, "", SignatureSearch.NONE, DeclaredFacts.NONE, null, List.of());

  public Circumstances {
    labels = Map.copyOf(labels);
    formerly = List.copyOf(formerly);
    manualSteps = List.copyOf(manualSteps);
  }

  /// Of a pipeline without manual steps.
  public Circumstances(
      @Nullable Digest digestOrNull,
      Map<String, String> labels,
      @Nullable BaseImage baseOrNull,
      String builder,
      SignatureSearch signatures,
      DeclaredFacts facts,
      @Nullable Predecessor predecessorOrNull,
      List<AssetClass> formerly) {
    this(
        digestOrNull,
        labels,
        baseOrNull,
        builder,
        signatures,
        facts,
        predecessorOrNull,
        formerly,
        List.of());
  }

  /// The same of a pipeline in which people did these.
  public Circumstances withManualSteps(List<ManualStep> steps) {
    return new Circumstances(
        digestOrNull,
        labels,
        baseOrNull,
        builder,
        signatures,
        facts,
        predecessorOrNull,
        formerly,
        steps);
  }

  /// The image that was certified before.
  ///
  /// @param digest of its manifest
  /// @param isCleared whether it might sail, so that it may be in production
  /// @param open the findings that were open in it
  public record Predecessor(Digest digest, boolean isCleared, Set<FindingId> open) {
    public Predecessor {
      open = Set.copyOf(open);
    }
  }

  /// The same about an image that has been read.
  public Circumstances ofImage(
      Optional<Digest> digest, Map<String, String> itsLabels, Optional<BaseImage> base) {
    return new Circumstances(
        digest.orElse(null),
        itsLabels,
        base.orElse(null),
        builder,
        signatures,
        facts,
        predecessorOrNull,
        formerly,
        manualSteps);
  }

  /// The same of an image for whose signatures somebody looked.
  public Circumstances signed(SignatureSearch search) {
    return new Circumstances(
        digestOrNull,
        labels,
        baseOrNull,
        builder,
        search,
        facts,
        predecessorOrNull,
        formerly,
        manualSteps);
  }

  /// The same of an image that had other names before.
  public Circumstances formerly(Collection<AssetClass> names) {
    return new Circumstances(
        digestOrNull,
        labels,
        baseOrNull,
        builder,
        signatures,
        facts,
        predecessorOrNull,
        List.copyOf(names),
        manualSteps);
  }

  /// Whether this very image may be in production already: it was cleared before.
  boolean isInProduction() {
    return predecessorOrNull != null
        && predecessorOrNull.isCleared()
        && predecessorOrNull.digest().equals(digestOrNull);
  }

  /// What the base is called, if the layers prove that it is the base: whoever builds an image
  /// writes its labels as they like.
  List<String> baseNames() {
    if (baseOrNull == null || !baseOrNull.recognition().isProven()) {
      return List.of();
    }
    String digest = baseOrNull.digest().map(Digest::toString).orElse("");
    return Stream.of(baseOrNull.name(), digest).filter(name -> !name.isEmpty()).toList();
  }
}
