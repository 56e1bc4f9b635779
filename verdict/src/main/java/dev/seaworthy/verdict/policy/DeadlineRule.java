package dev.seaworthy.verdict.policy;

import dev.seaworthy.rulebook.deadline.CertificationClass;
import dev.seaworthy.rulebook.deadline.DirectiveDeadlines;
import dev.seaworthy.rulebook.deadline.ExposureDeadlines;
import dev.seaworthy.rulebook.deadline.RatingDeadlines;
import dev.seaworthy.rulebook.deadline.ResponseDeadlines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A rulebook's times, as a policy names them.
public sealed interface DeadlineRule {

  /// The name in policies, such as `fedramp.vdr@1/class-c`.
  String reference();

  /// From first detection by rating: FedRAMP until a provider follows the rules of 2026.
  record ByRating(RatingDeadlines rule) implements DeadlineRule {
    @Override
    public String reference() {
      return FEDRAMP_LEGACY;
    }
  }

  /// From completed evaluation by impact and reach: FedRAMP's rules of 2026.
  record ByResponse(ResponseDeadlines rule, CertificationClass certification)
      implements DeadlineRule {
    @Override
    public String reference() {
      return FEDRAMP_VDR + certification.word();
    }
  }

  /// By exploitation, exposure, automation and impact: CISA's directive.
  record ByDirective(DirectiveDeadlines rule) implements DeadlineRule {
    @Override
    public String reference() {
      return CISA_DIRECTIVE;
    }
  }

  /// From first detection by rating and exposure.
  record ByExposure(ExposureDeadlines rule) implements DeadlineRule {
    @Override
    public String reference() {
      return MLPS;
    }
  }

  /// The word for no rule at all.
  String NONE = "none";

  String FEDRAMP_LEGACY = "fedramp.remediation@1";
  String FEDRAMP_VDR = "fedramp.vdr@1/class-";
  String CISA_DIRECTIVE = "cisa.bod-26-04@1";
  String MLPS = "mlps.remediation@1";

  /// The names of all rules.
  static List<String> references() {
    List<String> all = new ArrayList<>(List.of(FEDRAMP_LEGACY));
    for (CertificationClass each : CertificationClass.values()) {
      all.add(FEDRAMP_VDR + each.word());
    }
    all.addAll(List.of(CISA_DIRECTIVE, MLPS));
    return List.copyOf(all);
  }

  /// The rule of this name; its document is read now.
  static Optional<DeadlineRule> of(String reference) {
    for (CertificationClass each : CertificationClass.values()) {
      if (reference.equals(FEDRAMP_VDR + each.word())) {
        return Optional.of(new ByResponse(ResponseDeadlines.fedramp(), each));
      }
    }
    return Optional.ofNullable(
        switch (reference) {
          case FEDRAMP_LEGACY -> new ByRating(RatingDeadlines.fedramp());
          case CISA_DIRECTIVE -> new ByDirective(DirectiveDeadlines.cisa());
          case MLPS -> new ByExposure(ExposureDeadlines.mlps());
          default -> null;
        });
  }
}
