package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A scan that looks for secrets, malware and weak settings too.
class InspectTest {

  /// Made up here, and put together so that nobody takes this file for a leak.
  private static final String TOKEN = "ghp" + "_" + "w7RkQ2mXv9TzL4sYbN8cJd3HfA6gUe1PqK0";

  private static final List<String> FORMATS =
      List.of("table", "json", "sarif", "junit", "cyclonedx", "spdx");

  private final Path home = Path.of("target", "inspect").toAbsolutePath();

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void findsASecretThatALaterLayerDeletes() throws IOException {
    JsonObject report = report("--inspect", "secret");
    List<JsonObject> secrets = of(report, "secret");
    assertThat(secrets).isNotEmpty();
    JsonObject first = secrets.getFirst();
    assertThat(first.isTrue("inTheWay")).isTrue();
    JsonObject seen = first.objects("observations").getFirst();
    assertThat(seen.text("path")).isEqualTo("/srv/app/.env");
    assertThat(seen.object("details").text("deletedIn")).isEqualTo("1");
    assertThat(report.objects("engines"))
        .extracting(engine -> engine.text("subject"))
        .containsExactly("secret");
  }

  @Test
  void neverTellsASecretInAnyOutputOrLog() throws IOException {
    for (String format : FORMATS) {
      Path file = home.resolve("out." + format);
      Outcome outcome = scan("--inspect", "all", "--details", "--output", format + "=" + file);
      assertThat(outcome.exitCode()).as(outcome.transcript()).isIn(0, 1);
      assertThat(outcome.transcript()).doesNotContain(TOKEN).doesNotContain(TOKEN.substring(12));
      assertThat(Files.readString(file)).doesNotContain(TOKEN.substring(12));
    }
    Outcome table = scan("--inspect", "secret", "--details", "--output", "table");
    assertThat(table.out()).contains("ghp_").doesNotContain(TOKEN.substring(12));
    try (Stream<Path> kept = Files.walk(home)) {
      kept.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(home.resolve("image")))
          .forEach(file -> assertThat(bytes(file)).as(file + "").doesNotContain(TOKEN));
    }
  }

  @Test
  void tellsWhatRunsAsRoot() throws IOException {
    JsonObject report = report("--inspect", "check");
    assertThat(of(report, "check"))
        .extracting(finding -> finding.text("name"))
        .contains("hardening.user-root");
    assertThat(report.objects("engines").getFirst().text("dataVersion"))
        .contains("seaworthy.hardening");
  }

  @Test
  void refusesWhenTheMalwareEngineDoesNotAnswer() throws IOException {
    JsonObject report =
        report("--inspect", "malware", "--clamd", "unix:" + home.resolve("nothing.ctl"));
    assertThat(of(report, "malware"))
        .filteredOn(finding -> finding.text("name").equals("malware.engine-unreachable"))
        .isNotEmpty()
        .allMatch(finding -> finding.isTrue("inTheWay"));
    assertThat(report.object("verdict").text("outcome")).isEqualTo("refused");
  }

  @Test
  void looksForNothingUnlessSomebodyAsks() throws IOException {
    assertThat(report().objects("engines")).isEmpty();
    assertThat(report("--inspect", "none").objects("engines")).isEmpty();
  }

  /// The policy asks for all three; who turns them off is told that nothing looked.
  @Test
  void refusesWhenWhatThePolicyAsksForWasTurnedOff() throws IOException {
    JsonObject report = report("--policy", "fedramp", "--inspect", "none");
    assertThat(of(report, "condition"))
        .filteredOn(finding -> finding.text("name").equals("inspection.not-done"))
        .extracting(finding -> finding.text("subject"))
        .containsExactly("secret", "malware", "check");
  }

  @Test
  void seesTheSameWithTheLayerCacheAsWithout() throws IOException {
    Path file = home.resolve("report.json");
    List<List<JsonObject>> all = new ArrayList<>();
    for (String cache : List.of("--no-cache", "", "")) {
      List<String> options =
          new ArrayList<>(List.of("--inspect", "secret,check", "--output", "json=" + file));
      if (!cache.isEmpty()) {
        options.add(cache);
      }
      scan(options.toArray(String[]::new));
      all.add(json(file).objects("findings"));
    }
    assertThat(all.get(1)).isEqualTo(all.get(0));
    assertThat(all.get(2)).isEqualTo(all.get(0));
  }

  @Test
  void holdsTheBaseAgainstTheListOfAllowedOnes() throws IOException {
    JsonObject report = report("--inspect", "check", "--allowed-bases", bases().toString());
    assertThat(of(report, "check"))
        .extracting(finding -> finding.text("name"))
        .contains("base.unknown");
  }

  /// Nothing else asks for failed checks here: the list alone makes them count.
  @Test
  void refusesABaseThatIsNotOnTheListUnderEveryPolicy() throws IOException {
    ImageMaker.linux().layer(lowest()).ociLayout(home.resolve("base"), "registry.example/other:1");
    String base = "oci-layout:" + home.resolve("base");
    assertThat(report("--base", base).objects("engines")).isEmpty();
    for (String policy : List.of("default", "fedramp")) {
      JsonObject report =
          report("--policy", policy, "--base", base, "--allowed-bases", bases().toString());
      assertThat(of(report, "check"))
          .filteredOn(finding -> finding.text("name").equals("base.not-allowed"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.isTrue("inTheWay")).isTrue());
      assertThat(report.object("verdict").text("outcome")).isEqualTo("refused");
    }
  }

  /// A policy that asks for failed checks asks for a profile of them, not for any.
  @Test
  void aListOfBasesDoesNotStandForTheChecksThatAPolicyAsksFor() throws IOException {
    List<String> asked = List.of("--policy", "fedramp", "--inspect", "secret,malware");
    assertThat(of(report(asked.toArray(String[]::new)), "condition"))
        .filteredOn(finding -> finding.text("name").equals("inspection.not-done"))
        .extracting(finding -> finding.text("subject"))
        .containsExactly("check");
    List<String> withList = new ArrayList<>(asked);
    withList.addAll(List.of("--allowed-bases", bases().toString()));
    JsonObject report = report(withList.toArray(String[]::new));
    assertThat(report.objects("engines"))
        .extracting(engine -> engine.text("name"))
        .contains("allowed-bases", "hardening");
    assertThat(of(report, "check"))
        .extracting(finding -> finding.text("name"))
        .contains("hardening.user-root");
  }

  @Test
  void saysWhatCanBeLookedFor() {
    Outcome outcome = new Terminal(home).run("scan", "--inspect", "viruses", "dir:" + home);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--inspect viruses").contains("secret, malware, check");
  }

  private Path bases() throws IOException {
    return Files.writeString(
        home.resolve("bases.json"),
        "{\"version\":1,\"bases\":[{\"name\":\"debian\",\"repositories\":[\"registry.example/base/debian\"]}]}");
  }

  private static List<JsonObject> of(JsonObject report, String kind) {
    return report.objects("findings").stream()
        .filter(finding -> finding.text("kind").equals(kind))
        .toList();
  }

  private JsonObject report(String... options) throws IOException {
    Path file = home.resolve("report.json");
    List<String> arguments = new ArrayList<>(List.of("--no-cache", "--output", "json=" + file));
    arguments.addAll(List.of(options));
    Outcome outcome = scan(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isIn(0, 1);
    assertThat(ReportSchema.faults(Files.readString(file))).isEmpty();
    return json(file);
  }

  private Outcome scan(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("scan", "oci-layout:" + image()));
    arguments.addAll(List.of(options));
    return new Terminal(home).run(arguments.toArray(String[]::new));
  }

  private static JsonObject json(Path file) throws IOException {
    return new JsonReader(Limits.defaults()).readObject(Files.readAllBytes(file), "the report");
  }

  private static String bytes(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LayerSpec lowest() {
    return LayerSpec.of(tar ->
        tar.file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
            .file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
            .file("srv/app/.env", "GITHUB_TOKEN=" + TOKEN + "\n"));
  }

  private Path image() throws IOException {
    Path layout = home.resolve("image");
    if (!Files.exists(layout)) {
      ImageMaker.linux()
          .environment(TOKEN)
          .label("deploy " + TOKEN, "yes")
          .layer(lowest())
          .layer(LayerSpec.of(tar -> tar.file("srv/app/.wh..env", "")))
          .ociLayout(layout, "registry.example/shop/cart:1.8");
    }
    return layout;
  }
}
