package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Bound;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.DatedDigest;
import dev.seaworthy.certificate.Detection;
import dev.seaworthy.certificate.Reevaluated;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Circumstances.Predecessor;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.ManualStep;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.Verdict.Outcome;
import dev.seaworthy.verdict.VulnerabilityFinding;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes certificates of scans.
public final class Certifying {

  /// What a certificate calls the advisory data. What a certificate calls the advisory data that it
  /// rests on.
  public static final String ADVISORIES = "advisories";

  private Certifying() {}

  /// Who certifies, and what is known beside the scan.
  ///
  /// @param tool such as `seaworthy 0.1.0`
  /// @param builder who built and ran the pipeline, or empty
  /// @param cryptography what signs
  /// @param previousOrNull the asset's certificate before, whose clocks go on; null when none is
  ///   known
  /// @param kept how the certificate names what is kept of the scan; empty when nothing is
  /// @param againOrNull that no image was read but what is kept of one; null at a scan
  /// @param manualSteps what people did by hand in the pipeline
  /// @param signerEndOrNull the last instant at which the signer's own certificate counts; null
  ///   when it has none
  /// @param facts what was declared of the system beside the policy; its digest is kept
  public record Terms(
      String tool,
      String builder,
      String cryptography,
      @Nullable Preceding previousOrNull,
      DeclaredFacts facts,
      @Nullable Instant signerEndOrNull,
      Instant issuedAt,
      List<DatedDigest> kept,
      @Nullable Again againOrNull,
      List<ManualStep> manualSteps) {

    public Terms {
      kept = List.copyOf(kept);
      manualSteps = List.copyOf(manualSteps);
    }

    /// At a scan.
    public Terms(
        String tool,
        String builder,
        String cryptography,
        @Nullable Preceding previousOrNull,
        DeclaredFacts facts,
        @Nullable Instant signerEndOrNull,
        Instant issuedAt,
        List<DatedDigest> kept,
        List<ManualStep> manualSteps) {
      this(
          tool,
          builder,
          cryptography,
          previousOrNull,
          facts,
          signerEndOrNull,
          issuedAt,
          kept,
          null,
          manualSteps);
    }
  }

  /// The asset's certificate before.
  ///
  /// @param digest of what was signed
  /// @param detections when findings were first seen, as it has it
  /// @param image the image that it is of, as it is to that image itself
  public record Preceding(
      AssetClass asset, Digest digest, Map<FindingId, Instant> detections, Predecessor image) {

    public Preceding {
      detections = Map.copyOf(detections);
    }

    /// What a certificate is to the next one, which is decided by a policy.
    public static Preceding of(SignedCertificate signed, Policy policy) {
      Certificate certificate = signed.certificate();
      return new Preceding(
          certificate.asset(),
          signed.digest(),
          Certifying.detections(certificate),
          predecessor(certificate, policy, Optional.of(certificate.subject())));
    }
  }

  /// That a verdict was decided on what is kept of a scan.
  ///
  /// @param how what the certificate says of it
  /// @param surveyedAt when the image itself was read
  /// @param capOrNull the end that it can't go beyond; null where somebody accepted that it counts
  ///   as a scan
  record Again(Reevaluated how, Instant surveyedAt, @Nullable Bound capOrNull) {}

  /// When findings were first seen, as an earlier certificate has it.
  public static Map<FindingId, Instant> detections(Certificate previous) {
    Map<FindingId, Instant> detections = new HashMap<>();
    for (Detection detection : previous.detections()) {
      detections.put(detection.finding(), detection.firstDetected());
    }
    return detections;
  }

  /// The image that an earlier certificate is of. That another policy cleared it counts for
  /// nothing: else whoever certifies under a milder one first would get through under this one.
  ///
  /// @param image the digest of the image that is decided on now, if it has one. What refused this
  ///   very image is no reason to clear it when it is decided on again
  public static Predecessor predecessor(
      Certificate previous, Policy policy, Optional<Digest> image) {
    boolean isRefused = previous.outcome() == Outcome.REFUSED;
    Set<FindingId> open =
        isRefused && image.filter(previous.subject()::equals).isPresent()
            ? Set.of()
            : previous.detections().stream()
                .filter(Detection::isOpen)
                .map(Detection::finding)
                .collect(Collectors.toSet());
    return new Predecessor(
        previous.subject(),
        (!isRefused || previous.wasCleared()) && previous.policy().equals(policy.digest()),
        open);
  }

  /// The certificate of a scan, whatever its verdict.
  ///
  /// @throws SeaworthyException [CertificateError#NO_SUBJECT] for what has no manifest,
  ///   [CertificateError#OTHER_ASSET] when the certificate before is of another asset
  public static Certificate certificate(ScanResult result, Terms terms) {
    Verdict verdict = result.verdict();
    Preceding previous = terms.previousOrNull();
    if (previous != null && !previous.asset().equals(verdict.asset())) {
      throw new SeaworthyException(
          CertificateError.OTHER_ASSET,
          "the certificate before is of %s, and this is %s"
              .formatted(
                  Text.visible(previous.asset().toString()),
                  Text.visible(verdict.asset().toString())));
    }
    return new Certificate(
        result.image().name(),
        subject(result.image()),
        verdict.asset(),
        verdict.outcome(),
        terms.againOrNull() == null ? verdict.surveyedAt() : terms.againOrNull().surveyedAt(),
        terms.issuedAt(),
        new CertificateBounds(result, terms).all(),
        verdict.policy().name() + "@" + verdict.policy().version(),
        verdict.policy().digest(),
        data(result, terms),
        terms.tool(),
        counts(verdict),
        verdict.inTheWay().size(),
        detections(verdict, previous),
        previous == null ? null : previous.digest(),
        deviations(verdict),
        null,
        terms.builder(),
        terms.cryptography(),
        wasCleared(result, previous),
        terms.againOrNull() == null ? null : terms.againOrNull().how(),
        terms.manualSteps());
  }

  /// Sees to it that a certificate can come of a source, before it is scanned.
  ///
  /// @throws SeaworthyException [CertificateError#NO_SUBJECT] for what has no manifest
  public static void requireManifest(ImageSource source) {
    switch (source) {
      case ImageSource.Directory _, ImageSource.DockerArchive _, ImageSource.Sbom _ ->
          throw noSubject(source.text());
      case ImageSource.OciArchive _, ImageSource.OciLayout _, ImageSource.Remote _ -> {
        // They have one.
      }
    }
  }

  /// Whether an earlier certificate let this very image sail, so that it may be in production.
  private static boolean wasCleared(ScanResult result, @Nullable Preceding previous) {
    return previous != null
        && previous.image().digest().equals(subject(result.image()))
        && previous.image().isCleared();
  }

  private static Digest subject(ImageSummary image) {
    return image.manifestDigest().orElseThrow(() -> noSubject(image.source()));
  }

  private static SeaworthyException noSubject(String source) {
    return new SeaworthyException(
        CertificateError.NO_SUBJECT,
        "%s has no manifest, so no digest that a registry or cluster would know it by"
            .formatted(Text.visible(source)));
  }

  /// Those that were used, each with the digest of its last step, which names all that was signed.
  private static List<String> deviations(Verdict verdict) {
    return verdict.reliefs().values().stream()
        .flatMap(relief -> relief.deviations().stream())
        .map(deviation -> deviation.request().id() + "@" + deviation.digest())
        .sorted()
        .distinct()
        .toList();
  }

  private static List<DatedDigest> data(ScanResult result, Terms terms) {
    List<DatedDigest> data = new ArrayList<>();
    data.add(new DatedDigest(ADVISORIES, result.data().digest(), result.data().dataDate()));
    DeclaredFacts facts = terms.facts();
    if (!facts.equals(DeclaredFacts.NONE)) {
      data.add(new DatedDigest("facts", facts.digest(), result.verdict().surveyedAt()));
    }
    for (EngineReport engine : result.inspection().engines()) {
      Instant dated = engine.dataDateOrNull();
      if (dated != null) {
        String version = engine.name() + " " + engine.version() + " " + engine.dataVersion();
        data.add(
            new DatedDigest(
                engine.subject().word() + ":" + engine.name(),
                Digest.sha256(version.getBytes(StandardCharsets.UTF_8)),
                dated));
      }
    }
    data.addAll(terms.kept());
    return data;
  }

  private static Map<Rating, Integer> counts(Verdict verdict) {
    Map<Rating, Integer> counts = new EnumMap<>(Rating.class);
    for (Rating rating : Rating.values()) {
      counts.put(rating, 0);
    }
    verdict
        .findings()
        .forEach(
            finding -> rating(finding).ifPresent(rating -> counts.merge(rating, 1, Integer::sum)));
    return counts;
  }

  private static Optional<Rating> rating(Finding finding) {
    return switch (finding) {
      case VulnerabilityFinding flaw -> Optional.of(flaw.rating().rating());
      case InspectionFinding seen -> Optional.of(seen.rating());
      case ConditionFinding _, GapFinding _ -> Optional.empty();
    };
  }

  /// What was known goes on, also of findings that this scan didn't see: whoever scans once with
  /// less data, or leaves an inspection out, must not start a clock anew.
  private static List<Detection> detections(Verdict verdict, @Nullable Preceding previous) {
    Map<FindingId, Instant> all = new TreeMap<>();
    Set<FindingId> open = new HashSet<>();
    if (previous != null) {
      all.putAll(previous.detections());
    }
    verdict
        .firstDetected()
        .forEach((finding, first) -> {
          // What a deviation excused was no part of why the image could stay: with the deviation
          // gone it isn't tolerated as something that was there before.
          if (!verdict.reliefs().containsKey(finding)) {
            open.add(finding);
          }
          all.merge(finding, first, (one, other) -> one.isBefore(other) ? one : other);
        });
    return all.entrySet().stream()
        .map(
            entry -> new Detection(entry.getKey(), entry.getValue(), open.contains(entry.getKey())))
        .toList();
  }
}
