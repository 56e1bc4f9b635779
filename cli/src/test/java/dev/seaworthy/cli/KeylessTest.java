package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.registry.RegistryServer;
import dev.seaworthy.testkit.registry.Skopeo;
import dev.seaworthy.testkit.sigstore.SigstoreServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Certificates that an identity signed, from the token to the gate.
class KeylessTest {

  private static final String NOW = "2026-11-21T09:14:00Z";
  private static final String LATER = "2026-11-21T15:00:00Z";
  private static final String IDENTITY = "https://ci.example/shop/cart";

  private final Path home = Path.of("target", "keyless").toAbsolutePath();
  private final Path certificate = home.resolve("cart.json");
  private final Path root = home.resolve("trusted_root.json");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void opensTheGateForTheIdentityThatSigned() throws IOException {
    String target = cart.image("4.6.0");
    try (SigstoreServer server = server()) {
      Outcome certified = certify(server, target, "SIGSTORE_ID_TOKEN");
      assertThat(certified.exitCode()).as(certified.transcript()).isZero();
    }
    Outcome open = verify("--identity", IDENTITY, "--issuer", SigstoreServer.ISSUER);
    assertThat(open.exitCode()).as(open.transcript()).isZero();
    assertThat(open.out())
        .startsWith("CLEARED  registry.example/shop/cart:1.8")
        .contains("signed by " + IDENTITY + " (https://tokens.example) at " + NOW);
    Outcome fitting =
        verify(
            "--identity-pattern",
            "https://ci[.]example/shop/.*",
            "--issuer",
            SigstoreServer.ISSUER);
    assertThat(fitting.exitCode()).as(fitting.transcript()).isZero();

    refused("SW-KEYLESS-0006", "--identity", "ci", "--issuer", SigstoreServer.ISSUER);
    refused("SW-KEYLESS-0007", "--identity", IDENTITY, "--issuer", "https://other.example");
    try (SigstoreServer other = server()) {
      refused("SW-KEYLESS-0004", "--identity", IDENTITY, "--issuer", SigstoreServer.ISSUER);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void refusesTheCertificateOfAnotherImageAndATruncatedOne() throws IOException {
    String target = cart.image("4.6.0");
    try (SigstoreServer server = server()) {
      certify(server, target, "SIGSTORE_ID_TOKEN");
    }
    Outcome other = verify(Sha256.of("another image"), certificate, identity());
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out()).contains("SW-CERTIFICATE-0002");
    Path cut = home.resolve("cut.json");
    String bundle = Files.readString(certificate);
    Files.writeString(cut, bundle.substring(0, bundle.length() - 20));
    Outcome truncated = verify(cart.digest(), cut, identity());
    assertThat(truncated.exitCode()).isEqualTo(1);
    assertThat(truncated.out()).contains("SW-KEYLESS-0001");
  }

  /// Whoever asks for an identity doesn't get what some key of this installation signed.
  @Test
  void takesNoKeysSignatureForAnIdentitys() throws IOException {
    String target = cart.image("4.6.0");
    Terminal terminal = new Terminal(home).at(NOW);
    terminal.run(
        "certify", target, "--db", cart.database() + "", "--out", certificate + "", "--quiet");
    try (SigstoreServer server = server()) {
      Outcome keyed = verify(cart.digest(), certificate, identity());
      assertThat(keyed.exitCode()).isEqualTo(1);
      assertThat(keyed.out()).contains("SW-KEYLESS-0001").contains("is no bundle");
      certify(server, target, "SIGSTORE_ID_TOKEN");
    }
    Outcome unasked = terminal.run("verify", certificate.toString(), "--image", cart.digest());
    assertThat(unasked.exitCode()).isEqualTo(2);
    assertThat(unasked.err()).contains("is a Sigstore bundle").contains("--trusted-root");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    String target = cart.image("4.6.0");
    try (SigstoreServer server = server()) {
      String address = server.address().toString();
      Terminal terminal = new Terminal(home).at(NOW);
      Outcome noToken =
          terminal.run(
              "certify",
              target,
              "--out",
              certificate + "",
              "--keyless",
              "--fulcio",
              address,
              "--rekor",
              address,
              "--trusted-root",
              root + "");
      assertThat(noToken.exitCode()).isEqualTo(2);
      assertThat(noToken.err()).contains("SW-KEYLESS-0019");
      Outcome noLog =
          terminal.run(
              "certify", target, "--out", certificate + "", "--keyless", "--fulcio", address);
      assertThat(noLog.exitCode()).isEqualTo(2);
      assertThat(noLog.err()).contains("--keyless needs --fulcio and --rekor");
      Outcome nobody = verify("--issuer", SigstoreServer.ISSUER);
      assertThat(nobody.exitCode()).isEqualTo(2);
      assertThat(nobody.err()).contains("one of --identity and --identity-pattern");
      Outcome pattern = verify("--issuer", SigstoreServer.ISSUER, "--identity-pattern", "(");
      assertThat(pattern.exitCode()).isEqualTo(2);
      assertThat(pattern.err()).contains("no regular expression");
      assertThat(certificate).doesNotExist();
      assertThat(server.requests()).isEmpty();
    }
  }

  /// The token of the job, a timestamp beside the log's time, and clocks taken over from a bundle.
  @Test
  void signsAsAPipelinesJobAndGoesOnFromTheBundleBefore() throws IOException {
    String database = cart.database().toString();
    Path first = home.resolve("first.json");
    try (SigstoreServer server = server()) {
      String target = cart.image("4.5.6");
      List<String> signing = signing(server);
      signing.addAll(List.of("--timestamp", server.address() + "/tsa"));
      Outcome before = asAJob(server, NOW, target, database, first, signing);
      assertThat(before.exitCode()).as(before.transcript()).isEqualTo(1);
      List<String> again = signing(server);
      again.addAll(List.of("--previous", first.toString(), "--ledger", "none"));
      again.addAll(List.of("--identity", IDENTITY, "--issuer", SigstoreServer.ISSUER));
      Outcome after = asAJob(server, NOW, cart.image("4.5.7"), database, certificate, again);
      assertThat(after.exitCode()).as(after.transcript()).isEqualTo(1);
      assertThat(Files.readString(first)).contains("rfc3161Timestamps");
      assertThat(server.requests()).containsOnlyOnce("POST /tsa").contains("GET /token");
    }
    assertThat(verify("--identity", IDENTITY, "--issuer", SigstoreServer.ISSUER).out())
        .contains("SW-CERTIFICATE-0005");
  }

  /// What was kept is the bundle: the envelope alone would be by a key that nobody has any more.
  @Test
  void isDecidedAgainAndTakenBackByWhoeverNamesTheIdentity() throws IOException {
    String target = cart.image("4.6.0");
    try (SigstoreServer server = server()) {
      certify(server, target, "SIGSTORE_ID_TOKEN");
    }
    String db = cart.database() + "";
    String[] all = {"reevaluate", "--all", "--details", "--db", db};
    Outcome unasked = new Terminal(home).at(LATER).run(all);
    assertThat(unasked.exitCode()).as(unasked.transcript()).isEqualTo(1);
    assertThat(unasked.out().replaceAll("\\s+", " "))
        .contains("not judged")
        .contains("is a Sigstore bundle")
        .contains("Give --trusted-root, --issuer and --identity.");
    Outcome over = new Terminal(home).at("2027-03-01T00:00:00Z").run(all);
    assertThat(over.exitCode()).as(over.transcript()).isZero();
    assertThat(over.out()).isEqualTo("        1  ended before, left out\n");

    Outcome again = asTheIdentity(all);
    assertThat(again.exitCode()).as(again.transcript()).isZero();
    assertThat(again.out()).contains("unchanged");
    Outcome same = asTheIdentity("replay", "--db", db, CartImage.NAME);
    assertThat(same.exitCode()).as(same.transcript()).isZero();
    assertThat(same.out()).startsWith("SAME");
    Outcome unnamed = new Terminal(home).at(LATER).run("replay", "--db", db, CartImage.NAME);
    assertThat(unnamed.exitCode()).isEqualTo(2);
    assertThat(unnamed.err().replaceAll("\\s+", " ")).contains("--trusted-root");

    Path list = home.resolve("revoked.json");
    Outcome revoked =
        asTheIdentity("revoke", "--list", list + "", "--reason", "stolen", certificate + "");
    assertThat(revoked.exitCode()).as(revoked.transcript()).isZero();
    assertThat(asTheIdentity(all).out()).contains("it was taken back");
  }

  private Outcome asTheIdentity(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(identity());
    return new Terminal(home).at(LATER).run(all.toArray(String[]::new));
  }

  @Test
  void findsABundleInARegistry() throws Exception {
    Gates.run(
        "bundles attached in a real registry",
        List.of(RegistryServer.need(), Skopeo.need()),
        () -> {
          cart.image("4.6.0");
          try (RegistryServer registry = RegistryServer.open();
              SigstoreServer server = server()) {
            Skopeo.to(registry)
                .push("oci:" + home.resolve("cart") + ":" + CartImage.NAME, "shop/cart:1.8");
            String image = registry.host() + "/shop/cart:1.8";
            Outcome certified = certify(server, image, "SIGSTORE_ID_TOKEN", "--plain-http");
            assertThat(certified.exitCode()).as(certified.transcript()).isZero();
            List<String> words =
                new ArrayList<>(List.of("attach", "--plain-http", certificate + "", image));
            words.addAll(identity());
            Outcome attached = new Terminal(home).at(LATER).run(words.toArray(String[]::new));
            assertThat(attached.exitCode()).as(attached.transcript()).isZero();
            List<String> asking =
                new ArrayList<>(List.of("verify", "--plain-http", "--from", image));
            Outcome unasked = new Terminal(home).at(LATER).run(asking.toArray(String[]::new));
            assertThat(unasked.out()).contains("SW-CERTIFICATE-0013");
            asking.addAll(identity());
            Outcome open = new Terminal(home).at(LATER).run(asking.toArray(String[]::new));
            assertThat(open.exitCode()).as(open.transcript()).isZero();
            assertThat(open.out()).contains("signed by " + IDENTITY);
          }
          return 3;
        });
  }

  private SigstoreServer server() throws IOException {
    SigstoreServer server = SigstoreServer.open(Instant.parse(NOW));
    Files.writeString(root, server.trustedRoot());
    return server;
  }

  private List<String> signing(SigstoreServer server) {
    String address = server.address().toString();
    return new ArrayList<>(
        List.of("--keyless", "--fulcio", address, "--rekor", address, "--trusted-root", root + ""));
  }

  private List<String> identity() {
    return List.of(
        "--trusted-root",
        root.toString(),
        "--identity",
        IDENTITY,
        "--issuer",
        SigstoreServer.ISSUER);
  }

  private Outcome certify(SigstoreServer server, String target, String variable, String... more)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("certify", target, "--db", cart.database() + "", "--out", certificate + ""));
    words.addAll(signing(server));
    words.addAll(List.of(more));
    return new Terminal(home)
        .at(NOW)
        .with(variable, SigstoreServer.token(IDENTITY))
        .run(words.toArray(String[]::new));
  }

  private Outcome asAJob(
      SigstoreServer server,
      String now,
      String target,
      String database,
      Path out,
      List<String> more) {
    List<String> words =
        new ArrayList<>(List.of("certify", target, "--db", database, "--out", out.toString()));
    words.addAll(more);
    return new Terminal(home)
        .at(now)
        .with("ACTIONS_ID_TOKEN_REQUEST_URL", server.address() + "/token?job=7")
        .with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", SigstoreServer.JOB_SECRET)
        .run(words.toArray(String[]::new));
  }

  private void refused(String code, String... rules) throws IOException {
    Outcome outcome = verify(rules);
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(1);
    assertThat(outcome.out()).startsWith("REFUSED").contains(code);
  }

  private Outcome verify(String... rules) throws IOException {
    List<String> words = new ArrayList<>(List.of("--trusted-root", root.toString()));
    words.addAll(List.of(rules));
    return verify(cart.digest(), certificate, words);
  }

  private Outcome verify(String digest, Path file, List<String> rules) {
    List<String> words = new ArrayList<>(List.of("verify", file.toString(), "--image", digest));
    words.addAll(rules);
    return new Terminal(home).at(LATER).run(words.toArray(String[]::new));
  }
}
