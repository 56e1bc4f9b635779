package dev.seaworthy.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Golden;
import dev.seaworthy.cli.ReportSchema;
import dev.seaworthy.cli.report.SbomPresenter.Format;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.testkit.schema.OfficialSchema;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class DocumentPresentersTest {

  private static final List<ScanResult> ALL =
      List.of(
          Sample.refused(),
          Sample.inspected(),
          Sample.cleared(),
          Sample.withStarterSet(),
          Sample.withMany());

  @Test
  void reportsFollowTheirPublishedSchema() throws IOException {
    for (ScanResult result : ALL) {
      assertThat(ReportSchema.faults(text(new JsonPresenter("1.2.3"), result))).isEmpty();
    }
    Golden.matches("report-refused.json", text(new JsonPresenter("1.2.3"), Sample.refused()));
    Golden.matches("report-inspected.json", text(new JsonPresenter("1.2.3"), Sample.inspected()));
  }

  @Test
  void reportsKeepForeignTextAsItWas() throws IOException {
    JsonObject report = json(text(new JsonPresenter("1.2.3"), Sample.refused()));
    assertThat(report.objects("findings"))
        .filteredOn(finding -> finding.text("name").equals("CVE-2024-0001"))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.objects("components").getFirst().text("version"))
                .isEqualTo("1.0\u001b[31m\u202e"));
  }

  @Test
  void sarifFollowsTheOfficialSchema() throws IOException {
    for (ScanResult result : ALL) {
      assertThat(OfficialSchema.SARIF_2_1_0.faults(text(new SarifPresenter("1.2.3"), result)))
          .isEmpty();
    }
    Golden.matches("sarif-refused.json", text(new SarifPresenter("1.2.3"), Sample.refused()));
    Golden.matches("sarif-inspected.json", text(new SarifPresenter("1.2.3"), Sample.inspected()));
  }

  /// What GitLab's schema asks for (security report schemas 15.0.7, container scanning).
  @Test
  void gitlabReportsHaveWhatTheirSchemaAsksFor() throws IOException {
    for (ScanResult result : ALL) {
      JsonObject report = json(text(new GitlabPresenter("1.2.3"), result));
      assertThat(report.text("version")).isEqualTo("15.0.7");
      JsonObject scan = report.object("scan");
      assertThat(scan.members())
          .containsKeys("analyzer", "end_time", "scanner", "start_time", "status", "type");
      assertThat(scan.text("start_time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
      for (JsonObject message : scan.objects("messages")) {
        assertThat(message.text("value")).isNotEmpty();
      }
      for (JsonObject found : report.objects("vulnerabilities")) {
        assertThat(UUID.fromString(found.text("id")).version()).isEqualTo(8);
        assertThat(found.text("name")).isNotEmpty().hasSizeLessThanOrEqualTo(255);
        assertThat(found.text("severity"))
            .isIn("Info", "Unknown", "Low", "Medium", "High", "Critical");
        assertThat(found.objects("identifiers")).isNotEmpty();
        JsonObject location = found.object("location");
        assertThat(location.text("operating_system")).isNotEmpty();
        assertThat(location.text("image")).isNotEmpty();
        assertThat(location.object("dependency").members()).containsKeys("package", "version");
      }
      assertThat(report.objects("vulnerabilities"))
          .extracting(found -> found.text("id"))
          .doesNotHaveDuplicates();
    }
    Golden.matches("gitlab-refused.json", text(new GitlabPresenter("1.2.3"), Sample.refused()));
  }

  @Test
  void markdownShowsForeignTextAndNeverObeysIt() throws IOException {
    for (ScanResult result : ALL) {
      String text = text(new MarkdownPresenter(), result);
      assertThat(text).startsWith("## ").doesNotContain("\u001b").doesNotContain("\u202e");
      assertThat(text.lines().filter(line -> line.startsWith("|")))
          .allSatisfy(line -> assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(5));
    }
    Golden.matches("markdown-refused.md", text(new MarkdownPresenter(), Sample.refused()));
  }

  @Test
  void everySarifResultNamesItsRuleAndItsFinding() throws IOException {
    JsonObject run =
        json(text(new SarifPresenter("1.2.3"), Sample.refused())).objects("runs").getFirst();
    List<JsonObject> rules = run.object("tool").object("driver").objects("rules");
    assertThat(rules).extracting(rule -> rule.text("id")).doesNotHaveDuplicates();
    for (JsonObject result : run.objects("results")) {
      int rule = Math.toIntExact(result.integer("ruleIndex").orElseThrow());
      assertThat(rules.get(rule).text("id")).isEqualTo(result.text("ruleId"));
      assertThat(result.object("partialFingerprints").text("seaworthyFindingId/v1"))
          .startsWith("swf1-");
    }
    assertThat(run.objects("invocations").getFirst().integer("exitCode")).hasValue(1L);
  }

  @Test
  void junitIsWellFormedAndFailsForWhatStandsInTheWay() throws Exception {
    for (ScanResult result : ALL) {
      Document document = xml(text(new JunitPresenter(), result));
      Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
      assertThat(document.getElementsByTagName("failure").getLength())
          .isEqualTo(result.verdict().inTheWay().size())
          .isEqualTo(Integer.parseInt(suite.getAttribute("failures")));
      assertThat(document.getElementsByTagName("testcase").getLength())
          .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
    }
    Golden.matches("junit-refused.xml", text(new JunitPresenter(), Sample.refused()));
    Golden.matches("junit-inspected.xml", text(new JunitPresenter(), Sample.inspected()));
  }

  @Test
  void bomsCarryTheTimeThatIsAskedForOrTheImagesOwn() throws IOException {
    Instant asked = SbomPresenter.stamp("1700000000");
    assertThat(text(new SbomPresenter(Format.CYCLONEDX, "1.2.3", asked), Sample.refused()))
        .contains("2023-11-14T22:13:20Z");
    assertThat(text(new SbomPresenter(Format.SPDX, "1.2.3", null), Sample.refused()))
        .contains("2026-11-01T12:00:00Z");
  }

  @Test
  void refusesATimeThatIsNone() {
    for (String text : new String[] {"-1", "yesterday", "1e9", "999999999999999999"}) {
      assertThatThrownBy(() -> SbomPresenter.stamp(text)).isInstanceOf(NumberFormatException.class);
    }
    assertThat(SbomPresenter.stamp("")).isNull();
  }

  private static String text(Presenter presenter, ScanResult result) throws IOException {
    StringWriter out = new StringWriter();
    presenter.present(result, out);
    return out.toString();
  }

  private static JsonObject json(String text) {
    return new JsonReader(Limits.defaults())
        .readObject(text.getBytes(StandardCharsets.UTF_8), "output");
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }
}
