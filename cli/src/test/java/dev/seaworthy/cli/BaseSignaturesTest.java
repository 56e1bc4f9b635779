package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.registry.RegistryServer;
import dev.seaworthy.testkit.registry.Skopeo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Base images that are allowed by who signed them, from the signature to the verdict.
class BaseSignaturesTest {

  private static final String BASE = "registry.example/base/debian:12";

  private final Path home = Path.of("target", "base-signatures").toAbsolutePath();
  private final Path base = home.resolve("base");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void images() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
    ImageMaker.linux().layer(lowest()).ociLayout(base, BASE);
    ImageMaker.linux()
        .layer(lowest())
        .layer(LayerSpec.of(tar -> tar.file("srv/cart/version", "1.8\n")))
        .environment("PORT", "8080")
        .rewritingConfig(
            config -> config.replaceFirst("\"config\" *: *\\{", "\"config\":{\"User\":\"1000\","))
        .ociLayout(home.resolve("cart"), CartImage.NAME);
  }

  @Test
  void allowsABaseInALayoutOnceItIsSigned() throws Exception {
    Gates.run(
        "base images by signature in layouts",
        List.of(Gates.tool("openssl")),
        () -> {
          String ours = key("ours");
          String others = key("others");
          Path list = allowing(ours);
          String layout = base.toString();

          refusedFor("base.not-allowed", list, ours, "--base-signatures", layout);
          sign(others, "oci-layout:" + base);
          refusedFor("base.not-allowed", list, ours, "--base-signatures", layout);
          // Trusted for the look, and not the one that the list asks for.
          refusedFor("base.not-allowed", list, others, "--base-signatures", layout);
          sign(ours, "oci-layout:" + base);
          allowed(list, ours, "--base-signatures", layout);

          Outcome unreachable =
              refusedFor(
                  "base.signer-unknown",
                  list,
                  ours,
                  "--base-signatures",
                  home.resolve("nowhere").toString());
          assertThat(squeezed(unreachable)).contains("nowhere");
          return 5;
        });
  }

  @Test
  void asksTheRegistryOfTheBase() throws Exception {
    Gates.run(
        "base images by signature in a real registry",
        List.of(Gates.tool("openssl"), RegistryServer.need(), Skopeo.need()),
        () -> {
          String ours = key("ours");
          Path list = allowing(ours);
          try (RegistryServer server = RegistryServer.open()) {
            Skopeo.to(server).push("oci:" + base + ":" + BASE, "base/debian:12");
            String name = server.host() + "/base/debian:12";
            String[] there = {"--plain-http", "--base", name};
            Outcome unsigned = refusedFor("base.not-allowed", list, ours, there);
            assertThat(squeezed(unsigned)).contains("signatures");
            sign(ours, "--plain-http", name);
            allowed(list, ours, there);
          }
          return 2;
        });
  }

  private static LayerSpec lowest() {
    return LayerSpec.of(tar ->
        tar.file(
            "app/node_modules/@harbour/rope/package.json",
            "{\"name\":\"@harbour/rope\",\"version\":\"4.6.0\"}"));
  }

  private Path allowing(String key) throws IOException {
    ran("openssl pkey -pubin -in " + key + ".pub -outform DER -out " + key + ".der");
    Digest fingerprint = Digest.sha256(Files.readAllBytes(Path.of(key + ".der")));
    return Files.writeString(
        home.resolve("bases.json"),
        "{\"version\":1,\"bases\":[{\"name\":\"signed\",\"signers\":[\"%s\"]}]}"
            .formatted(fingerprint));
  }

  private Outcome refusedFor(String check, Path list, String key, String... more)
      throws IOException {
    Outcome outcome = scan(list, key, more);
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(1);
    assertThat(squeezed(outcome)).contains(check);
    return outcome;
  }

  private void allowed(Path list, String key, String... more) throws IOException {
    Outcome outcome = scan(list, key, more);
    assertThat(outcome.exitCode()).as(outcome.transcript()).isZero();
    assertThat(outcome.out()).doesNotContain("base.not-allowed").doesNotContain("signer-unknown");
  }

  private Outcome scan(Path list, String key, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "scan",
                "--no-cache",
                "--db",
                cart.database() + "",
                "--allowed-bases",
                list + "",
                "--base-key",
                key + ".pub"));
    words.addAll(List.of(more));
    if (!words.contains("--base")) {
      words.addAll(List.of("--base", "oci-layout:" + base));
    }
    words.add("oci-layout:" + home.resolve("cart"));
    return run(words);
  }

  private void sign(String key, String... more) {
    List<String> words = new ArrayList<>(List.of("sign", "--key", key));
    words.addAll(List.of(more));
    Outcome signed = run(words);
    assertThat(signed.exitCode()).as(signed.transcript()).isZero();
  }

  private Outcome run(List<String> words) {
    return new Terminal(home).at("2026-11-22T10:00:00Z").run(words.toArray(String[]::new));
  }

  private String key(String name) {
    Path key = home.resolve(name + ".pem");
    ran("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out " + key);
    ran("openssl pkey -in " + key + " -pubout -out " + key + ".pub");
    return key.toString();
  }

  private void ran(String words) {
    Command.Result result = Command.of(List.of(words.split(" +"))).in(home).run();
    assertThat(result.exit()).as(words + ": " + result.err()).isZero();
  }

  private static String squeezed(Outcome outcome) {
    return outcome.out().replaceAll("\\s+", " ");
  }
}
