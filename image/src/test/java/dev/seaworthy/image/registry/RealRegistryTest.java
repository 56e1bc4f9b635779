package dev.seaworthy.image.registry;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.CredentialPrograms;
import dev.seaworthy.image.Credentials;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Security;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.source.Opening;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import dev.seaworthy.testkit.registry.RegistryServer;
import dev.seaworthy.testkit.registry.Skopeo;
import dev.seaworthy.testkit.registry.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pulls from CNCF distribution what skopeo pushed into it.
class RealRegistryTest {

  private static final String GATE = "pull from docker-registry what skopeo pushed";
  private static final List<Need> NEEDS = List.of(RegistryServer.need(), Skopeo.need());
  private static final List<Need> TLS_NEEDS =
      List.of(RegistryServer.need(), Skopeo.need(), TestAuthority.need());

  @TempDir Path folder;

  private static ImageMaker image(String architecture) {
    return ImageMaker.forPlatform("linux", architecture)
        .layer(tar -> tar.file("etc/os-release", "ID=debian\n"))
        .layer(tar -> tar.file("cargo", architecture.repeat(100_000)));
  }

  private static Image open(String reference, RegistryOptions options) {
    return ImageSources.open(
        ImageSources.parse(reference), Opening.options().withRegistry(options));
  }

  /// Compares every digest and every byte; returns how many comparisons that were.
  private static long same(Image image, MadeImage made) throws IOException {
    assertThat(image.manifestDigest()).hasToString("Optional[" + made.manifest().digest() + "]");
    return 1 + sameContent(image, made);
  }

  private static long sameContent(Image image, MadeImage made) throws IOException {
    assertThat(image.configDigest()).hasToString("Optional[" + made.config().digest() + "]");
    assertThat(image.gaps()).isEmpty();
    assertThat(image.layers()).hasSameSizeAs(made.layers());
    for (int i = 0; i < made.layers().size(); i++) {
      Layer.Blob layer = (Layer.Blob) image.layers().get(i);
      String digest = made.layers().get(i).descriptor().digest();
      assertThat(layer.descriptor().digest()).hasToString(digest);
      assertThat(layer.claimedDiffId()).hasToString(made.layers().get(i).diffId());
      try (InputStream in = layer.content().open()) {
        assertThat(Sha256.of(in.readAllBytes())).isEqualTo(digest);
      }
    }
    return 1L + made.layers().size();
  }

  @Test
  void byTagAndByDigest() throws Exception {
    Path layout = folder.resolve("layout");
    MadeImage made = image("amd64").ociLayout(layout, "1");

    Gates.run(
        GATE,
        NEEDS,
        () -> {
          try (RegistryServer server = RegistryServer.open()) {
            Skopeo.to(server).push("oci:" + layout + ":1", "shop/cart:1.8");
            String name = server.host() + "/shop/cart";
            long count = 0;
            for (String reference :
                List.of(
                    name + ":1.8",
                    name + "@" + made.manifest().digest(),
                    name + ":1.8@" + made.manifest().digest())) {
              try (Image image = open(reference, Opening.registry())) {
                count += same(image, made);
                assertThat(image.name()).isEqualTo(reference);
              }
            }
            return count;
          }
        });
  }

  @Test
  void anIndexByPlatform() throws Exception {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    MadeImage amd = layout.add(image("amd64"));
    MadeImage arm = layout.add(image("arm64"));
    layout.refer(layout.addIndex(List.of(amd.manifest(), arm.manifest())), "1").finish();

    Gates.run(
        GATE,
        NEEDS,
        () -> {
          try (RegistryServer server = RegistryServer.open()) {
            String digest = Skopeo.to(server).push("oci:" + folder + ":1", "cart:1");
            ImageSource source = ImageSources.parse(server.host() + "/cart:1");
            OpenOptions forArm = Opening.options().withPlatform(Platform.of("linux", "arm64"));
            try (Image ours = ImageSources.open(source, Opening.options());
                Image other = ImageSources.open(source, forArm)) {
              assertThat(ours.indexDigest()).hasToString("Optional[" + digest + "]");
              assertThat(other.indexDigest()).hasToString("Optional[" + digest + "]");
              return same(ours, amd) + same(other, arm);
            }
          }
        });
  }

  @Test
  void dockersMediaTypes() throws Exception {
    Path layout = folder.resolve("layout");
    MadeImage made = image("amd64").ociLayout(layout, "1");

    Gates.run(
        GATE,
        NEEDS,
        () -> {
          try (RegistryServer server = RegistryServer.open()) {
            Command.of(
                    "skopeo",
                    "--insecure-policy",
                    "copy",
                    "--format=v2s2",
                    "--dest-tls-verify=false",
                    "oci:" + layout + ":1",
                    "docker://" + server.host() + "/cart:1")
                .text();
            String manifest = Skopeo.to(server).rawManifest("cart:1");
            assertThat(manifest).contains("application/vnd.docker.distribution.manifest.v2+json");
            try (Image image = open(server.host() + "/cart:1", Opening.registry())) {
              assertThat(image.manifestDigest())
                  .hasToString("Optional[" + Sha256.of(manifest) + "]");
              return 1 + sameContent(image, made);
            }
          }
        });
  }

  @Test
  void withTlsOfAnOwnAuthorityAndABasicPassword() throws Exception {
    Path layout = folder.resolve("layout");
    MadeImage made = image("amd64").ociLayout(layout, "1");

    Gates.run(
        GATE,
        TLS_NEEDS,
        () -> {
          TestAuthority authority = TestAuthority.in(folder);
          Security trusting = new Security(false, List.of(authority.certificate()), null);
          try (RegistryServer server = RegistryServer.withTlsAndCredentials(authority)) {
            Skopeo.to(server).push("oci:" + layout + ":1", "cart:1");
            String reference = server.host() + "/cart:1";
            RegistryOptions right =
                Opening.registry()
                    .withSecurity(trusting)
                    .withCredentials(
                        new Credentials.Password(RegistryServer.USER, RegistryServer.PASSWORD));
            RegistryOptions wrong =
                right.withCredentials(new Credentials.Password(RegistryServer.USER, "wrong-one"));

            assertRefused(
                    ImageError.REGISTRY_UNAUTHORISED,
                    () -> open(reference, Opening.registry().withSecurity(trusting)))
                .hasMessageContaining("wants a user name and password");
            assertRefused(ImageError.REGISTRY_UNAUTHORISED, () -> open(reference, wrong))
                .hasMessageContaining("UNAUTHORIZED authentication required")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong-one"));
            assertRefused(
                    ImageError.REGISTRY_TLS,
                    () -> open(reference, right.withSecurity(Security.TLS)))
                .hasMessageContaining(server.host())
                .hasMessageContaining("unable to find valid certification path");
            assertRefused(
                    ImageError.REGISTRY_REFUSED,
                    () -> open(reference, right.withSecurity(Security.PLAIN_HTTP)))
                .hasMessageContaining("Client sent an HTTP request to an HTTPS server");
            try (Image image = open(reference, right)) {
              return 4 + same(image, made);
            }
          }
        });
  }

  @Test
  void withCredentialsAndAuthoritiesWhereContainerToolsKeepThem() throws Exception {
    Path layout = folder.resolve("layout");
    MadeImage made = image("amd64").ociLayout(layout, "1");

    Gates.run(
        GATE,
        TLS_NEEDS,
        () -> {
          TestAuthority authority = TestAuthority.in(folder);
          try (RegistryServer server = RegistryServer.withTlsAndCredentials(authority)) {
            Skopeo.to(server).push("oci:" + layout + ":1", "cart:1");
            Path certificates = folder.resolve("certs.d");
            Path own = Files.createDirectories(certificates.resolve(server.host()));
            Files.copy(authority.certificate(), own.resolve("ca.crt"));
            String auth = RegistryServer.USER + ":" + RegistryServer.PASSWORD;
            Path config =
                Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(
                            server.host(),
                            Base64.getEncoder().encodeToString(auth.getBytes(UTF_8))));
            RegistryOptions options =
                Opening.registry()
                    .withSecurity(new Security(false, List.of(), certificates))
                    .withEnvironment(
                        Map.of("DOCKER_CONFIG", config.getParent().toString()),
                        CredentialPrograms.NONE);
            try (Image image = open(server.host() + "/cart:1", options)) {
              return same(image, made);
            }
          }
        });
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    Path layout = folder.resolve("layout");
    image("amd64").ociLayout(layout, "1");

    Gates.run(
        GATE,
        NEEDS,
        () -> {
          try (RegistryServer server = RegistryServer.open()) {
            Skopeo.to(server).push("oci:" + layout + ":1", "cart:1");
            assertRefused(
                    ImageError.NOT_FOUND, () -> open(server.host() + "/cart:2", Opening.registry()))
                .hasMessage(server.host() + " has no manifest 2 in repository cart");
            assertRefused(
                    ImageError.NOT_FOUND,
                    () -> open(server.host() + "/horse:1", Opening.registry()))
                .hasMessage(server.host() + " has no manifest 1 in repository horse");
            return 2;
          }
        });
  }
}
