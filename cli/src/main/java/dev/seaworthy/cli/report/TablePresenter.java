package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportWords;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Columns;
import dev.seaworthy.cli.text.Ink;
import dev.seaworthy.cli.text.Ink.Tone;
import dev.seaworthy.cli.text.Paragraph;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.scan.ImageSummary;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.Standing;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.Verdict.Outcome;
import dev.seaworthy.verdict.VulnerabilityFinding;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The verdict for people: what stands in the way first, what to fix first at its top.
public final class TablePresenter implements Presenter {

  private static final int WIDTH = 80;
  private static final String ENTRY = "  ";
  private static final String DETAIL = "      ";
  private static final int PATH_COLUMNS_MAX = WIDTH - DETAIL.length();

  /// How much is shown.
  public enum Extent {
    /// One screen: what is worst.
    SUMMARY(6),
    /// What is worst, and the rest counted.
    USUAL(20),
    /// Every finding, as wide as it is.
    DETAILS(Integer.MAX_VALUE);

    private final int entriesMax;

    Extent(int entriesMax) {
      this.entriesMax = entriesMax;
    }
  }

  private final Ink ink;
  private final Extent extent;

  public TablePresenter(Ink ink, Extent extent) {
    this.ink = ink;
    this.extent = extent;
  }

  @Override
  public void present(ScanResult result, Writer out) throws IOException {
    out.write(header(result));
    out.write('\n');
    out.write(verdict(result.verdict()));
    FindingWords words = new FindingWords(result.image());
    List<Finding> inTheWay = result.verdict().inTheWay();
    if (!inTheWay.isEmpty()) {
      out.write('\n');
      entries(inTheWay, words, out);
    }
    rest(result.verdict(), words, out);
    out.write(DeviationEntries.table(result.verdict(), width()));
    boolean isDetailed = extent == Extent.DETAILS;
    out.write(new DeadlineEntries(ink, width(), isDetailed).of(result.verdict()));
    out.write('\n' + SignatureEntries.table(result.signatures(), width(), isDetailed));
    out.write(footer(result));
  }

  private int width() {
    return extent == Extent.DETAILS ? Integer.MAX_VALUE : WIDTH;
  }

  private String header(ScanResult result) {
    ImageSummary image = result.image();
    String name = Text.visible(name(image));
    Paragraph header = new Paragraph(width(), "", ENTRY);
    String digest =
        image
            .manifestDigest()
            .map(
                found -> extent == Extent.DETAILS ? found.toString() : "sha256:" + found.shortHex())
            .orElse("");
    header.piece(name, ink, Tone.STRONG);
    header.piece(digest.isEmpty() || name.contains(digest) ? "" : "@ " + digest);
    image
        .sbom()
        .ifPresent(sbom -> {
          header.piece(sbom.origin().formatWords());
          header.piece(sbom.origin().makerWords());
        });
    if (!image.isDirectory() && !image.platform().os().isEmpty()) {
      header.piece(Text.visible(image.platform().toString()));
    }
    header.piece(distribution(result));
    if (extent == Extent.DETAILS && result.support() instanceof Support.Supported supported) {
      header.piece(SupportWords.supported(supported));
    }
    if (image.sbom().isPresent()) {
      return header.toString();
    }
    header.piece(
        image.isDirectory()
            ? Quantities.counted(image.files(), "file")
            : Quantities.counted(image.layers().size(), "layer"));
    header.piece(Quantities.bytes(image.sizeBytes()));
    String base = FindingWords.base(image);
    Paragraph origin = new Paragraph(width(), ENTRY, ENTRY);
    if (!base.isEmpty()) {
      origin.piece(base);
    }
    if (extent == Extent.DETAILS) {
      image
          .lineage()
          .notBuiltOn()
          .forEach(other -> origin.piece("not built on " + Text.visible(other)));
      origin.piece(image.historyProblem());
    }
    return header.toString() + origin;
  }

  /// As the user wrote it, with the name that an archive or layout gives where it gives one.
  private static String name(ImageSummary image) {
    boolean isSaid =
        image.name().isEmpty()
            || image.source().endsWith(image.name())
            || image
                .manifestDigest()
                .map(Digest::toString)
                .filter(image.name()::equals)
                .isPresent();
    return isSaid ? image.source() : image.source() + " (" + image.name() + ")";
  }

  private static String distribution(ScanResult result) {
    Distribution distribution = result.inventory().distribution().orElse(null);
    if (distribution == null) {
      return "";
    }
    return Text.visible(
        distribution.prettyName().isEmpty()
            ? (distribution.id() + " " + distribution.versionId()).strip()
            : distribution.prettyName());
  }

  private String verdict(Verdict verdict) {
    String word =
        switch (verdict.outcome()) {
          case CLEARED -> "CLEARED";
          case CLEARED_WITH_DEVIATIONS -> "CLEARED WITH DEVIATIONS";
          case REFUSED -> verdict.policy().isAdvice() ? "WOULD BE REFUSED" : "REFUSED";
        };
    Tone tone = verdict.outcome() == Outcome.REFUSED ? Tone.BAD : Tone.GOOD;
    Policy policy = verdict.policy();
    int count = verdict.inTheWay().size();
    String stands =
        switch (count) {
          case 0 -> "no finding stands in the way";
          case 1 -> "1 finding stands in the way:";
          default -> Quantities.grouped(count) + " findings stand in the way:";
        };
    return new Paragraph(width(), "", ENTRY)
            .piece(word, ink, tone)
            .piece(
                "policy %s@sha256:%s".formatted(policy.displayName(), policy.digest().shortHex()))
            .piece("refuses from %s on".formatted(policy.refuseFrom().title()))
        + ENTRY
        + stands
        + "\n";
  }

  private void entries(List<Finding> findings, FindingWords words, Writer out) throws IOException {
    List<VulnerabilityFinding> vulnerabilities = new ArrayList<>();
    List<GapFinding> gaps = new ArrayList<>();
    List<ConditionFinding> conditions = new ArrayList<>();
    List<InspectionFinding> seen = new ArrayList<>();
    for (Finding finding : findings) {
      switch (finding) {
        case VulnerabilityFinding vulnerability -> vulnerabilities.add(vulnerability);
        case GapFinding gap -> gaps.add(gap);
        case ConditionFinding condition -> conditions.add(condition);
        case InspectionFinding inspection -> seen.add(inspection);
      }
    }
    InspectionEntries inspections = new InspectionEntries(ink, width(), extent == Extent.DETAILS);
    for (Subject subject : List.of(Subject.MALWARE, Subject.SECRET)) {
      seen(inspections, of(seen, subject), words, out);
    }
    List<List<VulnerabilityFinding>> entries = copiesTogether(vulnerabilities);
    int hidden = vulnerabilities.size();
    for (List<VulnerabilityFinding> copies : shown(entries)) {
      out.write(vulnerability(copies, words));
      hidden -= copies.size();
    }
    out.write(more(hidden, "vulnerability"));
    seen(inspections, of(seen, Subject.CHECK), words, out);
    for (ConditionFinding finding : conditions) {
      out.write(condition(finding));
    }
    for (GapFinding finding : shown(gaps)) {
      out.write(gap(finding, words));
    }
    out.write(more(gaps.size() - shown(gaps).size(), "place"));
  }

  private void seen(
      InspectionEntries inspections,
      List<InspectionFinding> findings,
      FindingWords words,
      Writer out)
      throws IOException {
    for (InspectionFinding finding : shown(findings)) {
      out.write(inspections.entry(finding, words));
    }
    out.write(more(findings.size() - shown(findings).size(), "finding"));
  }

  private static List<InspectionFinding> of(List<InspectionFinding> findings, Subject subject) {
    return findings.stream().filter(finding -> finding.subject() == subject).toList();
  }

  private <T> List<T> shown(List<T> all) {
    return all.subList(0, Math.min(all.size(), extent.entriesMax));
  }

  private static String more(int hidden, String noun) {
    return hidden == 0
        ? ""
        : "%s… and %s (--details shows all)\n"
            .formatted(ENTRY, Quantities.counted(hidden, "more " + noun));
  }

  /// Findings that differ in nothing but their place, as of a library that lies in three folders.
  private static List<List<VulnerabilityFinding>> copiesTogether(
      List<VulnerabilityFinding> findings) {
    Map<List<String>, List<VulnerabilityFinding>> entries = new LinkedHashMap<>();
    for (VulnerabilityFinding finding : findings) {
      List<String> what =
          List.of(
              finding.flaw().value(),
              finding.componentClass().purl(),
              FindingWords.installed(finding),
              FindingWords.fix(finding));
      entries.computeIfAbsent(what, key -> new ArrayList<>()).add(finding);
    }
    return List.copyOf(entries.values());
  }

  private String vulnerability(List<VulnerabilityFinding> copies, FindingWords words) {
    VulnerabilityFinding finding = copies.getFirst();
    boolean isSystem = FindingWords.isSystem(finding);
    String what = isSystem ? Text.visible(finding.packageName()) : FindingWords.installed(finding);
    Paragraph first =
        new Paragraph(width(), ENTRY, DETAIL)
            .piece(FindingWords.name(finding), ink, Tone.STRONG)
            .piece(FindingWords.rating(finding), ink, tone(finding.effective()))
            .piece(finding.beside().isKnownExploited() ? "known exploited" : "", ink, Tone.BAD)
            .piece(FindingWords.standing(finding.standing()))
            .piece(what + " " + FindingWords.fix(finding));
    Paragraph second = new Paragraph(width(), DETAIL, DETAIL);
    if (isSystem) {
      second.piece(FindingWords.installed(finding));
    } else {
      paths(copies).forEach(second::piece);
    }
    second.piece(words.layers(copies));
    if (extent == Extent.DETAILS) {
      second.piece(words.fromBase(copies)).piece(FindingWords.owners(copies));
    }
    Paragraph third = new Paragraph(width(), DETAIL, DETAIL);
    Paragraph fourth = new Paragraph(width(), DETAIL, DETAIL);
    if (extent == Extent.DETAILS) {
      third.piece(Text.visible(finding.summary()), ink, Tone.QUIET);
      fourth.piece(FindingWords.ratedBy(finding.rating()));
      finding.beside().grades().ifPresent(grades -> fourth.piece(FindingWords.grades(grades)));
      finding.beside().enrichments().forEach(fact -> fourth.piece(EnrichmentWords.of(fact)));
    }
    return first.toString() + second + third + fourth;
  }

  private Stream<String> paths(List<VulnerabilityFinding> copies) {
    List<String> paths =
        copies.stream().flatMap(copy -> FindingWords.paths(copy).stream()).distinct().toList();
    if (extent == Extent.DETAILS) {
      return paths.stream();
    }
    Stream<String> first = Stream.of(Columns.cutInside(paths.getFirst(), PATH_COLUMNS_MAX));
    return paths.size() == 1
        ? first
        : Stream.concat(
            first, Stream.of("and " + Quantities.counted(paths.size() - 1, "more place")));
  }

  private String condition(ConditionFinding finding) {
    return new Paragraph(width(), ENTRY, DETAIL)
            .piece(finding.condition().id(), ink, Tone.STRONG)
            .prose(finding.condition().title() + ": " + finding.detail())
        + new Paragraph(width(), DETAIL, DETAIL).prose(finding.condition().hint()).toString();
  }

  private String gap(GapFinding finding, FindingWords words) {
    String layer =
        finding.gap().location().path().isEmpty()
            ? ""
            : words.layer(finding.gap().location().layer());
    return new Paragraph(width(), ENTRY, DETAIL)
        .piece("not seen", ink, Tone.STRONG)
        .prose(words.place(finding.gap().location()) + ": " + Text.visible(finding.gap().detail()))
        .piece(layer)
        .piece(finding.gap().code())
        .toString();
  }

  private void rest(Verdict verdict, FindingWords words, Writer out) throws IOException {
    List<Finding> others = verdict.others();
    if (others.isEmpty()) {
      return;
    }
    out.write('\n');
    String count = Quantities.counted(others.size(), "other finding");
    String stands = others.size() == 1 ? "doesn't" : "don't";
    out.write(
        new Paragraph(width(), ENTRY, ENTRY)
            .prose("%s %s stand in the way%s".formatted(count, stands, counts(others)))
            .toString());
    // What is merely told of the image as a whole is little, and shown nowhere else.
    List<Finding> shown =
        switch (extent) {
          case SUMMARY -> List.of();
          case USUAL -> others.stream().filter(ConditionFinding.class::isInstance).toList();
          case DETAILS -> others;
        };
    if (!shown.isEmpty()) {
      out.write('\n');
      entries(shown, words, out);
    }
  }

  private static String counts(List<Finding> findings) {
    Map<Rating, Integer> ratings = new EnumMap<>(Rating.class);
    Map<Standing, Integer> standings = new EnumMap<>(Standing.class);
    for (Finding finding : findings) {
      if (finding instanceof InspectionFinding inspection) {
        ratings.merge(inspection.rating(), 1, Integer::sum);
      } else if (finding instanceof VulnerabilityFinding vulnerability) {
        ratings.merge(vulnerability.effective(), 1, Integer::sum);
        standings.merge(vulnerability.standing(), 1, Integer::sum);
      }
    }
    List<String> words = new ArrayList<>();
    ratings.forEach((rating, count) -> words.add(Quantities.grouped(count) + " " + rating.title()));
    standings.forEach((standing, count) -> {
      if (standing != Standing.AFFECTED) {
        words.add(Quantities.grouped(count) + " of them " + FindingWords.standing(standing));
      }
    });
    return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
  }

  private String footer(ScanResult result) {
    LocalDate dated = LocalDate.ofInstant(result.data().dataDate(), ZoneOffset.UTC);
    String data =
        result.data().isStarterSet()
            ? "starter set of " + Quantities.counted(result.data().advisoryCount(), "advisory")
            : "advisories of %s UTC (sha256:%s)"
                .formatted(dated, result.data().digest().shortHex());
    return "inventory %s · %s\n"
        .formatted(
            Quantities.counted(result.inventory().components().size(), "component")
                .toLowerCase(Locale.ROOT),
            data);
  }

  static Tone tone(Rating rating) {
    return switch (rating) {
      case CRITICAL, HIGH, UNRATED -> Tone.BAD;
      case MODERATE -> Tone.WORRYING;
      case LOW, NONE -> Tone.QUIET;
    };
  }
}
