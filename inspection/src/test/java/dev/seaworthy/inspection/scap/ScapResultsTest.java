package dev.seaworthy.inspection.scap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inventory.Distribution;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScapResultsTest {

  private static final String RESULTS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
        <title>The benchmark</title>
        <Group id="g"><title>A group</title>
          <Rule id="r1" severity="high"><title>Rule <b xmlns="">one</b></title>
            <reference href="https://a.example/cci">CCI-2</reference>
            <reference href="https://a.example/cci">CCI-1</reference>
            <reference><title>not this</title></reference>
            <ident system="https://a.example/cce">CCE-1</ident></Rule>
          <Rule id="r2"><description>no title</description></Rule>
        </Group>
        <TestResult id="t" version="0.1" end-time="2026-11-22T08:00:00" test-system="cpe:/a:redhat:openscap:1.3.7">
          <benchmark href="#x" id="b"/>
          <profile idref="p"/>
          <target>here</target>
          <rule-result idref="r2" severity="low"><result>notchecked</result></rule-result>
          <rule-result idref="r1" severity="high"><override><title>deep</title></override>
            <result> fail </result><check><check-content-ref href="x"/></check></rule-result>
          <rule-result idref="r3"><result>pass</result></rule-result>
        </TestResult>
      </Benchmark>
      """;

  @TempDir private Path temporary;

  private static ScapResults read(String text) {
    return read(text, Limits.defaults());
  }

  private static ScapResults read(String text, Limits limits) {
    return ScapResults.read(
        "results.xml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limits);
  }

  private static Inspection imported(String text) {
    return ScapInspection.of(
        ImportedResults.read(
            "results.xml",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Limits.defaults()));
  }

  private static String wrapped(String rules) {
    return "<TestResult xmlns=\"http://checklists.nist.gov/xccdf/1.1\">" + rules + "</TestResult>";
  }

  private static String rule(String id, String result) {
    return "<rule-result idref='%s'><result>%s</result></rule-result>".formatted(id, result);
  }

  private static List<String> lines(Inspection inspection) {
    return inspection.observations().stream()
        .map(each -> "%s %s: %s".formatted(each.rule().id(), each.key(), each.evidence()))
        .toList();
  }

  @Test
  void readsRulesWithTheirTitles() {
    ScapResults results = read(RESULTS);
    assertThat(results)
        .isEqualTo(
            new ScapResults(
                "b",
                "0.1",
                "p",
                "here",
                "2026-11-22T08:00:00",
                "cpe:/a:redhat:openscap:1.3.7",
                List.of(
                    new ScapRuleResult(
                        "r1",
                        ScapResult.FAIL,
                        "high",
                        "Rule one",
                        List.of(
                            "not this",
                            "https://a.example/cce: CCE-1",
                            "https://a.example/cci: CCI-1, CCI-2")),
                    new ScapRuleResult("r2", ScapResult.NOTCHECKED, "low", "", List.of()),
                    new ScapRuleResult("r3", ScapResult.PASS, "unknown", "", List.of()))));
  }

  @Test
  void findsResultsInsideAnArfCollection() {
    String arf =
        "<arf:asset-report-collection xmlns:arf='http://scap.nist.gov/schema/asset-reporting-format/1.1'>"
            + "<arf:reports><arf:report><arf:content>"
            + wrapped(rule("r", "pass"))
            + "</arf:content></arf:report></arf:reports></arf:asset-report-collection>";
    assertThat(read(arf).count(ScapResult.PASS)).isEqualTo(1);
  }

  @Test
  void makesFindingsOfWhatFailsAndOfWhatIsLeftForPeople() {
    Inspection found = imported(RESULTS);
    assertThat(lines(found))
        .containsExactly("scap.failed-high r1: fail: Rule one (r1)", "scap.not-checked : 1: r2");
    assertThat(found.observations().getFirst().details())
        .containsEntry("severity", "high")
        .containsEntry("title", "Rule one")
        .containsEntry(
            "references",
            "not this; https://a.example/cce: CCE-1; https://a.example/cci: CCI-1, CCI-2");
    assertThat(
            lines(imported(wrapped(rule("a", "error") + rule("b", "unknown") + rule("c", "pass")))))
        .containsExactly("scap.undecided a: error: a", "scap.undecided b: unknown: b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notapplicable", "notchecked", "notselected", "informational", "error"})
  void neverTakesForAPassThatNothingWasChecked(String word) {
    Inspection found = imported(wrapped(rule("a", word) + rule("b", word)));
    assertThat(blindSpots(found)).containsExactly("scap.nothing-checked");
  }

  /// The ids of the rules that no deviation excuses.
  private static List<String> blindSpots(Inspection found) {
    return found.observations().stream()
        .map(Observation::rule)
        .filter(InspectionRule::isBlindSpot)
        .map(InspectionRule::id)
        .toList();
  }

  @Test
  void letsNobodyExcuseThatNothingWasChecked() {
    assertThat(blindSpots(ScapInspection.notRun("the time was over")))
        .containsExactly("scap.not-run");
    assertThat(blindSpots(imported(RESULTS))).isEmpty();
    assertThat(blindSpots(ScapInspection.withoutContent(null, Path.of("content")))).isEmpty();
  }

  @Test
  void takesOneDecidedRuleForAResult() {
    Inspection found = imported(wrapped(rule("a", "notapplicable") + rule("b", "pass")));
    assertThat(found.observations()).isEmpty();
    assertThat(found.engines())
        .singleElement()
        .satisfies(engine -> assertThat(engine.dataVersion()).startsWith("results.xml sha256:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<Benchmark xmlns='http://checklists.nist.gov/xccdf/1.2'/>",
        "<TestResult xmlns='http://example.org/other'/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.2'><target>&e;</target></TestResult>",
        "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.2'><rule-result idref='a'><result>fine</result></rule-result></TestResult>",
        "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.2'><rule-result idref='a'/></TestResult>",
        "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.2'>"
      })
  void refusesWhatAreNoResults(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(InspectionError.BAD_SCAP_RESULTS));
  }

  @Test
  void namesContentByItsDigestAndTheDateOfItsFirstComponent() throws IOException {
    String stream =
        """
        <collection xmlns="http://scap.nist.gov/schema/scap/source/1.2">
          <component id="a" timestamp="%s"><component timestamp="2000-01-01T00:00:00"/></component>
        </collection>
        """;
    Path file = temporary.resolve("ds.xml");
    for (List<String> told :
        List.of(
            List.of("2022-12-20T09:54:05", "2022-12-20T09:54:05Z"),
            List.of("2022-12-20T09:54:05+02:00", "2022-12-20T07:54:05Z"))) {
      String text = stream.formatted(told.getFirst());
      Files.writeString(file, text);
      assertThat(ContentIdentity.of(file, Limits.defaults()))
          .isEqualTo(
              new ContentIdentity(
                  Digest.sha256(text.getBytes(StandardCharsets.UTF_8)),
                  Instant.parse(told.getLast())));
    }
    for (String odd : List.of(stream.formatted("yesterday"), "no XML", "<a/>")) {
      Files.writeString(file, odd);
      assertThat(ContentIdentity.of(file, Limits.defaults()))
          .isEqualTo(
              new ContentIdentity(Digest.sha256(odd.getBytes(StandardCharsets.UTF_8)), null));
    }
    Limits small = Limits.defaults().with(Limit.SCAP_CONTENT_BYTES, 3);
    assertThatThrownBy(() -> ContentIdentity.of(file, small)).isInstanceOf(IOException.class);
  }

  @Test
  void isBoundedInSizeAndDepth() {
    Limits small = Limits.defaults().with(Limit.SCAP_RESULT_BYTES, 100);
    assertThatThrownBy(() -> read(RESULTS, small)).isInstanceOf(SeaworthyException.class);
    for (String element : List.of("a", "target", "rule-result")) {
      String deep = wrapped(("<" + element + ">").repeat(10_000));
      assertThatThrownBy(() -> read(deep)).isInstanceOf(SeaworthyException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "debian, 11, ssg-debian11-ds.xml",
    "ubuntu, 22.04, ssg-ubuntu2204-ds.xml",
    "rhel, 9.4, ssg-rhel9-ds.xml",
    "fedora, 41, ssg-fedora-ds.xml",
    "sles, 15.6, ssg-sle15-ds.xml"
  })
  void choosesTheContentOfTheDistribution(String id, String version, String file)
      throws IOException {
    Path content = Files.writeString(temporary.resolve(file), "");
    Distribution distribution = new Distribution(id, version, "", "", List.of(), "/etc/os-release");
    assertThat(ScapContent.find(temporary, distribution, "standard"))
        .contains(new ScapContent(content, "xccdf_org.ssgproject.content_profile_standard"));
    Distribution other = new Distribution(id + "x", version, "", "", List.of(), "");
    assertThat(ScapContent.find(temporary, other, "standard")).isEmpty();
  }

  @Test
  void hasNoContentForWhatHasNoVersionOrAnOddName() {
    for (Distribution odd :
        List.of(
            new Distribution("debian", "", "sid", "", List.of(), ""),
            new Distribution("../debian", "11", "", "", List.of(), ""))) {
      assertThat(ScapContent.find(ScapContent.USUAL_FOLDER, odd, "standard")).isEmpty();
      assertThat(lines(ScapInspection.withoutContent(odd, Path.of("content"))))
          .hasSize(1)
          .allMatch(line -> line.startsWith("scap.no-content"));
    }
    assertThat(lines(ScapInspection.withoutContent(null, Path.of("content"))))
        .containsExactly("scap.no-content : the image has no known distribution");
  }
}
