package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Policies from files and by name, what they do to a scan, and a certificate's life under them.
class PolicyTest {

  private static final String CEL = "dev.cel";
  private static final String YAML = "org.snakeyaml.engine.v2.nodes";

  private final Path home = Path.of("target", "policy").toAbsolutePath();
  private final Path certificate = home.resolve("cart.json");

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void listsAndShowsWhatComesWithTheProgram() {
    Outcome list = new Terminal(home).run("policy", "list");
    assertThat(list.exitCode()).isZero();
    assertThat(list.out())
        .contains("mlps-level-1 (推定)@1\n")
        .contains("mlps-level-4@1\n")
        .contains("fedramp-legacy-moderate@1, also called fedramp\n")
        .contains("\n  sha256:78057b9d0e43");

    Outcome shown = new Terminal(home).run("policy", "show", "fedramp-cr26-class-c");
    assertThat(shown.out())
        .startsWith("# sha256:")
        .contains("# VDR-TFR-PVR from completed evaluation")
        .contains("drifting: P14D");

    Outcome canonical = new Terminal(home).run("policy", "show", "default", "--canonical");
    assertThat(canonical.out()).startsWith("{\n  \"name\": \"default\",");
  }

  /// What the page shows works as it says.
  @Test
  void testsTheExamplesOfThePage() throws IOException {
    String page = Files.readString(RepositoryRoot.find().resolve("docs/howto-policy.md"));
    Path policy = home.resolve("policy.yaml");
    Files.writeString(policy, block(page, "# .seaworthy/policy.yaml"));
    Files.writeString(home.resolve("policy.test.yaml"), block(page, "cases:"));
    for (String target : List.of(policy.toString(), home.toString())) {
      Outcome tested = new Terminal(home).run("policy", "test", target);
      assertThat(tested.transcript())
          .startsWith("exit 0")
          .contains("ok    Moderate has 90 days")
          .contains("2 examples, all as expected");
    }
    Files.writeString(policy, Files.readString(policy) + "refuseFrom: moderate\n");
    Outcome differing = new Terminal(home).run("policy", "test", policy.toString());
    assertThat(differing.exitCode()).isEqualTo(1);
    assertThat(differing.out())
        .contains("FAIL  Moderate has 90 days  ~/policy.test.yaml:2:5\n")
        .contains("expected cleared, and it is refused because of CVE-2026-0001")
        .contains("2 examples, 1 otherwise");
  }

  @Test
  void testsTheShippedPoliciesByName() {
    Outcome tested = new Terminal(home).run("policy", "test", "fedramp");
    assertThat(tested.exitCode()).as(tested.transcript()).isZero();
    assertThat(tested.out()).contains("ok    Low has 180 days");
  }

  @Test
  void takesTheProjectsPolicyBeforeTheUsersAndTheOptionBeforeBoth() throws IOException {
    String target = image("4.5.6");
    assertThat(scan(target).exitCode()).isEqualTo(1);

    write(home.resolve(".config/seaworthy/policy.yaml"), "user", "mode: advise");
    assertThat(scan(target).out()).contains("WOULD BE REFUSED").contains("policy user@");
    assertThat(scan(target).exitCode()).isZero();

    write(home.resolve("project/.seaworthy/policy.yaml"), "project", "refuseFrom: critical");
    assertThat(scan(target).out()).contains("CLEARED").contains("policy project@");

    assertThat(scan(target, "--policy", "default").out()).contains("REFUSED  policy default@");
    Path named = home.resolve("named.yaml");
    write(named, "named", "scope: {repositories: [other.example/**]}");
    assertThat(scan(target, "--policy", named.toString()).out())
        .contains("policy named@")
        .contains("the policy is not for this image");
  }

  @Test
  void namesFileLineAndColumn() throws IOException {
    Path policy = home.resolve("policy.yaml");
    write(policy, "shop", "scanWindow: 3");
    Outcome wrong = scan(image("4.5.6"), "--policy", policy.toString());
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("SW-VERDICT-0002")
        .contains("~/policy.yaml:4:1: \"scanWindow\" is not known")
        .contains("scanWindowHours");
    Outcome absent = scan("dir:" + home, "--policy", "./nothing.yaml");
    assertThat(absent.err()).contains("there is no file ./nothing.yaml");
  }

  @Test
  void doesNotLetAFlagReplaceThePolicysProfile() throws IOException {
    Outcome other =
        scan(image("4.6.0"), "--policy", "fedramp", "--hardening", "seaworthy.hardening@1");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("asks for the hardening profile cis.docker.level2@1");
  }

  /// Thirty times twenty-four hours from the scan, and that instant still counts.
  @Test
  void endsACertificateWithTheScanWindow() throws IOException {
    certify("2026-11-21T09:14:00Z", "4.6.0", fedramp());
    assertThat(verify("2026-11-21T09:14:00Z")).isZero();
    assertThat(verify("2026-12-20T09:14:00Z")).isZero();
    assertThat(verify("2026-12-21T09:14:00Z")).isZero();
    assertThat(verify("2026-12-21T09:14:01Z")).isEqualTo(1);
    assertThat(verify("2026-12-22T09:14:00Z")).isEqualTo(1);
  }

  /// A flaw rated Moderate has ninety days: the certificate ends with its due date, and on the day
  /// after no certificate is cleared, also not of a rebuild under a new digest.
  @Test
  void refusesFromTheDayAfterTheFirstDueDateAlsoAfterARebuild() throws IOException {
    Path policy = fedramp();
    assertThat(certify("2026-11-21T09:14:00Z", "4.5.5", policy).exitCode()).isZero();
    Path first = Files.move(certificate, home.resolve("first.json"));
    // Due on 19 February 2027; the window ends earlier, so it is scanned again.
    assertThat(certify("2027-02-18T09:14:00Z", "4.5.5", policy, "--previous", first + "").err())
        .contains("holds through 2027-02-19T23:59:59.999999999Z: deadline of CVE-2026-0002");
    Path second = Files.move(certificate, home.resolve("second.json"));

    Outcome late = certify("2027-02-20T00:00:00Z", "4.5.5", policy, "--previous", second + "");
    assertThat(late.exitCode()).as(late.transcript()).isEqualTo(1);
    assertThat(late.err()).contains("CVE-2026-0002  was due 2027-02-19");
    assertThat(verify("2027-02-20T00:00:00Z")).isEqualTo(1);

    Outcome rebuilt = certify("2027-02-20T00:00:00Z", "4.5.7", policy, "--previous", second + "");
    assertThat(rebuilt.exitCode()).as(rebuilt.transcript()).isEqualTo(1);
    assertThat(verify("2027-02-20T00:00:00Z")).isEqualTo(1);

    // The ledger knows it too. Without both, the clock begins anew; the certificate says so.
    assertThat(certify("2027-02-20T00:00:00Z", "4.5.7", policy).exitCode()).isEqualTo(1);
    assertThat(certify("2027-02-20T00:00:00Z", "4.5.7", policy, "--ledger", "none").exitCode())
        .isZero();
  }

  /// Nothing is worse than in the image that was cleared before: the first is cleared with a High
  /// that only became known later, so it is in production; its rebuild with the same may replace
  /// it.
  @Test
  void letsAnImageReplaceOneThatIsNotBetterIfTheSamePolicyClearedThat() throws IOException {
    Path policy = home.resolve("same.yaml");
    write(policy, "same", "allowNotWorse: true");
    assertThat(certify("2026-11-21T09:14:00Z", "4.6.1", policy).exitCode()).isZero();
    Path first = Files.move(certificate, home.resolve("first.json"));
    later("4.6.1\",\"4.6.2");
    // The same image again: refused, since the flaw wasn't open before. But it may be running.
    assertThat(
            certify("2026-11-22T09:14:00Z", "4.6.1", policy, "--previous", first + "").exitCode())
        .isEqualTo(1);
    Path second = Files.move(certificate, home.resolve("second.json"));
    // And again: that it was refused is no reason to clear it.
    assertThat(
            certify("2026-11-22T10:14:00Z", "4.6.1", policy, "--previous", second + "").exitCode())
        .isEqualTo(1);
    assertThat(
            certify("2026-11-23T09:14:00Z", "4.6.2", policy, "--previous", second + "").exitCode())
        .isZero();
    Path other = home.resolve("other.yaml");
    write(other, "other", "allowNotWorse: true");
    assertThat(
            certify("2026-11-23T09:14:00Z", "4.6.2", other, "--previous", second + "").exitCode())
        .isEqualTo(1);
    assertThat(certify("2026-11-23T09:14:00Z", "4.6.2", policy).exitCode()).isEqualTo(1);
  }

  private void later(String versions) throws IOException {
    advisory(home.resolve("osv/npm"), "2026-11-22T00:00:00Z", "0003", "high", versions);
  }

  /// The rules of 2026 without their inspections, which this image's maker has no engines for.
  @Test
  void showsWhatADeadlineRestsOn() throws IOException {
    Path policy = home.resolve("cr26.yaml");
    Files.writeString(
        policy, "name: cr26\nversion: 1\nextends: fedramp-cr26-class-c\nrefuseSeen: {}\n");
    Path facts = home.resolve("facts.yaml");
    Files.writeString(
        facts,
        """
        exposure: internal
        evaluations:
          - flaw: CVE-2026-0002
            completedAt: 2026-11-20T10:00:00Z
            impact: n3
            by: A. Analyst
            reason: one agency uses it
        """);
    Outcome shown =
        scan(
            image("4.5.5"),
            "--policy",
            policy + "",
            "--facts",
            facts + "",
            "--details",
            "--output",
            "table",
            "--output",
            "json=" + home.resolve("report.json"));
    assertThat(shown.exitCode()).as(shown.transcript()).isZero();
    assertThat(shown.out())
        .contains("CVE-2026-0002  due 2026-12-22T10:00:00Z  N3, lev-nirv: 768 hours")
        .contains("exposure is declared internal: NIRV")
        .contains("A. Analyst evaluated it at 2026-11-20T10:00:00Z as N3, LEV, NIRV: one agency")
        .contains("192 days from evaluation at 2026-11-20T10:00:00Z (VER-TFR-MAV)");
    String report = Files.readString(home.resolve("report.json"));
    assertThat(ReportSchema.faults(report)).isEmpty();
    assertThat(report).contains("\"reasoning\": [");

    Outcome explained =
        new Terminal(home)
            .run(
                "explain",
                image("4.5.5"),
                "CVE-2026-0002",
                "--no-cache",
                "--db",
                database("2026-11-20T00:00:00Z") + "",
                "--policy",
                policy + "",
                "--facts",
                facts + "");
    assertThat(explained.out())
        .contains("deadlines\n  CVE-2026-0002  due 2026-12-22T10:00:00Z")
        .contains("exposure is declared internal: NIRV");

    Files.writeString(facts, "exposed: true\n");
    Outcome wrong = scan(image("4.5.5"), "--facts", facts + "");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("facts.yaml:1:1: \"exposed\" is not known");
  }

  /// Nobody waits for YAML or CEL who doesn't use them: what a process of its own loads.
  @Test
  void loadsNeitherYamlNorCelForPoliciesThatNeedNone() throws IOException {
    String target = image("4.6.0");
    assertThat(loaded(target, "default")).isEmpty();
    assertThat(loaded(target, "fedramp-cr26-class-d")).isEmpty();
    Path own = home.resolve("own.yaml");
    write(own, "own", "refuseFrom: low");
    assertThat(loaded(target, own.toString())).containsExactly(YAML);
    write(own, "own", "rules: [{id: no, on: image, refuse: size(findings) > 999, reason: many}]");
    assertThat(loaded(target, own.toString())).containsExactly(CEL, YAML);
  }

  private List<String> loaded(String target, String policy) throws IOException {
    Path log = home.resolve("classes.log");
    Files.deleteIfExists(log);
    Command.Result scanned =
        Command.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xlog:class+load:file=" + log,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "scan",
                target,
                "--no-cache",
                "--policy",
                policy,
                "--inspect",
                "none",
                "--db",
                database("2026-11-20T00:00:00Z").toString())
            .with("HOME", home.toString())
            .run();
    assertThat(scanned.out()).as(scanned.err()).contains("policy ");
    String classes = Files.readString(log);
    return Stream.of(CEL, YAML).filter(each -> classes.contains(" " + each + ".")).toList();
  }

  /// FedRAMP's thresholds and times without its inspections.
  private Path fedramp() throws IOException {
    Path policy = home.resolve("fedramp.yaml");
    Files.writeString(policy, "name: quick\nversion: 1\nextends: fedramp\nrefuseSeen: {}\n");
    return policy;
  }

  private static void write(Path file, String name, String line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "name: %s\nversion: 1\nextends: default\n%s\n".formatted(name, line));
  }

  private static String block(String page, String begin) {
    Matcher block = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(page);
    while (block.find()) {
      if (block.group(1).startsWith(begin)) {
        return block.group(1);
      }
    }
    throw new AssertionError("no block begins with " + begin);
  }

  private Outcome scan(String target, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("scan", target, "--no-cache"));
    arguments.addAll(List.of("--db", database("2026-11-20T00:00:00Z") + ""));
    arguments.addAll(List.of(options));
    return new Terminal(home)
        .with("SEAWORTHY_PROJECT", home.resolve("project").toString())
        .run(arguments.toArray(String[]::new));
  }

  private Outcome certify(String at, String version, Path policy, String... options)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("certify", image(version), "--no-cache", "--out", certificate + ""));
    arguments.addAll(List.of("--db", database(at) + "", "--policy", policy + ""));
    arguments.addAll(List.of(options));
    return new Terminal(home).at(at).run(arguments.toArray(String[]::new));
  }

  private int verify(String at) throws IOException {
    Matcher digest =
        Pattern.compile("\"digest\" *: *\"(sha256:[0-9a-f]{64})\"")
            .matcher(Files.readString(home.resolve("cart/index.json")));
    assertThat(digest.find()).isTrue();
    return new Terminal(home)
        .at(at)
        .run("verify", certificate + "", "--image", digest.group(1))
        .exitCode();
  }

  private String image(String version) throws IOException {
    Path layout = home.resolve("cart");
    Folders.delete(layout);
    ImageMaker.linux()
        .layer(
            LayerSpec.of(tar ->
                tar.file(
                    "app/node_modules/@harbour/rope/package.json",
                    "{\"name\":\"@harbour/rope\",\"version\":\"%s\"}".formatted(version))))
        .ociLayout(layout, "registry.example/shop/cart:1.8");
    return "oci-layout:" + layout;
  }

  /// One flaw rated High up to 4.5.7 but for 4.5.5 and 4.5.7, one rated Moderate up to 4.6.0.
  private Path database(String dated) throws IOException {
    Path database = home.resolve("advisories.db");
    Path folder = Files.createDirectories(home.resolve("osv/npm"));
    advisory(folder, dated, "0001", "high", "4.5.6");
    advisory(folder, dated, "0002", "moderate", "4.5.5\",\"4.5.7");
    Outcome built =
        new Terminal(home)
            .run("db", "build", "--from", home.resolve("osv") + "", "--out", database + "");
    assertThat(built.exitCode()).as(built.transcript()).isZero();
    return database;
  }

  private static void advisory(
      Path folder, String dated, String number, String rating, String versions) throws IOException {
    Files.writeString(
        folder.resolve("GHSA-aaaa-bbbb-%s.json".formatted(number)),
        """
        {"id":"GHSA-aaaa-bbbb-%1$s","aliases":["CVE-2026-%1$s"],"modified":"%2$s",
         "database_specific":{"severity":"%3$s"},
         "affected":[{"package":{"ecosystem":"npm","name":"@harbour/rope"},
          "versions":["%4$s"]}]}
        """
            .formatted(number, dated, rating, versions));
  }
}
