package dev.seaworthy.cli.report;

import dev.seaworthy.base.Text;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.VulnerabilityFinding;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// JUnit's XML as pipelines read it: one test case for each finding, failed when it stands in the
/// way, skipped when it doesn't; a cleared image without findings is one passed case.
public final class JunitPresenter implements Presenter {

  @Override
  public void present(ScanResult result, Writer out) throws IOException {
    FindingWords words = new FindingWords(result.image());
    List<Finding> inTheWay = result.verdict().inTheWay();
    List<Finding> others = result.verdict().others();
    String name = escaped(result.verdict().asset().toString());
    int cases = Math.max(1, inTheWay.size() + others.size());
    String counts =
        "tests=\"%s\" failures=\"%s\" errors=\"0\" skipped=\"%s\""
            .formatted(cases, inTheWay.size(), others.size());
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write("<testsuites %s>\n".formatted(counts.replaceFirst(" skipped=.*", "")));
    out.write("  <testsuite name=\"seaworthy %s\" %s>\n".formatted(name, counts));
    for (Finding finding : inTheWay) {
      out.write(
          "    <testcase classname=\"%s\" name=\"%s\">\n".formatted(kind(finding), title(finding)));
      out.write(
          "      <failure message=\"%s\">%s</failure>\n    </testcase>\n"
              .formatted(escaped(message(finding)), escaped(detail(finding, words))));
    }
    for (Finding finding : others) {
      out.write(
          "    <testcase classname=\"%s\" name=\"%s\">\n".formatted(kind(finding), title(finding)));
      out.write(
          "      <skipped message=\"%s\"/>\n    </testcase>\n"
              .formatted(escaped(message(finding) + " (doesn't stand in the way)")));
    }
    if (inTheWay.isEmpty() && others.isEmpty()) {
      out.write("    <testcase classname=\"verdict\" name=\"no findings\"/>\n");
    }
    out.write("  </testsuite>\n</testsuites>\n");
  }

  private static String kind(Finding finding) {
    return switch (finding) {
      case VulnerabilityFinding _ -> "vulnerability";
      case InspectionFinding seen -> seen.subject().word();
      case ConditionFinding _ -> "condition";
      case GapFinding _ -> "gap";
    };
  }

  private static String title(Finding finding) {
    return escaped(
        switch (finding) {
          case VulnerabilityFinding vulnerability ->
              FindingWords.name(finding)
                  + " in "
                  + vulnerability.componentClass().purl()
                  + (FindingWords.isSystem(vulnerability)
                      ? ""
                      : " at " + String.join(", ", FindingWords.paths(vulnerability)));
          case InspectionFinding seen -> InspectionWords.title(seen);
          case ConditionFinding condition ->
              (FindingWords.name(finding) + " " + condition.subject()).strip();
          case GapFinding gap -> gap.gap().code() + " " + Text.visible(gap.gap().location().path());
        });
  }

  private static String message(Finding finding) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability ->
          FindingWords.rating(vulnerability)
              + ": "
              + FindingWords.installed(vulnerability)
              + " "
              + FindingWords.fix(vulnerability);
      case InspectionFinding seen -> InspectionWords.rated(seen);
      case ConditionFinding condition -> condition.condition().title();
      case GapFinding gap -> Text.visible(gap.gap().detail());
    };
  }

  private static String detail(Finding finding, FindingWords words) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability ->
          String.join("\n", FindingWords.paths(vulnerability))
              + "\n"
              + words.layers(List.of(vulnerability))
              + "\n"
              + Text.visible(vulnerability.summary());
      case InspectionFinding seen -> InspectionWords.detail(seen, words);
      case ConditionFinding condition -> condition.detail() + "\n" + condition.condition().hint();
      case GapFinding gap -> words.place(gap.gap().location());
    };
  }

  /// For XML's text and attributes; characters that XML can't hold are visible already.
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\n' -> out.append('\n');
        default -> out.append(c < 0x20 || c >= 0xFFFE ? "\uFFFD" : String.valueOf(c));
      }
    }
    return out.toString();
  }
}
