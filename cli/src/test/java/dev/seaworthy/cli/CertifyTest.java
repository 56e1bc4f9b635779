package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From an image to a certificate, and from a certificate through a gate or not.
class CertifyTest {

  private final Path home = Path.of("target", "certify").toAbsolutePath();
  private final Path certificate = home.resolve("cart.json");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void opensTheGateUntilTheEarliestOfItsBounds() throws IOException {
    String target = image("4.6.0");
    Outcome certified = certify("2026-11-21T09:14:00Z", target, "--db", database() + "");
    assertThat(certified.exitCode()).as(certified.transcript()).isZero();
    // The data are of 20 November and may be seven days old; the scan would count for thirty.
    assertThat(certified.err())
        .contains("holds through 2026-11-27T00:00:00Z: advisory data of 2026-11-20");

    Outcome open = verify("2026-11-27T00:00:00Z", digest());
    assertThat(open.exitCode()).as(open.transcript()).isZero();
    assertThat(open.out()).startsWith("CLEARED  registry.example/shop/cart:1.8  by default@1\n");

    Outcome late = verify("2026-11-27T00:00:01Z", digest());
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.out()).contains("has expired").contains("SW-CERTIFICATE-0003");
  }

  @Test
  void signsARefusalThatOpensNothing() throws IOException {
    Outcome certified = certify("2026-11-21T09:14:00Z", image("4.5.6"), "--db", database() + "");
    assertThat(certified.exitCode()).as(certified.transcript()).isEqualTo(1);

    Outcome closed = verify("2026-11-21T09:15:00Z", digest());
    assertThat(closed.exitCode()).isEqualTo(1);
    assertThat(closed.out()).contains("1 finding stands").contains("SW-CERTIFICATE-0005");
  }

  @Test
  void refusesAnotherImageAndAnotherInstallation() throws IOException {
    certify("2026-11-21T09:14:00Z", image("4.6.0"), "--db", database() + "");
    Outcome other = verify("2026-11-21T09:15:00Z", Sha256.of("another image"));
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out()).contains("SW-CERTIFICATE-0002");

    Outcome malformed = new Terminal(home).run("verify", "--image", "sha256:00", "nowhere.json");
    assertThat(malformed.exitCode()).isEqualTo(2);
    assertThat(malformed.err()).contains("--image: ");

    Outcome stranger =
        new Terminal(home.resolve("elsewhere"))
            .at("2026-11-21T09:15:00Z")
            .run("verify", certificate + "", "--image", digest());
    assertThat(stranger.exitCode()).isEqualTo(1);
    assertThat(stranger.out()).contains("SW-SIGNING-0007");
  }

  /// A rebuild under a new digest keeps the clock of what was in the image before it.
  @Test
  void keepsTheClocksOfTheCertificateBefore() throws IOException {
    Path database = database();
    certify("2026-11-21T09:14:00Z", image("4.5.6"), "--db", database + "");
    Path first = Files.move(certificate, home.resolve("first.json"));
    String firstDigest = digest();

    certify(
        "2026-11-23T10:00:00Z",
        image("4.5.7"),
        "--db",
        database + "",
        "--previous",
        first.toString());
    assertThat(digest()).isNotEqualTo(firstDigest);
    assertThat(payload()).contains("\"firstDetected\":\"2026-11-21T09:14:00Z\"");
    assertThat(payload()).contains("\"previous\":\"sha256:");
  }

  /// The installation's ledger knows it too, and whoever rewrites the ledger is found out.
  @Test
  void keepsTheClocksOfTheLedgerThroughARebuildANewTagAndANewName() throws IOException {
    String database = database() + "";
    certify("2026-11-21T09:14:00Z", image("4.5.6"), "--db", database);
    certify("2026-11-22T10:00:00Z", image("4.5.7"), "--db", database);
    assertThat(payload()).contains("\"firstDetected\":\"2026-11-21T09:14:00Z\"");

    // The very same image under another name.
    String moved = "registry.example/other/basket:9";
    certify("2026-11-23T10:00:00Z", cart.image("4.5.7", moved), "--db", database);
    assertThat(payload()).contains(moved).contains("2026-11-21T09:14:00Z");

    // Another image under another name, which somebody says it had before.
    String renamed = "registry.example/other/basket:10";
    certify("2026-11-24T10:00:00Z", cart.image("4.5.8", renamed), "--db", database);
    assertThat(payload()).contains("\"firstDetected\":\"2026-11-24T10:00:00Z\"");
    certify(
        "2026-11-24T11:00:00Z",
        cart.image("4.5.9", "registry.example/other/basket:11"),
        "--db",
        database,
        "--formerly",
        CartImage.NAME);
    assertThat(payload()).contains("\"firstDetected\":\"2026-11-21T09:14:00Z\"");
    // Said once, it is on record.
    certify(
        "2026-11-24T11:30:00Z",
        cart.image("4.5.3", "registry.example/other/basket:11"),
        "--db",
        database);
    assertThat(payload()).contains("\"firstDetected\":\"2026-11-21T09:14:00Z\"");

    Path head = home.resolve("head.json");
    Terminal terminal = new Terminal(home).at("2026-11-24T12:00:00Z");
    assertThat(terminal.run("ledger", "head", "--out", head + "").exitCode()).isZero();
    Outcome whole = terminal.run("ledger", "verify", "--head", head + "");
    assertThat(whole.exitCode()).as(whole.transcript()).isZero();
    assertThat(whole.out()).contains("a head vouches for it");

    Path records = home.resolve(".local/share/seaworthy/ledger/records-0000000000000001.tsv");
    Files.writeString(
        records,
        Files.readString(records)
            .replaceFirst("\"firstDetected\":\"2026-11-21", "\"firstDetected\":\"2026-11-22"));
    Outcome altered = terminal.run("ledger", "verify", "--head", head + "");
    assertThat(altered.exitCode()).isEqualTo(1);
    assertThat(altered.out()).contains("record 2 was altered");
    Outcome refused = certify("2026-11-24T13:00:00Z", image("4.5.6"), "--db", database);
    assertThat(refused.exitCode()).isGreaterThan(1);
    assertThat(refused.err()).contains("SW-LEDGER-");
    Outcome without =
        certify("2026-11-24T13:00:00Z", image("4.5.6"), "--db", database, "--ledger", "none");
    assertThat(without.exitCode()).isEqualTo(1);
  }

  @Test
  void refusesToCertifyWhatHasNoManifest() throws IOException {
    Path root = Files.createDirectories(home.resolve("root"));
    Outcome directory = certify("2026-11-21T09:14:00Z", "dir:" + root);
    assertThat(directory.exitCode()).isEqualTo(2);
    assertThat(directory.err()).contains("SW-CERTIFICATE-0012").contains("has no manifest");
    assertThat(certificate).doesNotExist();
  }

  /// A national signature beside an international one, and a gate that wants both.
  @Test
  void signsWithSeveralKeysAndAsksForEachKind() throws Exception {
    Gates.run(
        "certificates with an SM2 and an ECDSA signature",
        Gates.tool("openssl"),
        openssl -> {
          Path sm2 = key("sm2.pem", "-algorithm", "SM2");
          Path ecdsa = key("ci.pem", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
          String db = database() + "";
          certify(
              "2026-11-21T09:14:00Z",
              image("4.6.0"),
              "--db",
              db,
              "--key",
              sm2 + "",
              "--key",
              ecdsa + "");
          assertThat(payload())
              .contains("\"sm2-sm3 by Bouncy Castle, ecdsa-p256-sha256 by the JDK\"");

          String[] both = {
            "--trust",
            sm2 + ".pub",
            "--trust",
            ecdsa + ".pub",
            "--require-signature",
            "sm2-sm3",
            "--require-signature",
            "ecdsa-p256-sha256"
          };
          assertThat(gate(both).out()).startsWith("CLEARED");
          assertThat(gate("--trust", sm2 + ".pub").out()).startsWith("CLEARED");
          assertThat(gate("--trust", ecdsa + ".pub", "--cryptography", "fips").out())
              .startsWith("CLEARED");
          assertThat(gate("--trust", ecdsa + ".pub", "--require-signature", "sm2-sm3").out())
              .startsWith("REFUSED")
              .contains("SW-SIGNING-0026");
          assertThat(gate("--trust", sm2 + ".pub", "--cryptography", "fips").err())
              .contains("SW-SIGNING-0009");
          return 5;
        });
  }

  /// The root is trusted, and the certificate that signed comes with the envelope.
  @Test
  void trustsWhoeverHasACertificateBelowARoot() throws Exception {
    Gates.run(
        "certificates signed below a root",
        Gates.tool("openssl"),
        openssl -> {
          Path key = key("ci.pem", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
          Path root = home.resolve("root.pem");
          Path chain = home.resolve("chain.pem");
          run(
              "openssl",
              "req",
              "-x509",
              "-newkey",
              "ec",
              "-pkeyopt",
              "ec_paramgen_curve:P-256",
              "-nodes",
              "-days",
              "9000",
              "-subj",
              "/CN=root",
              "-keyout",
              home.resolve("root.key") + "",
              "-out",
              root + "");
          run(
              "openssl",
              "req",
              "-x509",
              "-key",
              key + "",
              "-CA",
              root + "",
              "-CAkey",
              home.resolve("root.key") + "",
              "-days",
              "9000",
              "-subj",
              "/CN=ci",
              "-addext",
              "basicConstraints=critical,CA:false",
              "-addext",
              "extendedKeyUsage=codeSigning",
              "-out",
              chain + "");
          String db = database() + "";
          // Made by openssl now, so the clock must be of later; the data are old by then, and that
          // the
          // certificate is read at all shows that its signer counts.
          String later = "2040-01-01T09:14:00Z";
          certify(later, image("4.6.0"), "--db", db, "--key", key + "", "--chain", chain + "");

          assertThat(gateAt(later, "--trust", "x509:" + root).out())
              .contains("SW-CERTIFICATE-0003");
          assertThat(gateAt(later, "--trust", "x509:" + chain).out())
              .startsWith("REFUSED")
              .contains("SW-SIGNING-0016");
          return 2;
        });
  }

  private Outcome gate(String... options) throws IOException {
    return gateAt("2026-11-21T09:15:00Z", options);
  }

  private Outcome gateAt(String instant, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("verify", certificate + "", "--image", digest()));
    words.addAll(List.of(options));
    return new Terminal(home.resolve("home")).at(instant).run(words.toArray(String[]::new));
  }

  private Path key(String name, String... options) throws IOException {
    Path key = home.resolve(name);
    List<String> words = new ArrayList<>(List.of("openssl", "genpkey", "-out", key + ""));
    words.addAll(List.of(options));
    run(words.toArray(String[]::new));
    run("openssl", "pkey", "-in", key + "", "-pubout", "-out", key + ".pub");
    return key;
  }

  /// Whoever has openssl can check it without us.
  @Test
  void verifiesWithOpenssl() throws Exception {
    Gates.run(
        "certificates verify with openssl",
        Gates.tool("openssl"),
        openssl -> {
          Path key = home.resolve("ci.pem");
          run(
              "openssl",
              "genpkey",
              "-algorithm",
              "EC",
              "-pkeyopt",
              "ec_paramgen_curve:P-256",
              "-out",
              key + "");
          run("openssl", "pkey", "-in", key + "", "-pubout", "-out", key + ".pub");
          certify(
              "2026-11-21T09:14:00Z", image("4.6.0"), "--db", database() + "", "--key", key + "");
          byte[] payload = Base64.getDecoder().decode(member("payload"));
          String encoding = "DSSEv1 28 application/vnd.in-toto+json " + payload.length + " ";
          Path message = home.resolve("message");
          Files.write(message, encoding.getBytes(StandardCharsets.UTF_8));
          Files.write(message, payload, StandardOpenOption.APPEND);
          Path signature = home.resolve("signature");
          Files.write(signature, Base64.getDecoder().decode(member("sig")));
          run(
              "openssl",
              "dgst",
              "-sha256",
              "-verify",
              key + ".pub",
              "-signature",
              signature + "",
              message + "");
          Outcome open =
              new Terminal(home)
                  .at("2026-11-21T10:00:00Z")
                  .run("verify", certificate + "", "--image", digest(), "--trust", key + ".pub");
          assertThat(open.exitCode()).as(open.transcript()).isZero();
          return 2;
        });
  }

  private static void run(String... words) {
    Command.Result result = Command.of(words).run();
    assertThat(result.exit()).as(result.err() + result.out()).isZero();
  }

  private Outcome certify(String at, String target, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("certify", target, "--no-cache", "--out", certificate + ""));
    arguments.addAll(List.of(options));
    return CertificateSchemaTest.conforming(
        new Terminal(home).at(at).run(arguments.toArray(String[]::new)), certificate);
  }

  private Outcome verify(String at, String digest) {
    return new Terminal(home).at(at).run("verify", certificate + "", "--image", digest);
  }

  private String payload() throws IOException {
    return ReportSchema.statement(certificate);
  }

  private String member(String name) throws IOException {
    return found("\"" + name + "\":\"([^\"]*)\"", Files.readString(certificate));
  }

  private String image(String version) throws IOException {
    return cart.image(version);
  }

  private Path database() throws IOException {
    return cart.database();
  }

  private String digest() throws IOException {
    return cart.digest();
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }
}
