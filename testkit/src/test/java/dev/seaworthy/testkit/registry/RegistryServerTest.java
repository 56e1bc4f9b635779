package dev.seaworthy.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServerTest {
  private static final String GATE = "registry by docker-registry and skopeo";

  @TempDir Path folder;

  @Test
  void keepsTheDigestOfAnImageThatSkopeoPushes() throws Exception {
    Path layout = folder.resolve("layout");
    MadeImage made = image("amd64").ociLayout(layout, "1");

    Gates.run(
        GATE,
        List.of(RegistryServer.need(), Skopeo.need()),
        () -> {
          try (RegistryServer server = RegistryServer.open()) {
            Skopeo skopeo = Skopeo.to(server);
            String digest = skopeo.push("oci:" + layout + ":1", "team/hold:1");
            assertThat(digest).isEqualTo(made.manifest().digest());
            assertThat(Sha256.of(skopeo.rawManifest("team/hold:1"))).isEqualTo(digest);
            assertThat(Sha256.of(skopeo.rawManifest("team/hold@" + digest))).isEqualTo(digest);
          }
          return 3;
        });
  }

  @Test
  void takesAnIndexWithAllItsImages() throws Exception {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    MadeImage amd = layout.add(image("amd64"));
    MadeImage arm = layout.add(image("arm64"));
    layout.refer(layout.addIndex(List.of(amd.manifest(), arm.manifest())), "1").finish();

    Gates.run(
        GATE,
        List.of(RegistryServer.need(), Skopeo.need()),
        () -> {
          try (RegistryServer server = RegistryServer.open()) {
            Skopeo skopeo = Skopeo.to(server);
            skopeo.push("oci:" + folder + ":1", "hold:1");
            assertThat(skopeo.rawManifest("hold:1"))
                .contains(amd.manifest().digest(), arm.manifest().digest());
            assertThat(skopeo.rawManifest("hold@" + arm.manifest().digest()))
                .contains(arm.config().digest());
          }
          return 2;
        });
  }

  @Test
  void letsNobodyInWithoutCredentialsOrWithoutTrustInItsAuthority() throws Exception {
    Path archive = folder.resolve("hold.tar");
    image("amd64").dockerArchive(archive, DockerArchiveStyle.FLAT, "hold:1");

    Gates.run(
        GATE,
        List.of(RegistryServer.need(), Skopeo.need(), TestAuthority.need()),
        () -> {
          TestAuthority authority = TestAuthority.in(folder);
          try (RegistryServer server = RegistryServer.withTlsAndCredentials(authority)) {
            // A Docker archive has no manifest digest to keep.
            String target = "docker://" + server.host() + "/hold:1";
            String trust = "--dest-cert-dir=" + authority.certificate().getParent();
            String source = "docker-archive:" + archive;
            String credentials = RegistryServer.USER + ":" + RegistryServer.PASSWORD;

            assertThat(copy(trust, "--dest-no-creds", source, target).err())
                .containsIgnoringCase("auth");
            assertThat(copy(trust, "--dest-creds=mate:wrong", source, target).exit()).isNotZero();
            assertThat(copy("--dest-creds=" + credentials, source, target).err())
                .contains("certificate");
            assertThat(copy(trust, "--dest-creds=" + credentials, source, target).exit()).isZero();
          }
          return 4;
        });
  }

  private static Command.Result copy(String... arguments) {
    return Command.of(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("skopeo", "--insecure-policy", "copy"),
                    java.util.Arrays.stream(arguments))
                .toList())
        .run();
  }

  private static ImageMaker image(String architecture) {
    return ImageMaker.forPlatform("linux", architecture)
        .layer(tar -> tar.file("cargo", architecture));
  }
}
