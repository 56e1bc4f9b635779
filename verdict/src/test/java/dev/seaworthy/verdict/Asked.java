package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Match;
import dev.seaworthy.base.Digest;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.verdict.DeviationStep.Decided;
import dev.seaworthy.verdict.DeviationStep.Endorsed;
import dev.seaworthy.verdict.DeviationStep.Requested;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deviations as people make them, for tests.
final class Asked {

  static final SigningKey ALICE = SigningKey.generate();
  static final SigningKey BOB = SigningKey.generate();
  static final SigningKey CAROL = SigningKey.generate();
  static final SigningKey MALLORY = SigningKey.generate();
  static final People PEOPLE =
      new People(
          List.of(
              new People.Person("alice", ALICE.verification(), Set.of(Duty.REQUEST, Duty.ENDORSE)),
              new People.Person("bob", BOB.verification(), Set.of(Duty.REQUEST, Duty.ENDORSE)),
              new People.Person("carol", CAROL.verification(), Set.of(Duty.RECORD))));

  static final Instant EARLIER = Given.NOW.minus(Duration.ofDays(1));
  static final Digest PROOF = Digest.sha256("minutes".getBytes(StandardCharsets.UTF_8));
  static final LocalDate EXPIRES = LocalDate.of(2027, 6, 30);

  private Asked() {}

  static DeviationFile signed(DeviationRequest request) {
    return new DeviationFile(request, List.of()).with(new Requested("alice", EARLIER), ALICE);
  }

  static DeviationFile endorsed(DeviationRequest request) {
    return signed(request).with(new Endorsed("bob", EARLIER), BOB);
  }

  static DeviationFile decided(DeviationFile file, String official, boolean isApproved) {
    return file.with(
        new Decided("carol", Given.NOW, official, LocalDate.of(2026, 11, 20), PROOF, isApproved),
        CAROL);
  }

  static DeviationRequest request(DeviationKind kind, Match match) {
    return request("FP-1", kind, match, null);
  }

  static DeviationRequest request(
      String id, DeviationKind kind, Match match, @Nullable Rating adjusted) {
    VulnerabilityFinding finding =
        Verdict.decide(
                Given.survey(Given.data(Given.NOW.toString()), List.of(), List.of(), match),
                BuiltInPolicies.standard())
            .findings()
            .filter(VulnerabilityFinding.class::isInstance)
            .map(VulnerabilityFinding.class::cast)
            .findFirst()
            .orElseThrow();
    return new DeviationRequest(
        id,
        kind,
        Given.CART,
        finding.id(),
        finding.flaw().value(),
        finding.components().stream().map(each -> each.component().purl()).toList(),
        List.of(),
        finding.fixedVersions(),
        finding.effective(),
        adjusted,
        kind == DeviationKind.VENDOR_DEPENDENCY ? "the vendor's library" : "",
        "The code is never loaded.",
        "",
        List.of(PROOF),
        false,
        "alice",
        EXPIRES);
  }

  static DeviationRequest carryingOver(DeviationRequest request) {
    return new DeviationRequest(
        request.id(),
        request.kind(),
        request.asset(),
        request.finding(),
        request.name(),
        request.components(),
        request.contents(),
        request.fixes(),
        request.original(),
        request.adjustedOrNull(),
        request.product(),
        request.reason(),
        request.justification(),
        request.evidence(),
        true,
        request.requester(),
        request.expires());
  }

  static Match flaw(String version, String fixed, String vector) {
    return Given.match(
        Given.deb("openssl", version, "openssl"),
        "CVE-2026-1111",
        Given.fixedIn(fixed),
        Given.cvss3(vector));
  }
}
