package dev.seaworthy.testkit.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// skopeo and umoci must take the images as other tools make them.
class ImageMakerTest {
  @TempDir Path folder;

  @Test
  void skopeoReadsEveryFormAndFindsTheLayers() throws Exception {
    ImageMaker image = twoLayers();
    Path layout = folder.resolve("layout");
    Path archive = folder.resolve("oci.tar");
    MadeImage made = image.ociLayout(layout, "1");
    image.ociArchive(archive, "1");

    Gates.run(
        "images by skopeo",
        Gates.tool("skopeo"),
        path -> {
          List<String> wanted =
              made.layers().stream().map(layer -> layer.descriptor().digest()).toList();
          for (String place : List.of("oci:" + layout + ":1", "oci-archive:" + archive + ":1")) {
            String told = inspect(place);
            assertThat(told).contains(wanted).contains(made.manifest().digest());
            assertThat(told).contains("\"harbour\": \"Bremen\"");
          }
          return 2;
        });
  }

  @Test
  void skopeoCopiesEveryStyleOfDockerArchiveToTheSameLayers() throws Exception {
    Gates.run(
        "images by skopeo",
        Gates.tool("skopeo"),
        path -> {
          for (DockerArchiveStyle style : DockerArchiveStyle.values()) {
            Path file = folder.resolve(style + ".tar");
            Path copy = folder.resolve("copy-" + style);
            MadeImage made = repeatedLayer().dockerArchive(file, style, "hold:1");
            Command.of("skopeo", "copy", "docker-archive:" + file + ":hold:1", "oci:" + copy + ":1")
                .text();
            String config =
                Command.of("skopeo", "inspect", "--config", "oci:" + copy + ":1").text();
            assertThat(config).contains(made.layers().stream().map(MadeLayer::diffId).toList());
          }
          return DockerArchiveStyle.values().length;
        });
  }

  @Test
  void umociUnpacksLayersAndAppliesTheirWhiteouts() throws Exception {
    twoLayers().ociLayout(folder.resolve("layout"), "1");

    Gates.run(
        "images by umoci",
        Gates.tool("umoci"),
        path -> {
          Path bundle = folder.resolve("bundle");
          Command.of(
                  "umoci",
                  "unpack",
                  "--rootless",
                  "--image",
                  folder.resolve("layout") + ":1",
                  bundle.toString())
              .text();
          Path root = bundle.resolve("rootfs");
          assertThat(root.resolve("etc/motd")).hasContent("ahoy");
          assertThat(root.resolve("etc/old")).doesNotExist();
          assertThat(root.resolve("var/cache/stale")).doesNotExist();
          assertThat(root.resolve("var/cache/fresh")).exists();
          return 4;
        });
  }

  @Test
  void everyPackingUnpacksToTheDiffIdWithItsOwnTool() throws Exception {
    byte[] cargo = Samples.of(3).compressibleBytes(300_000);
    Gates.run(
        "layers by gzip and zstd",
        List.of(Gates.tool("gzip"), Gates.tool("zstd"), Gates.tool("sha256sum")),
        () -> {
          long count = 0;
          for (Compression way : Compression.values()) {
            Path layout = folder.resolve("layout-" + way);
            LayerSpec layer = LayerSpec.of(tar -> tar.file("cargo", cargo)).packed(way);
            MadeLayer made = ImageMaker.linux().layer(layer).ociLayout(layout, "1").layers().get(0);
            String unpack =
                switch (way) {
                  case NONE -> "cat";
                  case GZIP, GZIP_MEMBERS -> "gzip -dc";
                  case ZSTD, ZSTD_FRAMES -> "zstd -dcq";
                };
            String sum =
                Command.of("sh", "-c", unpack + " < \"$1\" | sha256sum", "sh", blob(layout, made))
                    .text();
            assertThat("sha256:" + sum.substring(0, 64)).as(way.name()).isEqualTo(made.diffId());
            count++;
          }
          return count;
        });
  }

  @Test
  void skopeoPicksThePlatformFromAnIndex() throws Exception {
    OciLayoutMaker layout = OciLayoutMaker.in(folder.resolve("many"));
    MadeImage amd = layout.add(image("amd64"));
    MadeImage arm = layout.add(image("arm64").variant("v8"));
    layout.refer(layout.addIndex(List.of(amd.manifest(), arm.manifest())), "1").finish();

    Gates.run(
        "images by skopeo",
        Gates.tool("skopeo"),
        path -> {
          for (String architecture : List.of("amd64", "arm64")) {
            String told =
                Command.of(
                        "skopeo",
                        "--override-arch",
                        architecture,
                        "inspect",
                        "oci:" + folder.resolve("many") + ":1")
                    .text();
            assertThat(told).contains("\"Architecture\": \"" + architecture + "\"");
          }
          return 2;
        });
  }

  @Test
  void skopeoRefusesALayerThatIsNotWhatItsDigestSays() throws Exception {
    String wrong = "sha256:" + "0".repeat(64);
    Path lying = folder.resolve("lying");
    Path cut = folder.resolve("cut");
    Path absent = folder.resolve("absent");
    ImageMaker.linux().layer(cargo().claimingDigest(wrong)).ociLayout(lying, "1");
    ImageMaker.linux().layer(cargo().truncatedTo(20)).ociLayout(cut, "1");
    ImageMaker.linux().layer(cargo().withoutBlob()).ociLayout(absent, "1");

    Gates.run(
        "images by skopeo",
        Gates.tool("skopeo"),
        path -> {
          for (Path layout : List.of(lying, cut, absent)) {
            Command copy =
                Command.of("skopeo", "copy", "oci:" + layout + ":1", "oci:" + layout + "-copy:1");
            assertThat(copy.run().exit()).as(layout.toString()).isNotZero();
          }
          return 3;
        });
  }

  @Test
  void claimsWhatItWasToldToClaim() throws IOException {
    Path layout = folder.resolve("claims");
    ImageMaker image =
        ImageMaker.linux()
            .layer(cargo().claimingSize(7).claimingDiffId("sha256:" + "1".repeat(64)))
            .layer(cargo().foreign(List.of("http://127.0.0.1/cargo")))
            .withoutRootfs()
            .withManifestOver(100_000);
    MadeImage made = image.ociLayout(layout, "1");
    String manifest = Files.readString(blob(layout, made.manifest().digest()));

    assertThat(manifest).contains("\"size\":7").contains("\"urls\":[\"http://127.0.0.1/cargo\"]");
    assertThat(manifest.length()).isGreaterThan(100_000);
    assertThat(made.layers().getFirst().diffId()).isEqualTo("sha256:" + "1".repeat(64));
    assertThat(blob(layout, made.layers().getLast().descriptor().digest())).doesNotExist();
    assertThat(Files.readString(blob(layout, made.config().digest()))).doesNotContain("rootfs");
  }

  @Test
  void makesAnIndexThatListsItself() throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    Descriptor cycle = layout.addCyclicIndex();
    layout.refer(cycle, "round").finish();

    assertThat(Files.readString(blob(folder, cycle.digest()))).contains(cycle.digest());
    assertThat(Files.size(blob(folder, cycle.digest()))).isEqualTo(cycle.size());
  }

  @Test
  void makesTheSameBytesEveryTime() throws IOException {
    MadeImage once = twoLayers().ociArchive(folder.resolve("a.tar"), "1");
    MadeImage again = twoLayers().ociArchive(folder.resolve("b.tar"), "1");

    assertThat(again).isEqualTo(once);
    assertThat(Sha256.of(folder.resolve("b.tar"))).isEqualTo(Sha256.of(folder.resolve("a.tar")));
  }

  private static ImageMaker twoLayers() {
    return ImageMaker.linux()
        .label("harbour", "Bremen")
        .environment("PATH", "/usr/bin")
        .layer(tar ->
            tar.directory("etc")
                .file("etc/motd", "ahoy")
                .file("etc/old", "rust")
                .directory("var")
                .directory("var/cache")
                .file("var/cache/stale", "rust"))
        .layer(tar -> tar.whiteout("etc/old").opaque("var/cache").file("var/cache/fresh", "paint"));
  }

  private static ImageMaker repeatedLayer() {
    return ImageMaker.linux()
        .layer(tar -> tar.file("a", "a"))
        .layer(tar -> tar.file("b", "b"))
        .layer(tar -> tar.file("a", "a"));
  }

  private static ImageMaker image(String architecture) {
    return ImageMaker.forPlatform("linux", architecture).layer(tar -> tar.file("a", architecture));
  }

  private static LayerSpec cargo() {
    return LayerSpec.of(tar -> tar.file("cargo", "tea".repeat(100).getBytes(UTF_8)));
  }

  private static String inspect(String place) {
    return Command.of("skopeo", "inspect", place).text();
  }

  private static String blob(Path layout, MadeLayer layer) {
    return blob(layout, layer.descriptor().digest()).toString();
  }

  private static Path blob(Path layout, String digest) {
    return layout.resolve("blobs/sha256").resolve(Sha256.hex(digest));
  }
}
