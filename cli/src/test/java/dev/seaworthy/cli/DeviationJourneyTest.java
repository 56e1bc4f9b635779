package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From a finding that can't be mended in time to a certificate with a deviation, and back.
class DeviationJourneyTest {

  private final Path home = Path.of("target", "deviation").toAbsolutePath();
  private final Path deviations = home.resolve("deviations");
  private final Path file = deviations.resolve("FP-1.yaml");
  private final Path people = home.resolve("people.yaml");
  private final Path report = home.resolve("report.json");
  private final Path certificate = home.resolve("cart.json");
  private final CartImage cart = new CartImage(home);
  private String database = "";
  private String image = "";

  @BeforeEach
  void prepare() throws IOException {
    Folders.delete(home);
    Files.createDirectories(deviations);
    for (String name : List.of("alice", "bob", "carol")) {
      KeyFiles.make(home.resolve(name));
    }
    Files.writeString(
        people,
        """
        people:
          - name: alice
            key: alice.pub
            may: [request, endorse]
          - name: bob
            key: bob.pub
            may: [request, endorse]
          - name: carol
            key: carol.pub
            may: [record]
        """);
    database = cart.database().toString();
    image = cart.image("4.5.6");
    Outcome refused =
        at("2026-11-21T09:14:00Z", "scan", image, "--db", database, "-o", "json=" + report);
    assertThat(refused.exitCode()).as(refused.transcript()).isEqualTo(1);
  }

  @Test
  void clearsWithADeviationThatASecondPersonEndorsedUntilItEnds() throws IOException {
    request("false-positive");
    Outcome pending = scan("2026-11-21T10:00:00Z");
    assertThat(pending.exitCode()).isEqualTo(1);
    assertThat(pending.out()).contains("no second").contains("SW-VERDICT-0024");

    Outcome self = step("alice", "endorse");
    assertThat(self.exitCode()).isEqualTo(2);
    assertThat(self.err()).contains("somebody else must endorse it");

    assertThat(step("bob", "endorse").exitCode()).isZero();
    Outcome cleared = scan("2026-11-21T10:00:00Z");
    assertThat(cleared.exitCode()).as(cleared.transcript()).isZero();
    assertThat(cleared.out())
        .contains("CLEARED WITH DEVIATIONS")
        .contains("false positive of CVE-2026-0001: closed, through")
        .contains("2026-11-24T23:59:59Z");

    Outcome certified =
        at(
            "2026-11-21T10:00:00Z",
            judged("certify", "--out", certificate.toString()).toArray(String[]::new));
    assertThat(certified.exitCode()).as(certified.transcript()).isZero();
    assertThat(certified.err())
        .contains("holds through 2026-11-24T23:59:59.999999999Z")
        .contains("the first of its deviations ends: FP-1");
    Outcome replayed =
        at("2026-11-23T10:00:00Z", "replay", "--db", database, certificate.toString());
    assertThat(replayed.out()).as(replayed.transcript()).startsWith("SAME");
    assertThat(verify("2026-11-24T23:59:59Z").exitCode()).isZero();
    assertThat(verify("2026-11-25T00:00:00Z").out()).contains("has expired");
    assertThat(scan("2026-11-25T00:00:00Z").out()).contains("SW-VERDICT-0027");
  }

  @Test
  void believesNobodyWhoEditsAfterwards() throws IOException {
    request("false-positive");
    step("bob", "endorse");
    Files.writeString(file, Files.readString(file).replace("2026-11-24", "2036-11-24"));
    Outcome edited = scan("2026-11-21T10:00:00Z");
    assertThat(edited.exitCode()).isEqualTo(1);
    assertThat(edited.out()).contains("edited after it was signed").contains("SW-VERDICT-0022");
    assertThat(list().out()).contains("FP-1  pending").contains("SW-VERDICT-0022");
  }

  @Test
  void leavesAFedrampRequestPendingUntilTheDecisionIsOnRecord() throws IOException {
    request("false-positive");
    step("bob", "endorse");
    assertThat(list("--policy", "fedramp").out()).contains("FP-1  pending");
    Path minutes = Files.writeString(home.resolve("minutes.txt"), "approved\n");
    Outcome decided =
        at(
            "2026-11-21T10:00:00Z",
            "deviation",
            "decide",
            "--by",
            "carol",
            "--key",
            home.resolve("carol").toString(),
            "--official",
            "R. Official",
            "--on",
            "2026-11-20",
            "--evidence",
            minutes.toString(),
            file.toString());
    assertThat(decided.exitCode()).as(decided.transcript()).isZero();
    assertThat(list("--policy", "fedramp").out()).contains("FP-1  approved");
  }

  @Test
  void tellsOtherToolsInOpenVex() throws IOException {
    request("false-positive", "--justification", "vulnerable_code_not_in_execute_path");
    assertThat(vex().objects("statements").getFirst().text("status"))
        .isEqualTo("under_investigation");
    step("bob", "endorse");
    JsonObject statement = vex().objects("statements").getFirst();
    assertThat(statement.text("status")).isEqualTo("not_affected");
    assertThat(statement.text("justification")).isEqualTo("vulnerable_code_not_in_execute_path");
    assertThat(statement.object("vulnerability").text("name")).isEqualTo("CVE-2026-0001");
    assertThat(statement.objects("products").getFirst().objects("subcomponents"))
        .extracting(each -> each.text("@id"))
        .containsExactly("pkg:npm/%40harbour/rope@4.5.6");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Outcome unknown = ask("CVE-2026-9999", "false-positive", "FP-2");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("no finding CVE-2026-9999");
    Outcome kind = ask("CVE-2026-0001", "wish", "FP-2");
    assertThat(kind.exitCode()).isEqualTo(2);
    assertThat(kind.err()).contains("\"wish\" is none of false-positive");
    Outcome unadjusted = ask("CVE-2026-0001", "risk-adjustment", "FP-2");
    assertThat(unadjusted.err()).contains("adjusted stands in a risk-adjustment");
    request("false-positive");
    Outcome twice = ask("CVE-2026-0001", "false-positive", "FP-1");
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).contains("is there already");

    Files.writeString(people, Files.readString(people).replace("may: [record]", "may: [approve]"));
    Outcome duty = scan("2026-11-21T10:00:00Z");
    assertThat(duty.exitCode()).isEqualTo(2);
    assertThat(duty.err()).contains("people.yaml:10:").contains("approve");
  }

  @Test
  void takesCertificatesBack() throws IOException {
    request("false-positive");
    step("bob", "endorse");
    at(
        "2026-11-21T10:00:00Z",
        judged("certify", "--out", certificate.toString()).toArray(String[]::new));
    Path list = home.resolve("revoked.json");
    Outcome revoked =
        at(
            "2026-11-21T11:00:00Z",
            "revoke",
            "--list",
            list.toString(),
            "--reason",
            "built from a stolen key",
            certificate.toString());
    assertThat(revoked.exitCode()).as(revoked.transcript()).isZero();
    assertThat(revoked.out()).startsWith("1 certificates are taken back, 1 of them now");
    Outcome closed = verify("2026-11-21T12:00:00Z", "--revocations", list.toString());
    assertThat(closed.exitCode()).isEqualTo(1);
    assertThat(closed.out()).contains("built from a stolen key").contains("SW-CERTIFICATE-0006");
  }

  private void request(String kind, String... more) {
    Outcome asked = ask("CVE-2026-0001", kind, "FP-1", more);
    assertThat(asked.exitCode()).as(asked.transcript()).isZero();
  }

  private Outcome ask(String finding, String kind, String id, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "deviation",
                "request",
                "--report",
                report.toString(),
                "--finding",
                finding,
                "--kind",
                kind,
                "--id",
                id,
                "--reason",
                "The code is never loaded.",
                "--expires",
                "2026-11-24",
                "--by",
                "alice",
                "--key",
                home.resolve("alice").toString(),
                "--out",
                deviations.resolve(id + ".yaml").toString()));
    words.addAll(List.of(more));
    return at("2026-11-21T09:20:00Z", words.toArray(String[]::new));
  }

  private Outcome step(String person, String step) {
    return at(
        "2026-11-21T09:30:00Z",
        "deviation",
        step,
        "--by",
        person,
        "--key",
        home.resolve(person).toString(),
        file.toString());
  }

  private Outcome list(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "deviation",
                "list",
                "--deviations",
                deviations.toString(),
                "--people",
                people.toString()));
    words.addAll(List.of(more));
    return at("2026-11-21T10:00:00Z", words.toArray(String[]::new));
  }

  private JsonObject vex() {
    Outcome vex =
        at(
            "2026-11-21T10:00:00Z",
            "deviation",
            "vex",
            "--author",
            "security@shop.example",
            "--deviations",
            deviations.toString(),
            "--people",
            people.toString());
    assertThat(vex.exitCode()).as(vex.transcript()).isZero();
    return new JsonReader(Limits.defaults())
        .readObject(vex.out().getBytes(StandardCharsets.UTF_8), "vex");
  }

  private Outcome scan(String at) {
    return at(at, judged("scan").toArray(String[]::new));
  }

  private List<String> judged(String command, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                image,
                "--no-cache",
                "--db",
                database,
                "--deviations",
                deviations.toString(),
                "--people",
                people.toString()));
    words.addAll(List.of(more));
    return words;
  }

  private Outcome verify(String at, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("verify", certificate.toString(), "--image", cart.digest()));
    words.addAll(List.of(more));
    return at(at, words.toArray(String[]::new));
  }

  private Outcome at(String instant, String... words) {
    return new Terminal(home).at(instant).run(words);
  }
}
