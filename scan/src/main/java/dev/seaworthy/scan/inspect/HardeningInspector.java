package dev.seaworthy.scan.inspect;

import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportWords;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.hardening.Hardening;
import dev.seaworthy.inspection.hardening.Profile;
import dev.seaworthy.inspection.hardening.Statements;
import dev.seaworthy.inspection.hardening.check.Answer;
import dev.seaworthy.inspection.hardening.check.Answers;
import dev.seaworthy.inspection.hardening.check.HardeningSubject;
import dev.seaworthy.inspection.hardening.check.Topic;
import dev.seaworthy.inventory.Distribution;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Holds the image against a hardening profile. Asked last, since some checks want to know what the
/// other inspections saw.
///
/// @param support whether a distribution still gets fixes at the time of the scan
/// @param freshness whether the advisory data of the scan are as fresh as the policy asks
/// @param clock the scan's
public record HardeningInspector(
    Profile profile,
    Statements statements,
    Function<Distribution, Support> support,
    Answer freshness,
    InstantSource clock)
    implements Inspector {

  @Override
  public List<Analyser> analysers() {
    return Hardening.analysers();
  }

  @Override
  public List<ContentTap> taps() {
    return List.of();
  }

  @Override
  public Inspection inspect(Walked image) {
    Answers answers =
        Answers.NONE
            .with(Topic.MALWARE, seen(image.before(), Subject.MALWARE))
            .with(Topic.SECRETS, seen(image.before(), Subject.SECRET))
            .with(Topic.BASE_IMAGE, base(image.before()))
            .with(Topic.SUPPORT, support(image))
            .with(Topic.FRESHNESS, freshness);
    return Hardening.inspect(
            new HardeningSubject(
                image.referenceOrNull(),
                image.config(),
                image.facts(),
                image.inventory(),
                image.lineage(),
                answers),
            profile,
            statements,
            clock)
        .inspection();
  }

  private static Answer base(Inspection before) {
    boolean isListed =
        before.engines().stream().anyMatch(each -> each.name().equals(LineageInspector.ENGINE));
    if (!isListed) {
      return new Answer.Unknown("no list of allowed base images was given");
    }
    return before.observations().stream()
        .filter(each -> each.rule().id().startsWith("base."))
        .findFirst()
        .<Answer>map(each -> new Answer.No(each.evidence()))
        .orElse(new Answer.Yes("its base image is on the list"));
  }

  private Answer support(Walked image) {
    Distribution distribution = image.inventory().distributionOrNull();
    if (distribution == null) {
      return new Answer.Unknown("the distribution is unknown");
    }
    return switch (support.apply(distribution)) {
      case Support.Supported supported -> new Answer.Yes(SupportWords.supported(supported));
      case Support.Ended ended -> new Answer.No(SupportWords.ended(ended));
      case Support.Unknown(String reason) -> new Answer.Unknown(reason);
      case Support.NoDistribution _ -> new Answer.Unknown("the distribution is unknown");
    };
  }

  /// Nobody looked, somebody found something, or somebody looked at all of it and found nothing.
  private static Answer seen(Inspection before, Subject subject) {
    boolean hasLooked = before.engines().stream().anyMatch(each -> each.subject() == subject);
    if (!hasLooked) {
      return new Answer.Unknown("nothing looked for " + subject.words());
    }
    long count =
        before.observations().stream().filter(each -> each.rule().subject() == subject).count();
    return count > 0
        ? new Answer.No("%s observations of %s".formatted(count, subject.words()))
        : new Answer.Yes("looked for " + subject.words() + ", found none");
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
