package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Columns;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.Lineage.LayerOrigin;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.rating.FlawRating;
import dev.seaworthy.rulebook.rating.RatingRule;
import dev.seaworthy.scan.ImageSummary;
import dev.seaworthy.verdict.ComponentClass;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.FlawGrades;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.Standing;
import dev.seaworthy.verdict.VulnerabilityFinding;
import dev.seaworthy.verdict.VulnerabilityFinding.FlawedComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Says findings in words, for every format that people read. All foreign text in what it returns
/// is safe to show.
final class FindingWords {

  private static final int STEP_COLUMNS_MAX = 36;
  private static final int BASE_COLUMNS_MAX = 120;

  private final ImageSummary image;

  FindingWords(ImageSummary image) {
    this.image = image;
  }

  /// The short name of a finding: the flaw's id, the condition's id, or `not seen`.
  static String name(Finding finding) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability -> Text.visible(vulnerability.flaw().value());
      case InspectionFinding seen -> seen.rule().id();
      case ConditionFinding condition -> condition.condition().id();
      case GapFinding _ -> "not seen";
    };
  }

  /// Such as `High (8.1)` or `Unrated (counts as High)`.
  static String rating(VulnerabilityFinding finding) {
    return rating(finding.rating());
  }

  /// The same of a rating by any rule.
  static String rating(FlawRating rating) {
    String name = rating.rule().name(rating.rating()).english();
    if (rating.rating() == Rating.UNRATED) {
      return name + " (counts as " + rating.rule().name(rating.effective()).english() + ")";
    }
    return rating.scoreTenths().isPresent()
        ? name + " (" + score(rating.scoreTenths().getAsInt()) + ")"
        : name;
  }

  /// Where the rating comes from, such as `rated by fedramp.rating@1: nvd-cvss-v3, nvd`.
  static String ratedBy(FlawRating rating) {
    String by = "rated by " + rating.rule().reference() + ": ";
    return rating
        .deciding()
        .map(stated ->
            by
                + rating.basis()
                + ", "
                + Text.visible(stated.assessment().value())
                + " by "
                + Text.visible(stated.assessment().by()))
        .orElse(by + "nobody has rated it");
  }

  /// The computed grades, such as `GB/T 30279-2020, computed: 技术 超危, 综合 高危`.
  static String grades(FlawGrades grades) {
    RatingRule rule = RatingRule.builtIn(FlawGrades.RULE);
    String technical = rule.name(grades.technical().rating()).chinese();
    return "GB/T 30279-2020, computed (推算): 技术分级 "
        + technical
        + grades
            .composite()
            .map(composite -> ", 综合分级 " + rule.name(composite.rating()).chinese())
            .orElse("");
  }

  /// A score from its tenths, such as `8.1`.
  static String score(int tenths) {
    return tenths / 10 + "." + tenths % 10;
  }

  /// What to do: `-> 2.15.0`, or why there is nothing to do.
  static String fix(VulnerabilityFinding finding) {
    List<String> versions = finding.fixedVersions();
    if (!versions.isEmpty()) {
      return "-> " + Text.visible(String.join(" or ", versions));
    }
    Set<Fix> fixes = new LinkedHashSet<>();
    finding.components().forEach(component -> fixes.addAll(component.fixes()));
    for (Fix fix : fixes) {
      if (fix instanceof Fix.InChannel(String channel, String version)) {
        return "(%s only: %s)".formatted(Text.visible(channel), Text.visible(version));
      }
    }
    if (fixes.contains(new Fix.WillNotFix())) {
      return "(its source won't fix it)";
    }
    return fixes.contains(new Fix.Deferred()) ? "(fix deferred by its source)" : "(no fix yet)";
  }

  /// What is installed, such as `log4j-core 2.14.1`, or `libssl3, openssl 3.0.19-1`.
  static String installed(VulnerabilityFinding finding) {
    boolean isSystem = isSystem(finding);
    Map<String, Set<String>> namesOfVersion = new LinkedHashMap<>();
    for (FlawedComponent flawed : finding.components()) {
      Component component = flawed.component();
      namesOfVersion
          .computeIfAbsent(component.version(), version -> new TreeSet<>())
          .add(isSystem ? component.name() : component.qualifiedName());
    }
    StringBuilder words = new StringBuilder();
    namesOfVersion.forEach((version, names) -> {
      words.append(words.isEmpty() ? "" : "; ").append(String.join(", ", names));
      words.append(version.isEmpty() ? " of unknown version" : " " + version);
    });
    return Text.visible(words.toString());
  }

  /// The installed versions alone.
  static String versions(VulnerabilityFinding finding) {
    Set<String> versions = new LinkedHashSet<>();
    finding.components().forEach(flawed -> versions.add(flawed.component().version()));
    return Text.visible(String.join(", ", versions));
  }

  /// Whether the package manager of the system installed it, so that a path says nothing.
  static boolean isSystem(VulnerabilityFinding finding) {
    return finding.componentClass().path().equals(ComponentClass.SYSTEM);
  }

  /// The paths at which it lies.
  static List<String> paths(VulnerabilityFinding finding) {
    return rawPaths(finding).stream().map(Text::visible).toList();
  }

  /// The paths at which it lies, not safe to show.
  static List<String> rawPaths(VulnerabilityFinding finding) {
    Set<String> paths = new LinkedHashSet<>();
    for (FlawedComponent flawed : finding.components()) {
      for (Evidence evidence : flawed.component().evidence()) {
        paths.add(evidence.location().path());
      }
    }
    return List.copyOf(paths);
  }

  /// The layers that brought it, such as `layer 5 (COPY shop.war)`; empty for a directory.
  String layers(List<VulnerabilityFinding> copies) {
    Set<Integer> layers = new TreeSet<>();
    for (VulnerabilityFinding finding : copies) {
      for (FlawedComponent flawed : finding.components()) {
        flawed.component().evidence().forEach(evidence -> layers.add(evidence.introducedIn()));
      }
    }
    if (layers.size() == 1) {
      return layer(layers.iterator().next());
    }
    layers.remove(Location.NO_LAYER);
    if (image.isDirectory() || layers.isEmpty()) {
      return "";
    }
    return "layers "
        + String.join(", ", layers.stream().map(layer -> String.valueOf(layer + 1)).toList());
  }

  /// What an image was built on, such as `built on debian:12 (its 1 lowest layer, by layer
  /// prefix)`; empty when nothing tells.
  static String base(ImageSummary image) {
    BaseImage base = image.lineage().base().orElse(null);
    if (base == null) {
      return "";
    }
    String name =
        base.name().isEmpty()
            ? base.digest().map(Digest::toString).orElse("")
            : Text.shorten(base.name(), BASE_COLUMNS_MAX);
    String how = "by " + base.recognition().words();
    String layers = base.layers() == 0 ? "" : Quantities.counted(base.layers(), "layer") + ", ";
    return base.recognition().isProven()
        ? "built on %s (%s%s)".formatted(name, layers, how)
        : "says that it is built on %s (%s%s, not proven)".formatted(name, layers, how);
  }

  /// Whether a finding comes with the base image; empty when nobody can tell.
  String fromBase(List<VulnerabilityFinding> copies) {
    Set<LayerOrigin> answers = new TreeSet<>();
    for (VulnerabilityFinding finding : copies) {
      for (FlawedComponent flawed : finding.components()) {
        flawed
            .component()
            .evidence()
            .forEach(evidence -> answers.add(image.lineage().fromBase(evidence.introducedIn())));
      }
    }
    if (answers.equals(Set.of(LayerOrigin.YES))) {
      return "from the base image";
    }
    if (answers.equals(Set.of(LayerOrigin.NO))) {
      return "added to the base image";
    }
    return answers.contains(LayerOrigin.UNKNOWN) || answers.isEmpty()
        ? ""
        : "from the base image and added to it";
  }

  /// The system packages that installed the files it lies in, such as `in a file of
  /// pkg:deb/debian/jq@1.6`; empty when none did.
  static String owners(List<VulnerabilityFinding> copies) {
    Set<String> owners = new TreeSet<>();
    for (VulnerabilityFinding finding : copies) {
      for (FlawedComponent flawed : finding.components()) {
        String owner = flawed.component().properties().getOrDefault(Inventories.OWNED_BY, "");
        if (!owner.isEmpty()) {
          owners.add(Text.visible(owner));
        }
      }
    }
    return owners.isEmpty() ? "" : "in a file of " + String.join(", ", owners);
  }

  /// A layer for people, who count from one; empty where there are no layers.
  String layer(int index) {
    if (image.isDirectory() || index == Location.NO_LAYER || index >= image.layers().size()) {
      return "";
    }
    String step = step(image.layers().get(index).createdBy());
    return "layer " + (index + 1) + (step.isEmpty() ? "" : " (" + step + ")");
  }

  /// The step that made a layer, without what build tools put around it.
  static String step(String createdBy) {
    String step = createdBy.replace('\t', ' ').strip();
    for (String prefix : new String[] {"/bin/sh -c #(nop) ", "/bin/sh -c ", "RUN /bin/sh -c "}) {
      if (step.startsWith(prefix)) {
        step = step.substring(prefix.length()).strip();
        break;
      }
    }
    int comment = step.indexOf(" # buildkit");
    step = comment < 0 ? step : step.substring(0, comment);
    return Columns.cut(Text.visible(step.replaceAll(" {2,}", " ")), STEP_COLUMNS_MAX);
  }

  /// Where a gap is, such as `/opt/data.jar` or `the image's config`.
  String place(Location location) {
    if (!location.path().isEmpty()) {
      return Text.visible(location.path());
    }
    String layer = layer(location.layer());
    return layer.isEmpty() ? "the image" : layer;
  }

  /// What sets a standing apart, or nothing for the usual one.
  static String standing(Standing standing) {
    return switch (standing) {
      case AFFECTED -> "";
      case UNKNOWN -> "can't be told";
      case UNDETERMINED -> "undetermined by its source";
      case UNIMPORTANT -> "unimportant to its source";
    };
  }
}
