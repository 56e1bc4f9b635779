package dev.seaworthy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.scap.ScapContent;
import dev.seaworthy.inspection.scap.ScapInspection;
import dev.seaworthy.inspection.scap.ScapResult;
import dev.seaworthy.inspection.scap.ScapResults;
import dev.seaworthy.inspection.scap.ScapRuleResult;
import dev.seaworthy.inspection.scap.ScapRun;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.debian.DebianTree;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import dev.seaworthy.testkit.image.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs a real OpenSCAP on the tree of an image of Debian 11, and compares its word with that of an
/// OpenSCAP that is run by hand on what umoci unpacks.
class RealScapTest {

  private static final Distribution BULLSEYE =
      new Distribution("debian", "11", "bullseye", "", List.of("debian"), "/etc/os-release");

  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

  @TempDir private Path temporary;

  private static List<Need> needs(Need tree) {
    return List.of(
        Gates.tool("oscap"), Gates.tool("unshare"), Gates.tool("umoci"), root(), content(), tree);
  }

  /// Only root may name the users of a namespace without being given names for it.
  private static Need root() {
    String what = "the rights of root";
    return Command.of("id", "-u").text().strip().equals("0")
        ? Need.met(what, Path.of("/"))
        : Need.missing(what);
  }

  private static Need content() {
    String what = "SCAP content for Debian 11";
    return ScapContent.find(ScapContent.USUAL_FOLDER, BULLSEYE, "standard")
        .map(content -> Need.met(what, content.dataStream()))
        .orElseGet(() -> Need.missing(what));
  }

  @Test
  void saysWhatOpenScapSaysByHandRuleByRule() throws Exception {
    Need tree = DebianTree.make("bullseye", temporary);
    Gates.run(
        "scap: Debian 11, rule by rule as by hand",
        needs(tree),
        () -> {
          Path layout = layout(tree.path());
          ScapContent content =
              ScapContent.find(ScapContent.USUAL_FOLDER, BULLSEYE, "standard").orElseThrow();
          try (Image image = open(layout)) {
            ImageFacts facts = walk(image);
            ScapRun run =
                new ScapRun(new ScapProcesses(ENVIRONMENT), Limits.defaults(), resources());
            ScapRun.Outcome outcome = run.run(content, image, facts);
            assertThat(outcome.failure()).isEmpty();
            assertThat(outcome.gaps()).isEmpty();
            ScapResults byHand = byHand(layout, content);
            ScapResults results = outcome.resultsOrNull();
            assertThat(results).isNotNull();
            assertThat(results.rules()).isEqualTo(byHand.rules()).hasSizeGreaterThan(300);
            assertThat(results.rules())
                .anyMatch(rule ->
                    rule.rule().endsWith("file_permissions_etc_shadow")
                        && rule.result() == ScapResult.FAIL)
                .anyMatch(rule ->
                    rule.rule().endsWith("file_groupowner_etc_shadow")
                        && rule.result() == ScapResult.PASS);
            assertThat(results.count(ScapResult.PASS)).isPositive();
            Inspection found = ScapInspection.of(outcome);
            long failed =
                found.observations().stream()
                    .filter(each -> each.rule().id().startsWith("scap.failed-"))
                    .count();
            assertThat(failed).isEqualTo(byHand.count(ScapResult.FAIL));
            tooLarge(content, image, facts);
            isPartOfAScan(layout, content, byHand);
            return results.rules().size();
          }
        });
  }

  /// The same through the command, with what a person gets to see of it.
  private void isPartOfAScan(Path layout, ScapContent content, ScapResults byHand)
      throws IOException {
    Path home = Files.createDirectory(temporary.resolve("home"));
    Path file = home.resolve("report.json");
    Terminal.Outcome outcome =
        new Terminal(home)
            .with("PATH", System.getenv("PATH"))
            .run(
                "scan",
                "--no-cache",
                "--inspect",
                "scap",
                "--output",
                "json=" + file,
                "oci-layout:" + layout + ":1");
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(1);
    JsonObject report =
        new JsonReader(Limits.defaults()).readObject(Files.readAllBytes(file), "the report");
    List<JsonObject> failed =
        report.objects("findings").stream()
            .filter(finding -> finding.text("name").startsWith("scap.failed-"))
            .flatMap(finding -> finding.objects("observations").stream())
            .toList();
    assertThat(failed)
        .extracting(seen -> seen.text("key"))
        .containsExactlyInAnyOrderElementsOf(
            byHand.rules().stream()
                .filter(rule -> rule.result() == ScapResult.FAIL)
                .map(ScapRuleResult::rule)
                .toList());
    assertThat(failed)
        .filteredOn(seen -> seen.text("key").endsWith("file_permissions_etc_shadow"))
        .singleElement()
        .satisfies(seen -> {
          assertThat(seen.text("evidence")).contains("Verify Permissions on shadow File");
          assertThat(seen.object("details").text("severity")).isEqualTo("medium");
          assertThat(seen.object("details").text("references"))
              .contains("SP.800-53r4.pdf: ", "AC-6(1)");
        });
    assertThat(report.objects("engines"))
        .filteredOn(engine -> engine.text("name").equals("openscap"))
        .singleElement()
        .satisfies(engine -> {
          assertThat(engine.text("version")).contains("openscap");
          assertThat(engine.text("dataVersion"))
              .contains(
                  "ssg-debian11-ds.xml " + Digest.sha256(Files.readAllBytes(content.dataStream())),
                  "content_profile_standard");
          assertThat(engine.text("dataDate")).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
        });
  }

  private static void tooLarge(ScapContent content, Image image, ImageFacts facts)
      throws InterruptedException {
    Limits small = Limits.defaults().with(Limit.SCAP_TREE_BYTES, 1 << 20);
    ScapRun run = new ScapRun(new ScapProcesses(ENVIRONMENT), small, resources());
    assertThat(ScapInspection.of(run.run(content, image, facts)).observations())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.rule().id()).isEqualTo("scap.not-run");
          assertThat(each.evidence()).contains("scap-tree-bytes");
        });
  }

  @Test
  void makesAFindingOfAToolThatIsNotThere() throws Exception {
    Path layout = Files.createDirectory(temporary.resolve("small"));
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    maker.refer(maker.add(ImageMaker.linux().layer(tar -> tar.file("a", "a"))).manifest(), "1");
    maker.finish();
    try (Image image = open(layout)) {
      ScapRun run =
          new ScapRun(
              new ScapProcesses(Map.of("PATH", temporary.toString())),
              Limits.defaults(),
              resources());
      ScapContent content = new ScapContent(temporary.resolve("none.xml"), "standard");
      assertThat(ScapInspection.of(run.run(content, image, walk(image))).observations())
          .singleElement()
          .satisfies(each -> assertThat(each.rule().id()).isEqualTo("scap.not-run"));
    }
  }

  @Test
  void endsAProgramThatTakesTooLongOrWritesTooMuch() throws Exception {
    ScapProcesses programs = new ScapProcesses(ENVIRONMENT);
    long start = System.nanoTime();
    assertThat(failure(programs, "sleep 60 & sleep 60", Duration.ofMillis(300), 100))
        .contains("did not end within");
    assertThat(failure(programs, "cat /dev/zero", Duration.ofSeconds(30), 1_000))
        .contains("wrote more than 1000 bytes");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static String failure(ScapProcesses programs, String script, Duration limit, long bytes)
      throws InterruptedException {
    try {
      programs.run(List.of("sh", "-c", script), _ -> {}, limit, bytes);
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// The tree of Debian in one layer, and above it what changes some of the rules' results.
  private Path layout(Path tree) throws IOException {
    Path layout = Files.createDirectory(temporary.resolve("layout"));
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    ImageMaker image =
        ImageMaker.linux()
            .layer(LayerSpec.ofFile(tree))
            .layer(tar ->
                tar.entry(
                        TarEntry.file("etc/shadow").mode(0666).owner(0, 42),
                        "root:*:19000:0:99999:7:::\n".getBytes(StandardCharsets.UTF_8))
                    .whiteout("etc/gshadow"));
    maker.refer(maker.add(image).manifest(), "1");
    maker.finish();
    return layout;
  }

  private ScapResults byHand(Path layout, ScapContent content) throws IOException {
    // Its links lead all over the place, so the folder of the test, whose removal speaks of each,
    // is
    // not for it.
    Path folder = Files.createTempDirectory("seaworthy-scap");
    try {
      Path bundle = folder.resolve("bundle");
      Command.of("umoci", "unpack", "--image", layout + ":1", bundle.toString()).text();
      return byHandIn(bundle.resolve("rootfs"), content);
    } finally {
      Folders.delete(folder);
    }
  }

  private ScapResults byHandIn(Path root, ScapContent content) throws IOException {
    Path results = temporary.resolve("hand.xml");
    Command.Result run =
        Command.of(
                "oscap",
                "xccdf",
                "eval",
                "--profile",
                content.profile(),
                "--results",
                results.toString(),
                content.dataStream().toString())
            .with("OSCAP_PROBE_ROOT", root.toString())
            .run();
    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    try (InputStream in = Files.newInputStream(results)) {
      return ScapResults.read("hand.xml", in, Limits.defaults());
    }
  }

  private static WalkResources resources() {
    return WalkResources.of(1, Path.of(System.getProperty("java.io.tmpdir")), 42);
  }

  private static ImageFacts walk(Image image) {
    return new ImageWalk(List.of(), Limits.defaults(), LayerFactsCache.NONE, resources())
        .walk(image, WalkListener.NONE);
  }

  private static Image open(Path layout) {
    RegistryOptions registry =
        RegistryOptions.of(RegistryOptions.Traffic.of(InstantSource.fixed(Instant.EPOCH), _ -> {}));
    OpenOptions options =
        OpenOptions.of(
            Limits.defaults(),
            Platform.of("linux", "amd64"),
            Path.of(System.getProperty("java.io.tmpdir")),
            registry);
    return ImageSources.open(ImageSources.parse("oci-layout:" + layout + ":1"), options);
  }
}
