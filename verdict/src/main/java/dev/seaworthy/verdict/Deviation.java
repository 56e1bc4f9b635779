package dev.seaworthy.verdict;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.verdict.DeviationStep.CheckedIn;
import dev.seaworthy.verdict.DeviationStep.Decided;
import dev.seaworthy.verdict.DeviationStep.Endorsed;
import dev.seaworthy.verdict.DeviationStep.Released;
import dev.seaworthy.verdict.DeviationStep.Withdrawn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request with what people did with it. Its steps' signatures were checked; whether they mean
/// anything is told by [#flawOrNull].
///
/// @param steps in the order in which they were signed
/// @param digests of the steps, each of which names all before it and the request
/// @param flawOrNull why it gives no relief whatever its steps say; null when they are in order
public record Deviation(
    DeviationRequest request,
    List<DeviationStep> steps,
    List<Digest> digests,
    @Nullable Flaw flawOrNull) {

  private static final int CHECK_IN_DAYS = 30;

  public Deviation {
    steps = List.copyOf(steps);
    digests = List.copyOf(digests);
  }

  /// Of the last step; of the request where there is none.
  public Digest digest() {
    return digests.isEmpty() ? request.digest() : digests.getLast();
  }

  /// The same, held against what a ledger has seen of it: a file that lacks a step that was there
  /// was put back, be it to take a withdrawal away, and gives no relief.
  ///
  /// @param seen the digests of steps that were the last ones at some time
  public Deviation heldAgainst(Collection<Digest> seen) {
    List<Digest> gone = seen.stream().filter(each -> !digests.contains(each)).sorted().toList();
    return flawOrNull != null || gone.isEmpty()
        ? this
        : new Deviation(
            request,
            steps,
            digests,
            new Flaw(
                VerdictError.DEVIATION_ROLLED_BACK,
                "the ledger has seen it with the step %s, which isn't there any more"
                    .formatted(gone.getFirst())));
  }

  /// What is wrong with a deviation's steps.
  ///
  /// @param detail what was found, for people
  public record Flaw(VerdictError code, String detail) {}

  /// Where it stands. With a step of a later time it is pending; without a check-in in time it has
  /// expired.
  ///
  /// @param zone in which days are counted: the boundary's
  public DeviationState state(Instant now, ZoneId zone, Approval approval) {
    if (of(Withdrawn.class).findAny().isPresent()) {
      return DeviationState.WITHDRAWN;
    }
    Optional<Decided> decision = decision();
    if (decision.filter(decided -> !decided.isApproved()).isPresent()) {
      return DeviationState.REJECTED;
    }
    boolean isEndorsed = of(Endorsed.class).findAny().isPresent();
    boolean needsDecision = approval == Approval.OFFICIAL && request.kind().isRequest();
    boolean isOfLater = steps.stream().anyMatch(step -> step.at().isAfter(now));
    if (flawOrNull != null || isOfLater || !isEndorsed || (needsDecision && decision.isEmpty())) {
      return DeviationState.PENDING;
    }
    return until(zone).isBefore(now) ? DeviationState.EXPIRED : DeviationState.APPROVED;
  }

  /// Whether its last day is over, and not only the time to the next check-in.
  boolean isOver(Instant now, ZoneId zone) {
    return !now.isBefore(end(request.expires(), zone));
  }

  /// Until when it counts at most: the last instant of its last day, and of a vendor dependency
  /// that of the 30th day after the last check-in, if that is earlier.
  Instant until(ZoneId zone) {
    Instant expires = end(request.expires(), zone).minusNanos(1);
    if (request.kind() != DeviationKind.VENDOR_DEPENDENCY || released().isPresent()) {
      return expires;
    }
    Instant next = end(checkedIn(zone).plusDays(CHECK_IN_DAYS), zone).minusNanos(1);
    return next.isBefore(expires) ? next : expires;
  }

  /// The last day on which the vendor was asked.
  LocalDate checkedIn(ZoneId zone) {
    return of(CheckedIn.class)
        .map(CheckedIn::on)
        .max(Comparator.naturalOrder())
        .orElseGet(() -> LocalDate.ofInstant(steps.getFirst().at(), zone));
  }

  /// The day on which the vendor released a fix.
  Optional<LocalDate> released() {
    return of(Released.class).map(Released::on).min(Comparator.naturalOrder());
  }

  /// The last decision that is on record.
  Optional<Decided> decision() {
    return of(Decided.class).reduce((earlier, later) -> later);
  }

  /// What counted of it: the request and the steps, without their signatures.
  public JsonObject toJson() {
    return new JsonBuilder().put("request", request.toJson()).putArray("steps", payloads()).build();
  }

  private List<JsonObject> payloads() {
    List<JsonObject> payloads = new ArrayList<>();
    Digest last = request.digest();
    for (DeviationStep step : steps) {
      JsonObject payload = step.toJson(request.digest(), last);
      payloads.add(payload);
      last = Digest.sha256(JsonWriter.canonical(payload));
    }
    return payloads;
  }

  /// Reads what counted of a deviation once; that it counted is told by the signature on what names
  /// the document.
  ///
  /// @throws SeaworthyException [VerdictError#BAD_DEVIATION]
  public static Deviation of(JsonObject json) {
    DeviationRequest request = DeviationFile.request(json.object("request"));
    List<DeviationStep> steps = json.objects("steps").stream().map(DeviationStep::of).toList();
    List<Digest> digests = new ArrayList<>();
    Digest last = request.digest();
    for (DeviationStep step : steps) {
      last = Digest.sha256(JsonWriter.canonical(step.toJson(request.digest(), last)));
      digests.add(last);
    }
    return new Deviation(request, steps, digests, null);
  }

  private <T extends DeviationStep> Stream<T> of(Class<T> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast);
  }

  private static Instant end(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
