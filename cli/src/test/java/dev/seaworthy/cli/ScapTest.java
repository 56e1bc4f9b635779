package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.image.ImageMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SCAP as part of a scan, as far as no OpenSCAP is needed for it.
class ScapTest {

  private static final String RESULTS =
      """
      <Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
        <Rule id="r1"><title>Shadow is private</title>
          <reference href="https://standard.example/ac">AC-6</reference></Rule>
        <TestResult id="t" version="0.1" end-time="2026-11-20T08:00:00" test-system="checker 1">
          <benchmark id="b"/><profile idref="p"/><target>cart</target>
          <rule-result idref="r1" severity="high"><result>%s</result></rule-result>
        </TestResult>
      </Benchmark>
      """;

  private final Path home = Path.of("target", "scap").toAbsolutePath();
  private final List<String> environment = new ArrayList<>();

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void takesOverResultsThatWereMadeElsewhere() throws IOException {
    Path results = Files.writeString(home.resolve("results.xml"), RESULTS.formatted("fail"));
    JsonObject report = report("--scap-results", results.toString());
    JsonObject failed = only(report, "scap.");
    assertThat(failed.text("name")).isEqualTo("scap.failed-high");
    assertThat(failed.isTrue("inTheWay")).isTrue();
    JsonObject seen = failed.objects("observations").getFirst();
    assertThat(seen.text("key")).isEqualTo("r1");
    assertThat(seen.text("evidence")).isEqualTo("fail: Shadow is private (r1)");
    assertThat(seen.object("details").text("severity")).isEqualTo("high");
    assertThat(seen.object("details").text("references"))
        .isEqualTo("https://standard.example/ac: AC-6");
    assertThat(engine(report, "scap-results").text("version")).isEqualTo("checker 1");
    assertThat(engine(report, "scap-results").text("dataVersion"))
        .contains("results.xml sha256:", "b 0.1 p", "of cart, ended 2026-11-20T08:00:00");
  }

  /// The strictest threshold lets through all but the worst: what was not checked is no pass even
  /// then.
  @ParameterizedTest
  @ValueSource(strings = {"notapplicable", "notchecked", "notselected", "error"})
  void neverTakesResultsWithoutADecisionForAPass(String word) throws IOException {
    Path results = Files.writeString(home.resolve("results.xml"), RESULTS.formatted(word));
    JsonObject report = report("--fail-on", "critical", "--scap-results", results.toString());
    assertThat(of(report, "scap.nothing-checked")).hasSize(1);
    assertThat(report.object("verdict").text("outcome")).isEqualTo("refused");
    assertThat(of(report, "scap.nothing-checked").getFirst().isTrue("inTheWay")).isTrue();
  }

  @Test
  void isNoPassWhereThereIsNoContentForTheDistribution() throws IOException {
    Path folder = Files.createDirectories(home.resolve("content"));
    JsonObject report = report("--fail-on", "critical", "--scap-content", folder.toString());
    JsonObject finding = only(report, "scap.");
    assertThat(finding.text("name")).isEqualTo("scap.no-content");
    assertThat(finding.isTrue("inTheWay")).isTrue();
    assertThat(finding.objects("observations").getFirst().text("evidence"))
        .contains("no content for debian-12");
  }

  @Test
  void isNoPassWhereOpenScapIsMissing() throws IOException {
    Path content = Files.createDirectories(home.resolve("content"));
    Files.writeString(content.resolve("ssg-debian12-ds.xml"), "<a/>");
    environment.add(Files.createDirectories(home.resolve("no-programs")).toString());
    JsonObject report =
        report("--inspect", "scap", "--fail-on", "critical", "--scap-content", content.toString());
    JsonObject finding = only(report, "scap.");
    assertThat(finding.text("name")).isEqualTo("scap.not-run");
    assertThat(finding.isTrue("inTheWay")).isTrue();
    assertThat(finding.objects("observations").getFirst().text("evidence"))
        .contains("oscap is not installed");
    assertThat(report.objects("engines"))
        .extracting(engine -> engine.text("name"))
        .doesNotContain("openscap");
  }

  /// Like a list of bases, results of SCAP alone are no answer to a policy that asks for checks.
  @Test
  void bringsTheHardeningProfileAlong() throws IOException {
    Path results = Files.writeString(home.resolve("results.xml"), RESULTS.formatted("pass"));
    JsonObject report =
        report("--policy", "fedramp", "--inspect", "secret", "--scap-results", results.toString());
    assertThat(report.objects("engines"))
        .extracting(engine -> engine.text("name"))
        .contains("scap-results", "hardening");
    assertThat(of(report, "hardening.")).isNotEmpty();
  }

  @Test
  void isNoPartOfAll() throws IOException {
    JsonObject report = report("--inspect", "all");
    assertThat(of(report, "scap.")).isEmpty();
    assertThat(report.objects("engines"))
        .extracting(engine -> engine.text("name"))
        .contains("hardening")
        .doesNotContain("openscap", "scap-results");
  }

  @Test
  void refusesOptionsThatContradictEachOtherAndFilesThatAreNone() throws IOException {
    Path results = Files.writeString(home.resolve("results.xml"), RESULTS.formatted("pass"));
    Outcome both = scan("--scap-results", results.toString(), "--scap-profile", "standard");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--scap-results and --scap-profile");
    Path wrong = Files.writeString(home.resolve("wrong.xml"), "<a/>");
    Outcome none = scan("--scap-results", wrong.toString());
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("no XCCDF TestResult");
    Outcome missing = scan("--scap-content", home.resolve("nothing").toString());
    assertThat(missing.exitCode()).isIn(2, 3);
    assertThat(missing.err()).contains("there is no file");
  }

  private static List<JsonObject> of(JsonObject report, String prefix) {
    return report.objects("findings").stream()
        .filter(finding ->
            finding.text("kind").equals("check") && finding.text("name").startsWith(prefix))
        .toList();
  }

  private static JsonObject only(JsonObject report, String prefix) {
    assertThat(of(report, prefix)).hasSize(1);
    return of(report, prefix).getFirst();
  }

  private static JsonObject engine(JsonObject report, String name) {
    return report.objects("engines").stream()
        .filter(engine -> engine.text("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private JsonObject report(String... options) throws IOException {
    Path file = home.resolve("report.json");
    List<String> arguments = new ArrayList<>(List.of("--no-cache", "--output", "json=" + file));
    arguments.addAll(List.of(options));
    Outcome outcome = scan(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isIn(0, 1);
    assertThat(ReportSchema.faults(Files.readString(file))).isEmpty();
    return new JsonReader(Limits.defaults()).readObject(Files.readAllBytes(file), "the report");
  }

  private Outcome scan(String... options) throws IOException {
    Path layout = home.resolve("image");
    if (!Files.exists(layout)) {
      ImageMaker.linux()
          .layer(tar ->
              tar.file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                  .file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"))
          .ociLayout(layout, "registry.example/shop/cart:1.8");
    }
    List<String> arguments = new ArrayList<>(List.of("scan", "oci-layout:" + layout));
    arguments.addAll(List.of(options));
    Terminal terminal = new Terminal(home);
    environment.forEach(path -> terminal.with("PATH", path));
    return terminal.run(arguments.toArray(String[]::new));
  }
}
