package dev.seaworthy.testkit.debian;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.oracle.DpkgOracle;
import dev.seaworthy.testkit.oracle.TrackerTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The image, unpacked by umoci, must be what Debian's and the languages' own tools take it for.
class DebianImageTest {
  private Path folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = Files.createTempDirectory("debian-image");
  }

  @AfterEach
  void removeTheFolder() throws IOException {
    Folders.delete(folder);
  }

  @Test
  void isADebianThatDpkgFindsWholeWithItsApplications() throws Exception {
    Gates.run(
        "Debian image",
        List.of(DebianImage.need(), Gates.tool("umoci"), Gates.tool("python3"), Gates.tool("dpkg")),
        () -> {
          DebianImage image = DebianImage.usual();
          Path root = unpack(image);
          List<DpkgOracle.InstalledPackage> installed = DpkgOracle.installed(root);

          assertThat(image.installed()).isEqualTo(installed);
          assertThat(installed)
              .extracting(DpkgOracle.InstalledPackage::name)
              .contains("libc6", "apt")
              .containsAll(DebianImage.USUAL_PACKAGES);
          assertThat(damaged(root)).isEmpty();
          assertThat(image.planted()).extracting(Planted::type).contains("maven", "npm", "pypi");
          for (Planted planted : image.planted()) {
            assertThat(root.resolve(planted.path())).isRegularFile();
          }
          checkJars(root, image.planted());
          checkPython(root, image.planted());
          checkGo(root, image.planted());
          return installed.size() + (long) image.planted().size();
        });
  }

  @Test
  void hasThreeLayersOfTheSizeThatIsMeasuredWith() throws Exception {
    Gates.run(
        "Debian image",
        DebianImage.need(),
        sources -> {
          long total = 0;
          List<Path> layers = DebianImage.usual().packedLayers();
          for (Path layer : layers) {
            total += Files.size(layer);
          }
          System.out.println("Debian image: " + total + " bytes in " + layers.size() + " layers");
          assertThat(layers).hasSize(3);
          assertThat(total).isBetween(58_000_000L, 68_000_000L);
          return layers.size();
        });
  }

  @Test
  void hasEnoughForTheTrackerToJudge() throws Exception {
    Need tracker = Gates.shared("advisories/debian/tracker-data.json.gz");
    Gates.run(
        "Debian image",
        List.of(DebianImage.need(), DpkgOracle.binary().need(), tracker),
        () -> {
          List<TrackerTruth.Source> sources =
              DebianImage.usual().installed().stream()
                  .map(one -> new TrackerTruth.Source(one.source(), one.sourceVersion()))
                  .distinct()
                  .toList();
          TrackerTruth.Judgement judgement =
              TrackerTruth.read(tracker.path(), "bookworm").judge(sources);
          assertThat(judgement.open()).hasSizeGreaterThanOrEqualTo(50);
          assertThat(judgement.fixed()).hasSizeGreaterThanOrEqualTo(1000);
          return (long) judgement.open().size() + judgement.fixed().size();
        });
  }

  private Path unpack(DebianImage image) {
    Path bundle = folder.resolve("bundle");
    Command.of(
            "umoci",
            "unpack",
            "--rootless",
            "--image",
            image.ociLayout() + ":" + DebianImage.REFERENCE,
            bundle.toString())
        .text();
    return bundle.resolve("rootfs");
  }

  /// Files that dpkg misses or finds changed, but for what a slim image leaves out.
  private static List<String> damaged(Path root) {
    return Command.of("dpkg", "--root=" + root, "--verify").run().lines().stream()
        .filter(line -> !line.matches("missing +(/usr/share/(doc|info|locale|man)/.*)"))
        .toList();
  }

  private static void checkJars(Path root, List<Planted> planted) throws Exception {
    for (Planted jar : planted) {
      if (jar.type().equals("maven") && !jar.inside().isEmpty()) {
        try (ZipFile outer = new ZipFile(root.resolve(jar.path()).toFile());
            ZipInputStream inner =
                new ZipInputStream(outer.getInputStream(outer.getEntry(jar.inside())))) {
          assertThat(inner.getNextEntry()).isNotNull();
          inner.getNextEntry();
          assertThat(new String(inner.readAllBytes(), UTF_8)).contains("version=" + jar.version());
        }
      }
    }
  }

  /// There is a Go program only where there is a go command.
  private static void checkGo(Path root, List<Planted> planted) {
    for (Planted module : planted) {
      if (module.type().equals("golang")) {
        Path program = root.resolve(module.path());
        assertThat(Command.of("go", "version", "-m", program.toString()).text())
            .contains(module.name() + "\t" + module.version());
      }
    }
  }

  private static void checkPython(Path root, List<Planted> planted) {
    String listing =
        """
        import importlib.metadata, sys
        for one in importlib.metadata.distributions(path=[sys.argv[1]]):
            print(one.metadata["Name"], one.version)
        """;
    Path packages = root.resolve("usr/local/lib/python3.11/dist-packages");
    assertThat(Files.isDirectory(packages)).isTrue();
    assertThat(Command.of("python3", "-c", listing, packages.toString()).lines())
        .containsExactlyInAnyOrderElementsOf(
            planted.stream()
                .filter(one -> one.type().equals("pypi"))
                .map(one -> one.name() + " " + one.version())
                .toList());
  }
}
