package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A secret that is none: excused as long as the file that holds it stays as it was.
class InspectionDeviationTest {

  /// Made up here, and put together so that nobody takes this file for a leak.
  private static final String TOKEN = "ghp" + "_" + "w7RkQ2mXv9TzL4sYbN8cJd3HfA6gUe1PqK0";

  private final Path home = Path.of("target", "inspection-deviation").toAbsolutePath();
  private final Path deviations = home.resolve("deviations");
  private final Path people = home.resolve("people.yaml");
  private final Path policy = home.resolve("policy.yaml");
  private String database = "";

  @BeforeEach
  void prepare() throws IOException {
    Folders.delete(home);
    Files.createDirectories(deviations);
    for (String name : List.of("alice", "bob")) {
      KeyFiles.make(home.resolve(name));
    }
    Files.writeString(
        people,
        """
        people:
          - {name: alice, key: alice.pub, may: [request]}
          - {name: bob, key: bob.pub, may: [endorse]}
        """);
    Files.writeString(
        policy,
        """
        name: secrets
        version: 1
        refuseFrom: high
        ratingRule: seaworthy.rating@1
        refuseStandings: [affected]
        refuseSeen: {secret: low}
        refuseKnownExploited: false
        deadlines: none
        scanWindowHours: 720
        timeZone: UTC
        dataAgeDaysMax: 100000
        """);
    database = new CartImage(home).database().toString();
  }

  @Test
  void countsWhileTheFileStaysAndNotWhenItIsPutBack() throws IOException {
    image("1.8", "GITHUB_TOKEN=" + TOKEN + "\n");
    Path report = home.resolve("report.json");
    Outcome refused = scan("scan", "1.8", "--output", "json=" + report);
    assertThat(refused.exitCode()).as(refused.transcript()).isEqualTo(1);
    Matcher name =
        Pattern.compile("\"name\": *\"(secret\\.[a-z-]+)\"").matcher(Files.readString(report));
    assertThat(name.find()).isTrue();
    Outcome asked =
        at(
            "deviation",
            "request",
            "--report",
            report.toString(),
            "--finding",
            name.group(1),
            "--kind",
            "false-positive",
            "--id",
            "FP-1",
            "--reason",
            "It opens nothing.",
            "--expires",
            "2026-12-24",
            "--carries-over",
            "--by",
            "alice",
            "--key",
            home.resolve("alice").toString(),
            "--out",
            deviations.resolve("FP-1.yaml").toString());
    assertThat(asked.exitCode()).as(asked.transcript()).isZero();
    step("endorse", "bob");
    String certificate = home.resolve("cart.json").toString();
    Outcome certified = scan("certify", "1.8", "--out", certificate);
    assertThat(certified.exitCode()).as(certified.transcript()).isZero();

    image("1.9", "GITHUB_TOKEN=" + TOKEN + "\n");
    assertThat(scan("scan", "1.9").out()).contains("CLEARED WITH DEVIATIONS");
    image("1.8", "GITHUB_TOKEN=" + TOKEN + "\n# now it is a live one\n");
    Outcome moved = scan("scan", "1.8");
    assertThat(moved.exitCode()).isEqualTo(1);
    assertThat(moved.out()).contains("SW-VERDICT-0028");

    image("1.8", "GITHUB_TOKEN=" + TOKEN + "\n");
    String approved = Files.readString(deviations.resolve("FP-1.yaml"));
    step("withdraw", "alice");
    assertThat(scan("certify", "1.8", "--out", certificate).err()).contains("SW-VERDICT-0026");
    Files.writeString(deviations.resolve("FP-1.yaml"), approved);
    Outcome putBack = scan("certify", "1.8", "--out", certificate);
    assertThat(putBack.exitCode()).as(putBack.transcript()).isEqualTo(1);
    assertThat(putBack.err()).contains("SW-VERDICT-0032");
  }

  private void step(String step, String person) {
    Outcome taken =
        at(
            "deviation",
            step,
            "--by",
            person,
            "--key",
            home.resolve(person).toString(),
            deviations.resolve("FP-1.yaml").toString());
    assertThat(taken.exitCode()).as(taken.transcript()).isZero();
  }

  private void image(String version, String content) throws IOException {
    Folders.delete(home.resolve(version));
    ImageMaker.linux()
        .layer(
            LayerSpec.of(tar ->
                tar.file(
                        "app/node_modules/@harbour/rope/package.json",
                        "{\"name\":\"@harbour/rope\",\"version\":\"4.6.0\"}")
                    .file("srv/app/.env", content)))
        .ociLayout(home.resolve(version), "registry.example/shop/cart:" + version);
  }

  private Outcome scan(String command, String version, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                "oci-layout:" + home.resolve(version),
                "--no-cache",
                "--db",
                database,
                "--policy",
                policy.toString(),
                "--deviations",
                deviations.toString(),
                "--people",
                people.toString()));
    words.addAll(List.of(more));
    return at(words.toArray(String[]::new));
  }

  private Outcome at(String... words) {
    return new Terminal(home).at("2026-11-21T10:00:00Z").run(words);
  }
}
