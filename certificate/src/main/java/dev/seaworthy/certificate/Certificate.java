package dev.seaworthy.certificate;

import dev.seaworthy.base.Digest;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.ManualStep;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was decided about one image, by what, and until when it counts.
///
/// @param subjectName the image's name when it was certified; the digest alone identifies it
/// @param subject the manifest's digest
/// @param asset the class of image that it belongs to
/// @param outcome the verdict; a refusal is signed too and opens no gate
/// @param surveyedAt when somebody looked into the image
/// @param issuedAt when this was signed
/// @param bounds everything that ends it, the earliest first; at least one
/// @param policyName such as `fedramp@1`
/// @param policy the policy's digest
/// @param data what the decision rests on, by name
/// @param tool such as `seaworthy 0.1.0`
/// @param counts open findings by rating
/// @param inTheWay how many of them refuse
/// @param detections when each finding was first seen; the next certificate of the asset takes
///   these over
/// @param previousOrNull the certificate that they were taken over from; null when none was known,
///   and then every clock began with this scan
/// @param deviations the ids of the deviations that were used
/// @param sbomOrNull the digest of the bill of materials
/// @param builder who built and ran the pipeline, or empty
/// @param cryptography what signed it, such as `ed25519 by the JDK`
/// @param wasCleared whether an earlier certificate by the same policy let this very image sail, so
///   that it may be in production whatever this one says
/// @param reevaluatedOrNull that it was decided later, on what was kept of the scan; null when it
///   was decided at the scan
/// @param manualSteps what people did by hand in the pipeline
public record Certificate(
    String subjectName,
    Digest subject,
    AssetClass asset,
    Outcome outcome,
    Instant surveyedAt,
    Instant issuedAt,
    List<Bound> bounds,
    String policyName,
    Digest policy,
    List<DatedDigest> data,
    String tool,
    Map<Rating, Integer> counts,
    int inTheWay,
    List<Detection> detections,
    @Nullable Digest previousOrNull,
    List<String> deviations,
    @Nullable Digest sbomOrNull,
    String builder,
    String cryptography,
    boolean wasCleared,
    @Nullable Reevaluated reevaluatedOrNull,
    List<ManualStep> manualSteps) {

  /// What an in-toto statement calls this kind of predicate.
  public static final String PREDICATE = "https://seaworthy.dev/certificate/v1";

  public Certificate {
    bounds = bounds.stream().sorted().toList();
    data = List.copyOf(data);
    counts = counts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(counts));
    detections = List.copyOf(detections);
    deviations = List.copyOf(deviations);
    manualSteps = List.copyOf(manualSteps);
    if (bounds.isEmpty()) {
      throw new IllegalArgumentException("a certificate without an end");
    }
  }

  /// The last instant at which it counts: computed here and nowhere else, as the earliest of its
  /// bounds.
  public Instant validUntil() {
    return bounds.getFirst().until();
  }

  /// When it was decided, and so with the knowledge of when: at the scan, or later.
  public Instant decidedAt() {
    return reevaluatedOrNull == null ? surveyedAt : reevaluatedOrNull.at();
  }

  /// The data of a name that the decision rests on.
  public Optional<DatedDigest> dataOf(String name) {
    return data.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// Why it ends then.
  public String endsBecause() {
    return bounds.getFirst().reason();
  }
}
