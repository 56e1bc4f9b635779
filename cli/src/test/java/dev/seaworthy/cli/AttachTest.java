package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.image.Descriptor;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import dev.seaworthy.testkit.registry.RegistryServer;
import dev.seaworthy.testkit.registry.Skopeo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Certificates that lie beside their image.
class AttachTest {

  private static final String ARTIFACT = "application/vnd.seaworthy.certificate.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String DSSE = "application/vnd.dsse.envelope.v1+json";

  private final Path home = Path.of("target", "attach").toAbsolutePath();
  private final Path certificate = home.resolve("cart.json");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void findsInARegistryWhatWasAttachedThere() throws Exception {
    Gates.run(
        "certificates attached in a real registry",
        List.of(RegistryServer.need(), Skopeo.need()),
        () -> {
          cart.image("4.6.0");
          String database = cart.database().toString();
          try (RegistryServer server = RegistryServer.open()) {
            Skopeo.to(server)
                .push("oci:" + home.resolve("cart") + ":" + CartImage.NAME, "shop/cart:1.8");
            String image = server.host() + "/shop/cart:1.8";
            Outcome none = at("2026-11-21T10:00:00Z", "verify", "--plain-http", "--from", image);
            assertThat(none.exitCode()).as(none.transcript()).isEqualTo(1);
            assertThat(none.out())
                .contains("SW-CERTIFICATE-0013")
                .contains("no certificate attached");

            certify("2026-11-21T09:14:00Z", image, database);
            attach(image);
            Outcome open = at("2026-11-21T10:00:00Z", "verify", "--plain-http", "--from", image);
            assertThat(open.exitCode()).as(open.transcript()).isZero();
            assertThat(open.out()).contains("scanned 2026-11-21T09:14:00Z");

            // The later one counts, whichever was attached last.
            Path first = Files.copy(certificate, home.resolve("first.json"));
            certify("2026-11-22T09:14:00Z", image, database);
            attach(image);
            Files.copy(first, certificate, StandardCopyOption.REPLACE_EXISTING);
            attach(image);
            Outcome newest = at("2026-11-22T10:00:00Z", "verify", "--plain-http", "--from", image);
            assertThat(newest.out()).contains("scanned 2026-11-22T09:14:00Z");

            // Skopeo sees it as any client does.
            String tag = cart.digest().replace(':', '-');
            assertThat(Skopeo.to(server).rawManifest("shop/cart:" + tag)).contains(ARTIFACT);

            Outcome other = at("2026-11-22T10:00:00Z", "attach", "--plain-http", database, image);
            assertThat(other.exitCode()).isNotZero();
          }
          return 5;
        });
  }

  @Test
  void attachesNothingToAnotherImage() throws Exception {
    Gates.run(
        "certificates attached in a real registry",
        List.of(RegistryServer.need(), Skopeo.need()),
        () -> {
          String database = cart.database().toString();
          certify("2026-11-21T09:14:00Z", cart.image("4.6.0"), database);
          cart.image("4.6.1");
          try (RegistryServer server = RegistryServer.open()) {
            Skopeo.to(server)
                .push("oci:" + home.resolve("cart") + ":" + CartImage.NAME, "shop/cart:1.8");
            Outcome refused =
                at(
                    "2026-11-21T10:00:00Z",
                    "attach",
                    "--plain-http",
                    certificate.toString(),
                    server.host() + "/shop/cart:1.8");
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("SW-CERTIFICATE-0002");
          }
          return 1;
        });
  }

  /// Whoever may push can attach thousands of things that look like certificates.
  @Test
  void refusesAListOfDecoys() throws IOException {
    certify("2026-11-21T09:14:00Z", cart.image("4.6.0"), cart.database().toString());
    Outcome many = at("2026-11-21T10:00:00Z", "verify", "--from", withDecoys("a-thousand", 1_000));
    assertThat(many.exitCode()).as(many.transcript()).isEqualTo(1);
    assertThat(many.out()).contains("SW-CERTIFICATE-0014").contains("more than 64 manifests");
    Outcome more =
        at("2026-11-21T10:00:00Z", "verify", "--from", withDecoys("ten-thousand", 10_000));
    assertThat(more.exitCode()).as(more.transcript()).isEqualTo(3);
    assertThat(more.err()).contains("SW-IMAGE-0009").contains("10001 entries");
  }

  private String withDecoys(String name, int count) throws IOException {
    Path layout = home.resolve(name);
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    Descriptor image =
        maker.add(ImageMaker.linux().layer(LayerSpec.of(tar -> tar.file("a", "b")))).manifest();
    maker.refer(image, CartImage.NAME);
    for (int i = 0; i < count; i++) {
      maker.refer(decoy(maker, image, i));
    }
    maker.finish();
    return "oci-layout:" + layout + ":" + CartImage.NAME;
  }

  /// What a name stands for depends on the platform; a gate checks for the one that it will run on.
  @Test
  void verifiesTheImageOfThePlatformThatIsAskedFor() throws IOException {
    Path layout = home.resolve("platforms");
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    List<Descriptor> images = new ArrayList<>();
    for (String architecture : List.of("amd64", "s390x")) {
      images.add(
          maker
              .add(
                  ImageMaker.forPlatform("linux", architecture)
                      .layer(
                          LayerSpec.of(tar ->
                              tar.file(
                                  "app/node_modules/rope/package.json",
                                  "{\"name\":\"rope\",\"version\":\"1\",\"cpu\":[\"%s\"]}"
                                      .formatted(architecture)))))
              .manifest());
    }
    maker.refer(maker.addIndex(images), CartImage.NAME);
    maker.finish();
    String image = "oci-layout:" + layout + ":" + CartImage.NAME;
    Outcome certified =
        at(
            "2026-11-21T09:14:00Z",
            "certify",
            "--no-cache",
            "--db",
            cart.database() + "",
            "--platform",
            "linux/s390x",
            "--out",
            certificate + "",
            image);
    assertThat(certified.exitCode()).as(certified.transcript()).isZero();
    Descriptor envelope = maker.addDocument(DSSE, Files.readString(certificate));
    maker.refer(referrer(maker, images.getLast(), envelope, 0));
    maker.finish();

    Outcome open =
        at("2026-11-21T10:00:00Z", "verify", "--platform", "linux/s390x", "--from", image);
    assertThat(open.exitCode()).as(open.transcript()).isZero();
    Outcome closed =
        at("2026-11-21T10:00:00Z", "verify", "--platform", "linux/amd64", "--from", image);
    assertThat(closed.exitCode()).as(closed.transcript()).isEqualTo(1);
    assertThat(closed.out()).contains("SW-CERTIFICATE-0013");
    Outcome none =
        at("2026-11-21T10:00:00Z", "verify", "--platform", "linux/arm64", "--from", image);
    assertThat(none.exitCode()).as(none.transcript()).isGreaterThan(1);
    Outcome both =
        at(
            "2026-11-21T10:00:00Z",
            "verify",
            "--platform",
            "linux/s390x",
            "--image",
            images.getLast().digest() + "",
            certificate + "");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--platform is of images");
  }

  @Test
  void saysWhatWasForgotten() throws IOException {
    Outcome nothing = at("2026-11-21T10:00:00Z", "verify");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("no certificate was given");
    Outcome both =
        at("2026-11-21T10:00:00Z", "verify", "--from", "oci-layout:x", certificate.toString());
    assertThat(both.err()).contains("both FILE and --from were given");
    Outcome unnamed = at("2026-11-21T10:00:00Z", "verify", certificate.toString());
    assertThat(unnamed.err()).contains("--image is missing");
  }

  private static Descriptor decoy(OciLayoutMaker maker, Descriptor image, int number)
      throws IOException {
    return referrer(maker, image, image, number);
  }

  private static Descriptor referrer(
      OciLayoutMaker maker, Descriptor image, Descriptor envelope, int number) throws IOException {
    return maker.addDocument(
        MANIFEST,
        """
        {"schemaVersion":2,"mediaType":"%s","artifactType":"%s",
         "config":{"mediaType":"application/vnd.oci.empty.v1+json",
          "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},
         "layers":[{"mediaType":"%s","digest":"%s","size":%s}],
         "subject":{"mediaType":"%s","digest":"%s","size":%s},"annotations":{"n":"%s"}}
        """
            .formatted(
                MANIFEST,
                ARTIFACT,
                DSSE,
                envelope.digest(),
                envelope.size(),
                MANIFEST,
                image.digest(),
                image.size(),
                number));
  }

  private void certify(String at, String image, String database) {
    List<String> words =
        new ArrayList<>(
            List.of("certify", "--no-cache", "--db", database, "--out", certificate.toString()));
    if (!image.startsWith("oci-layout:")) {
      words.add("--plain-http");
    }
    words.add(image);
    Outcome certified = at(at, words.toArray(String[]::new));
    assertThat(certified.exitCode()).as(certified.transcript()).isZero();
  }

  private void attach(String image) {
    Outcome attached =
        at("2026-11-22T09:30:00Z", "attach", "--plain-http", certificate.toString(), image);
    assertThat(attached.exitCode()).as(attached.transcript()).isZero();
  }

  private Outcome at(String instant, String... words) {
    return new Terminal(home).at(instant).run(words);
  }
}
