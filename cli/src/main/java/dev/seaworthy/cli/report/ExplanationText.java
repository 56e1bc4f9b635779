package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportWords;
import dev.seaworthy.advisory.match.Explanation;
import dev.seaworthy.advisory.match.Explanation.Considered;
import dev.seaworthy.advisory.match.Explanation.NamedPackage;
import dev.seaworthy.advisory.match.Explanation.UncoveredComponent;
import dev.seaworthy.advisory.match.MatchingRule;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.rulebook.rating.FlawRating;
import dev.seaworthy.scan.ImageSummary;
import dev.seaworthy.verdict.FlawGrades;
import dev.seaworthy.verdict.FlawRatings;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Says for people why a flaw is reported or not: the answer, the statement that decided, the
/// others and why they didn't, and the data that this is said by.
public final class ExplanationText {

  private static final int WIDTH = 80;
  private static final int NAMED_MAX = 8;
  private static final int SUMMARY_CHARS_MAX = 400;

  private final StringBuilder out = new StringBuilder();
  private final Explanation explanation;

  private final ImageSummary image;
  private final Support support;

  private final List<Enrichment> enrichments;

  private ExplanationText(
      Explanation explanation, ImageSummary image, Support support, List<Enrichment> enrichments) {
    this.explanation = explanation;
    this.image = image;
    this.support = support;
    this.enrichments = enrichments;
  }

  /// The whole answer, in lines of 80 columns.
  ///
  /// @param support whether the image's distribution still gets fixes
  /// @param enrichments what else is known of the flaw
  public static String of(
      Explanation explanation, ImageSummary image, Support support, List<Enrichment> enrichments) {
    return new ExplanationText(explanation, image, support, enrichments).text();
  }

  private String text() {
    String asked = Text.visible(explanation.asked().value());
    switch (explanation.outcome()) {
      case AFFECTED -> line("Reported: " + components(MatchStatus.Affected.class) + " affected.");
      case UNKNOWN ->
          line(
              "Reported: nobody can tell whether "
                  + components(MatchStatus.Unknown.class)
                  + " affected.");
      case NOT_AFFECTED ->
          line("Not reported: " + components(MatchStatus.NotAffected.class) + " not affected.");
      case NOT_COVERED -> line("Not looked up: the data don't cover what " + asked + " concerns.");
      case NO_SUCH_COMPONENT ->
          line("Not reported: " + asked + " concerns " + named() + "; the image has none of it.");
      case NO_SUCH_ADVISORY ->
          line("Not reported: no advisory in the data carries the id " + asked + ".");
    }
    flaw();
    ratings();
    decided();
    base();
    considered();
    uncovered();
    support();
    snapshot();
    return out.toString();
  }

  /// Such as `glibc 2.36-9+deb12u14 (libc-bin, libc6) is`.
  private String components(Class<? extends MatchStatus> status) {
    Map<String, Set<String>> binaries = new LinkedHashMap<>();
    for (Match match : explanation.matches()) {
      if (status.isInstance(match.status())) {
        Component component = match.component();
        SourcePackage source = component.source();
        String name = source == null ? component.qualifiedName() : source.name();
        Set<String> names =
            binaries.computeIfAbsent(name + " " + component.version(), key -> new TreeSet<>());
        if (source != null && !component.name().equals(name)) {
          names.add(component.name());
        }
      }
    }
    StringBuilder words = new StringBuilder();
    binaries.forEach((source, names) -> {
      words.append(words.isEmpty() ? "" : ", ").append(source);
      words.append(names.isEmpty() ? "" : " (" + String.join(", ", names) + ")");
    });
    return Text.visible(words.toString()) + (binaries.size() == 1 ? " is" : " are");
  }

  private String named() {
    List<NamedPackage> elsewhere = explanation.elsewhere();
    StringBuilder words = new StringBuilder();
    for (NamedPackage named : elsewhere.subList(0, Math.min(NAMED_MAX, elsewhere.size()))) {
      words.append(words.isEmpty() ? "" : ", ");
      words.append(named.packageName()).append(" (").append(named.ecosystem()).append(")");
    }
    int more = elsewhere.size() - NAMED_MAX;
    String text = Text.visible(words.toString());
    return more <= 0 ? text : text + " and " + Quantities.counted(more, "more package");
  }

  private void flaw() {
    List<String> aliases =
        explanation.ids().stream()
            .filter(id -> !id.equals(explanation.asked()))
            .map(id -> Text.visible(id.value()))
            .toList();
    if (!aliases.isEmpty()) {
      detail("Also known as " + String.join(", ", aliases) + ".");
    }
    Flaw flaw = explanation.flawOrNull();
    if (flaw != null && !flaw.summary().isEmpty()) {
      detail("About it: " + Text.shorten(flaw.summary(), SUMMARY_CHARS_MAX));
    }
  }

  /// By every rulebook, with the statement that each goes by.
  private void ratings() {
    Set<Severity> severities = new TreeSet<>();
    boolean hasFix = false;
    for (Match match : explanation.matches()) {
      severities.addAll(match.advisory().severities());
      match.others().forEach(other -> severities.addAll(other.severities()));
      hasFix |= hasFix(match.status());
    }
    Flaw flaw = explanation.flawOrNull();
    if (flaw != null) {
      severities.addAll(flaw.severities());
    }
    if (explanation.matches().isEmpty()) {
      return;
    }
    boolean isExploited =
        enrichments.stream().anyMatch(Enrichment.KnownExploited.class::isInstance);
    for (FlawRating rating : FlawRatings.byEveryRule(severities)) {
      String name = FindingWords.rating(rating);
      detail(name + ", " + FindingWords.ratedBy(rating) + ".");
      if (rating.rule().reference().equals(FlawGrades.RULE)) {
        FlawGrades.of(rating, isExploited, hasFix)
            .ifPresent(grades -> detail(FindingWords.grades(grades) + "."));
      }
    }
    enrichments.forEach(fact -> detail("Beside it: " + EnrichmentWords.of(fact) + "."));
  }

  private static boolean hasFix(MatchStatus status) {
    return switch (status) {
      case MatchStatus.Affected(Fix fix) -> fix instanceof Fix.Available;
      case MatchStatus.NotAffected(MatchStatus.Reason reason) -> reason == MatchStatus.Reason.FIXED;
      case MatchStatus.Unknown _ -> false;
    };
  }

  private void decided() {
    Set<String> told = new LinkedHashSet<>();
    for (Match match : explanation.matches()) {
      told.add(
          "%s: %s. %s (rule %s)."
              .formatted(
                  statement(match.advisory()),
                  Text.visible(match.comparison()),
                  status(match.status()),
                  match.rule()));
    }
    told.forEach(this::detail);
    Set<String> places = new TreeSet<>();
    for (Match match : explanation.matches()) {
      for (Evidence evidence : match.component().evidence()) {
        places.add(place(match.component(), evidence));
      }
    }
    if (!places.isEmpty()) {
      detail("Seen in " + String.join("; ", places) + ".");
    }
  }

  /// Such as `/app/a.war!/WEB-INF/lib/b.jar, since layer 3 (COPY a.war /app/), added to the base
  /// image`.
  private String place(Component component, Evidence evidence) {
    StringBuilder place = new StringBuilder(Text.visible(evidence.location().path()));
    String layer = new FindingWords(image).layer(evidence.introducedIn());
    if (!layer.isEmpty()) {
      place.append(", since ").append(layer);
    }
    place.append(
        switch (image.lineage().fromBase(evidence.introducedIn())) {
          case YES -> ", from the base image";
          case NO -> ", added to the base image";
          case UNKNOWN -> "";
        });
    String owner = component.properties().getOrDefault(Inventories.OWNED_BY, "");
    return owner.isEmpty() ? place.toString() : place + ", in a file of " + Text.visible(owner);
  }

  private void base() {
    String base = FindingWords.base(image);
    if (!base.isEmpty() && !explanation.matches().isEmpty()) {
      detail("The image " + (base.startsWith("built") ? "is " : "") + base + ".");
    }
  }

  private void considered() {
    Set<String> told = new LinkedHashSet<>();
    for (Considered considered : explanation.considered()) {
      if (!considered.hasWon()) {
        told.add(
            "Also considered: %s: %s. %s"
                .formatted(
                    statement(considered.advisory()),
                    Text.visible(considered.comparison()),
                    whyNotUsed(considered)));
      }
    }
    told.forEach(this::detail);
  }

  private String whyNotUsed(Considered considered) {
    Advisory advisory = considered.advisory();
    if (advisory.isWithdrawn()) {
      return "Not used: its source took it back.";
    }
    if (considered.status().equals(new MatchStatus.NotAffected(MatchStatus.Reason.NOT_CONCERNED))) {
      return "Not used: another module or architecture is meant.";
    }
    Match decided =
        explanation.matches().stream()
            .filter(match -> match.component().equals(considered.component()))
            .findFirst()
            .orElse(null);
    if (decided == null) {
      return "Another statement decided.";
    }
    Advisory winner = decided.advisory();
    if (!winner.ecosystem().equals(advisory.ecosystem())
        && decided.rule().equals(MatchingRule.DISTRIBUTION_FIRST)) {
      return "Not used: the distribution's word wins for what the distribution ships (rule %s)."
          .formatted(MatchingRule.DISTRIBUTION_FIRST);
    }
    String same = considered.status().equals(decided.status()) ? "It says the same; " : "";
    String why =
        winner.source().equals(advisory.source())
            ? "another statement of %s decided.".formatted(Text.visible(winner.source()))
            : "the statement of %s decided.".formatted(Text.visible(winner.source()));
    return same.isEmpty() ? Character.toUpperCase(why.charAt(0)) + why.substring(1) : same + why;
  }

  private void uncovered() {
    Set<String> told = new LinkedHashSet<>();
    for (UncoveredComponent uncovered : explanation.uncovered()) {
      told.add(
          "%s %s could not be looked up: %s."
              .formatted(
                  Text.visible(uncovered.component().qualifiedName()),
                  Text.visible(uncovered.component().version()),
                  Text.visible(uncovered.reason())));
    }
    told.forEach(this::detail);
  }

  /// Of a distribution that gets no fixes, silence says nothing.
  private void support() {
    switch (support) {
      case Support.Ended ended ->
          detail("The distribution is past its end of life: " + SupportWords.ended(ended) + ".");
      case Support.Unknown(String reason) ->
          detail("Whether the distribution still gets fixes can't be told: " + reason + ".");
      case Support.Supported _, Support.NoDistribution _ -> {
        // Nothing that would change the answer.
      }
    }
  }

  private void snapshot() {
    LocalDate dated = LocalDate.ofInstant(explanation.snapshot().dataDate(), ZoneOffset.UTC);
    line(
        explanation.snapshot().isStarterSet()
            ? "Said by the starter set alone; seaworthy db update installs the full data."
            : "Said by the advisories of %s UTC (sha256:%s)."
                .formatted(dated, explanation.snapshot().digest().hex()));
  }

  /// Such as `CVE-2023-4911 of debian-tracker (2026-08-21) on glibc in Debian:12`.
  private static String statement(Advisory advisory) {
    String date = advisory.modified();
    return Text.visible(
        "%s of %s%s on %s in %s"
            .formatted(
                advisory.id(),
                advisory.source(),
                date.length() < 10 ? "" : " (" + date.substring(0, 10) + ")",
                advisory.packageName(),
                advisory.ecosystem()));
  }

  private static String status(MatchStatus status) {
    return switch (status) {
      case MatchStatus.Affected(Fix.Available(String version)) ->
          "Affected, fixed in " + Text.visible(version);
      case MatchStatus.Affected(Fix.InChannel(String channel, String version)) ->
          "Affected, no fix without %s, which has one in %s"
              .formatted(Text.visible(channel), Text.visible(version));
      case MatchStatus.Affected(Fix.None()) -> "Affected, no fix yet";
      case MatchStatus.Affected(Fix.WillNotFix()) -> "Affected, and its source won't fix it";
      case MatchStatus.Affected(Fix.Deferred()) -> "Affected, and its source deferred the fix";
      case MatchStatus.NotAffected(MatchStatus.Reason reason) ->
          switch (reason) {
            case FIXED -> "Not affected: it is fixed in this version";
            case OUTSIDE_RANGES -> "Not affected: this version is in no affected range";
            case VENDOR_NOT_AFFECTED -> "Not affected, says its source";
            case OVERRULED -> "Not affected, says a weightier source";
            case NOT_CONCERNED -> "Not affected: another module or architecture is meant";
            case WITHDRAWN -> "Not affected: the advisory was withdrawn";
          };
      case MatchStatus.Unknown(String reason) -> "Can't be told: " + Text.visible(reason);
    };
  }

  private void line(String text) {
    new Paragraph(WIDTH, "", "  ").prose(text).lines().forEach(this::append);
  }

  private void detail(String text) {
    new Paragraph(WIDTH, "  ", "  ").prose(text).lines().forEach(this::append);
  }

  private void append(String line) {
    out.append(line).append('\n');
  }
}
