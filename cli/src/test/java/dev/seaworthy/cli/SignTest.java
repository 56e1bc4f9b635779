package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.registry.RegistryServer;
import dev.seaworthy.testkit.registry.Skopeo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Images that we sign, and images that others sign.
class SignTest {

  /// Each kind of key that cosign knows, as openssl makes it.
  private static final Map<String, String> KINDS =
      Map.of(
          "p256", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
          "p384", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384",
          "rsa", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048",
          "ed25519", "-algorithm ED25519");

  private static final String VERIFY = " --insecure-ignore-tlog --allow-http-registry --key ";

  private final Path home = Path.of("target", "sign").toAbsolutePath();
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void refusesAnImageOfALayoutUntilItIsSignedByTheKey() throws Exception {
    Gates.run(
        "signatures in layouts",
        List.of(Gates.tool("openssl")),
        () -> {
          String image = cart.image("4.6.0");
          String database = cart.database().toString();
          String ours = key("p256");
          String others = key("ed25519");

          Outcome unsigned = scan(database, image, "--image-key", ours + ".pub");
          assertThat(unsigned.exitCode()).as(unsigned.transcript()).isEqualTo(1);
          assertThat(unsigned.out()).contains("signature.missing");
          assertThat(unsigned.out().replaceAll("\\s", ""))
              .contains(cart.digest().replace(':', '-') + ".sig");

          sign("--key", others, image);
          Outcome stranger = scan(database, image, "--image-key", ours + ".pub");
          assertThat(stranger.exitCode()).as(stranger.transcript()).isEqualTo(1);
          assertThat(stranger.out()).contains("SW-SIGNING-0007").contains("2 that don't count");

          sign("--key", ours, image);
          Outcome signed = scan(database, image, "--image-key", ours + ".pub");
          assertThat(signed.exitCode()).as(signed.transcript()).isZero();
          assertThat(signed.out()).contains("signatures: 2 by those who are trusted");
          Outcome explained = run("explain", "--image-key", ours + ".pub", image, "signatures");
          assertThat(squeezed(explained)).contains("Looked for signatures by sha256:");
          return 4;
        });
  }

  @Test
  void asksForThoseThatThePolicyNames() throws Exception {
    Gates.run(
        "signatures in layouts",
        List.of(Gates.tool("openssl")),
        () -> {
          String image = cart.image("4.6.0");
          String database = cart.database().toString();
          String ours = key("rsa");
          Path policy = home.resolve("signed.yaml");
          Files.writeString(policy, policyText(Files.readString(Path.of(ours + ".pub"))));
          Outcome unsigned = scan(database, image, "--policy", policy.toString());
          assertThat(unsigned.exitCode()).as(unsigned.transcript()).isEqualTo(1);
          assertThat(squeezed(unsigned)).contains("release (sha256:");
          sign("--key", ours, "--as", "referrer", image);
          Outcome signed = scan(database, image, "--policy", policy.toString());
          assertThat(signed.exitCode()).as(signed.transcript()).isZero();
          return 2;
        });
  }

  @Test
  void saysThatADirectoryHasNoPlaceForSignatures() throws Exception {
    Gates.run(
        "signatures in layouts",
        List.of(Gates.tool("openssl")),
        () -> {
          Path root = Files.createDirectories(home.resolve("root/etc"));
          String database = cart.database().toString();
          Outcome refused =
              scan(database, "dir:" + root.getParent(), "--image-key", key("p256") + ".pub");
          assertThat(refused.exitCode()).isEqualTo(1);
          assertThat(refused.out()).contains("SW-SIGNING-0031").contains("a directory has no");
          Outcome unwritten = run("sign", "--key", key("p384"), "dir:" + root.getParent());
          assertThat(unwritten.exitCode()).isNotZero();
          assertThat(unwritten.err()).contains("SW-IMAGE-0014");
          return 2;
        });
  }

  @Test
  void agreesWithCosignInARegistry() throws Exception {
    Gates.run(
        "images signed by cosign and for it",
        List.of(Gates.tool("cosign"), Gates.tool("openssl"), RegistryServer.need(), Skopeo.need()),
        () -> {
          cart.image("4.6.0");
          String database = cart.database().toString();
          try (RegistryServer server = RegistryServer.open()) {
            for (String kind : KINDS.keySet()) {
              String key = key(kind);
              String ours = pushed(server, "ours/" + kind);
              sign("--plain-http", "--key", key, ours);
              cosign("verify --new-bundle-format=false " + VERIFY + key + ".pub " + ours);
              cosign("verify --new-bundle-format=true " + VERIFY + key + ".pub " + ours);
              cosign("import-key-pair --key " + key + " --output-key-prefix " + key + "-c");
              for (String isBundle : List.of("true", "false")) {
                String theirs = pushed(server, "theirs/" + isBundle + kind);
                cosign(
                    "sign --tlog-upload=false --use-signing-config=false --allow-http-registry -y"
                        + " --new-bundle-format=%s --key %s-c.key %s"
                            .formatted(isBundle, key, theirs));
                Outcome scanned =
                    scan(database, theirs, "--plain-http", "--image-key", key + ".pub");
                assertThat(scanned.exitCode()).as(scanned.transcript()).isZero();
                assertThat(scanned.out()).contains("signatures: 1 by those who are trusted");
              }
            }
          }
          return KINDS.size() * 4L;
        });
  }

  private String pushed(RegistryServer server, String repository) throws IOException {
    Skopeo.to(server)
        .push("oci:" + home.resolve("cart") + ":" + CartImage.NAME, repository + ":1.8");
    return server.host() + "/" + repository + "@" + cart.digest();
  }

  /// Lines are broken wherever the width asks for it.
  private static String squeezed(Outcome outcome) {
    return outcome.out().replaceAll("\\s+", " ");
  }

  private static String policyText(String pem) {
    return """
    name: signed
    version: 1
    extends: default
    requiredSignatures:
      - signer: release
        key: |
    """
        + pem.indent(6);
  }

  private String key(String kind) {
    Path key = home.resolve(kind + ".pem");
    if (!Files.exists(key)) {
      ran("openssl genpkey " + KINDS.get(kind) + " -out " + key);
      ran("openssl pkey -in " + key + " -pubout -out " + key + ".pub");
    }
    return key.toString();
  }

  private void cosign(String words) {
    ran("cosign " + words);
  }

  private void ran(String words) {
    Command.Result result =
        Command.of(List.of(words.split(" +")))
            .in(home)
            .with("COSIGN_PASSWORD", "")
            .with("HOME", home.toString())
            .run();
    assertThat(result.exit()).as(words + ": " + result.err()).isZero();
  }

  private void sign(String... words) {
    List<String> all = new ArrayList<>(List.of("sign"));
    all.addAll(List.of(words));
    Outcome signed = run(all.toArray(String[]::new));
    assertThat(signed.exitCode()).as(signed.transcript()).isZero();
  }

  private Outcome scan(String database, String image, String... words) {
    List<String> all = new ArrayList<>(List.of("scan", "--no-cache", "--db", database));
    all.addAll(List.of(words));
    all.add(image);
    return run(all.toArray(String[]::new));
  }

  private Outcome run(String... words) {
    return new Terminal(home).at("2026-11-22T10:00:00Z").run(words);
  }
}
