package dev.seaworthy.verdict;

/// Something about the scan as a whole that keeps its result from being trusted as complete. Each
/// one that refuses stands in the way of every verdict but a refusal: no result is a finding. The
/// others are only told.
public enum Condition {
  BASE_NOT_ALLOWED(
      "base.not-allowed",
      "the image is not built on an allowed base",
      "Build on a base image that the policy allows, and say which (--base), so that it can be told."),
  BUILDER_NOT_VALIDATED(
      "builder.not-validated",
      "the image was not built by a validated pipeline",
      "Build it in a pipeline that the policy names, and say which: --builder."),
  MANUAL_STEP_UNREVIEWED(
      "pipeline.manual-step",
      "a manual step in the pipeline has no recorded review",
      "Say why it was a review of quality and who reviewed: --step-reason, --step-reviewer."),
  STARTER_SET(
      "data.starter-set",
      "only the starter set was searched",
      "Install the full advisory database: seaworthy db update."),
  STALE_DATA(
      "data.stale",
      "the advisory data are too old",
      "Update the advisory database: seaworthy db update."),
  FUTURE_DATA(
      "data.future-dated",
      "the advisory data are of a later date than this scan",
      "Check this machine's clock, or where the advisory database comes from."),
  DAMAGED_DATA(
      "data.damaged",
      "some of the advisory data could not be read",
      "Get the feed again and build the advisory database anew."),
  UNKNOWN_DISTRIBUTION(
      "distribution.unknown",
      "the distribution is unknown",
      "Keep /etc/os-release in the image: without it no advisory fits its system packages."),
  NO_SYSTEM_PACKAGES(
      "distribution.no-packages",
      "no package of the distribution was found",
      "Keep its package database in the image, in a form that docs/reference-coverage.md names."),
  UNCOVERED_DISTRIBUTION(
      "distribution.not-covered",
      "the distribution is not covered",
      "Build or install an advisory database that holds a feed for it; see seaworthy db status."),
  END_OF_LIFE(
      "distribution.end-of-life",
      "the distribution gets no fixes any more",
      "Build on a release that is still supported: nobody says any more what is wrong in this one."),
  SUPPORT_UNKNOWN(
      "distribution.support-unknown",
      "nobody can tell how long the distribution is supported",
      "Look up yourself whether it still gets fixes; the scan's other findings stand as they are.",
      false),
  UNCOVERED_ECOSYSTEM(
      "ecosystem.not-covered",
      "some components are not covered",
      "Build or install an advisory database that holds a feed for them; see seaworthy db status."),
  EMPTY_IMAGE(
      "image.empty",
      "the image is empty",
      "Check that the target is the image that you meant: there was nothing to look at."),
  CONTENT_NOT_SEEN(
      "image.not-seen",
      "only a bill of materials was read",
      "Scan the image itself before it may sail: what its bill of materials leaves out can't be seen."),
  NOT_INSPECTED(
      "inspection.not-done",
      "something that the policy asks for was not looked for",
      "Scan again with --inspect, or under a policy that doesn't ask for it."),
  NOTHING_RECOGNISED(
      "inventory.empty",
      "nothing in the image was recognised",
      "Nobody can say what is in it; see docs/reference-coverage.md for what is recognised."),
  NOT_IN_SCOPE(
      "policy.not-for-image",
      "the policy is not for this image",
      "Name the policy that is, with --policy."),
  REPOSITORY_NOT_ALLOWED(
      "repository.not-allowed",
      "the image is not from an allowed repository",
      "Push it to a repository that the policy allows, and scan it by that name."),
  CUSTOM_RULE(
      "rule.refused",
      "a rule of the policy refuses",
      "Mend what the rule names, or ask whoever keeps the policy."),
  RULE_FAILED(
      "rule.failed",
      "a rule of the policy could not be worked out",
      "Correct the rule's expression; seaworthy policy test shows what it comes to."),
  SIGNATURE_MISSING(
      "signature.missing",
      "a signature that the policy asks for is missing",
      "Have the image signed by the signer that the policy names.");

  private final String id;
  private final String title;
  private final String hint;
  private final boolean refuses;

  Condition(String id, String title, String hint) {
    this(id, title, hint, true);
  }

  Condition(String id, String title, String hint, boolean refuses) {
    this.id = id;
    this.title = title;
    this.hint = hint;
    this.refuses = refuses;
  }

  /// Whether an image that meets it is refused.
  public boolean refuses() {
    return refuses;
  }

  /// The stable id in reports.
  public String id() {
    return id;
  }

  /// What is wrong, in a few words.
  public String title() {
    return title;
  }

  /// What the reader can do about it.
  public String hint() {
    return hint;
  }
}
