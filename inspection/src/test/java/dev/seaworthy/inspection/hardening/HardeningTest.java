package dev.seaworthy.inspection.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageConfig.Execution;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.hardening.check.Answers;
import dev.seaworthy.inspection.hardening.check.CheckResult;
import dev.seaworthy.inspection.hardening.check.HardeningSubject;
import dev.seaworthy.inspection.hardening.check.Outcome;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.debian.DebianImage;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.TarEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardeningTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T00:00:00Z"));

  @TempDir Path folder;

  @Test
  void whatCouldNotBeCheckedIsAnObservationOfItsOwn() throws IOException {
    ImageMaker.linux().layer(tar -> tar.file("app", "x")).ociLayout(folder.resolve("layout"), "1");
    String source = "oci-layout:" + folder.resolve("layout");

    HardeningResult strict = inspect(source, "disa.container@1");
    assertThat(result(strict, "hardening.not-signed").outcome()).isEqualTo(Outcome.NOT_CHECKED);
    assertThat(strict.inspection().observations())
        .filteredOn(each -> each.key().equals("hardening.not-signed"))
        .singleElement()
        .satisfies(observation -> {
          assertThat(observation.rule().id()).isEqualTo(Hardening.NOT_CHECKED);
          assertThat(observation.rule().isBlindSpot()).isTrue();
          assertThat(observation.rule().rating()).isEqualTo(Rating.HIGH);
          assertThat(observation.evidence()).isEqualTo("hardening.not-signed: nobody looked");
        });
    assertThat(strict.count(Outcome.NOT_CHECKED))
        .isEqualTo(
            strict.inspection().observations().stream()
                .filter(each -> each.rule().id().equals(Hardening.NOT_CHECKED))
                .count());
  }

  @Test
  void sameInputSameOutput() throws IOException {
    ImageMaker.linux()
        .layer(tar -> {
          tar.entry(TarEntry.file("usr/bin/su").mode(04755), new byte[] {1});
          tar.entry(TarEntry.file("usr/bin/sh").mode(0755), new byte[] {1});
        })
        .ociLayout(folder.resolve("layout"), "1");
    String source = "oci-layout:" + folder.resolve("layout");
    HardeningResult first = inspect(source, Profiles.STANDARD);
    HardeningResult second = inspect(source, Profiles.STANDARD);
    assertThat(second.inspection()).isEqualTo(first.inspection());
    assertThat(second.results()).isEqualTo(first.results());
    assertThat(first.results()).extracting(CheckResult::id).isSorted().doesNotHaveDuplicates();
    assertThat(first.inspection().engines())
        .singleElement()
        .satisfies(engine -> {
          assertThat(engine.dataVersion()).isEqualTo("seaworthy.hardening@1");
          assertThat(engine.files()).isGreaterThan(1);
        });
  }

  /// What the checks say of files is what GNU tar says of the same files, and an entry point keeps
  /// exactly what it is linked to and what packages depend on.
  @Test
  void theDebianImageIsJudgedByItsFilesAndPackages() throws Exception {
    Gates.run(
        "hardening of the Debian image",
        List.of(DebianImage.need()),
        () -> {
          DebianImage debian = DebianImage.usual();
          HardeningSubject subject = subject("oci-layout:" + debian.ociLayout());
          HardeningResult plain = inspect(subject, "disa.container@1");
          TreeSet<String> special = new TreeSet<>();
          for (int layer = 0; layer < 3; layer++) {
            special.addAll(specialFiles(debian.layerTar(layer)));
          }
          assertThat(places(plain, "hardening.setuid")).isEqualTo(special).hasSizeGreaterThan(5);
          assertThat(
                  List.of("user-root", "entry-point-missing", "shell").stream()
                      .map(check -> outcome(plain, "hardening." + check)))
              .containsOnly(Outcome.FAIL);
          assertThat(
                  List.of(
                          "password-empty",
                          "account-duplicate",
                          "account-file-mode",
                          "world-writable",
                          "file-unowned",
                          "package-cache",
                          "package-source-unverified")
                      .stream()
                      .map(check -> outcome(plain, "hardening." + check)))
              .containsOnly(Outcome.PASS);
          assertThat(outcome(plain, "hardening.package-unneeded")).isEqualTo(Outcome.NOT_CHECKED);
          assertThat(places(plain, "hardening.shell"))
              .contains("/usr/bin/sh", "/usr/bin/dash", "/usr/bin/bash");
          assertThat(places(plain, "hardening.package-manager"))
              .contains("/usr/bin/apt-get", "/usr/bin/dpkg");
          assertThat(places(plain, "hardening.network-tool")).containsExactly("/usr/bin/curl");

          HardeningResult curl = inspect(startingWith(subject, "curl"), "disa.container@1");
          assertThat(
                  result(curl, "hardening.package-unneeded").observations().stream()
                      .map(Observation::key))
              .doesNotContain("curl", "libcurl4", "libc6", "libssl3", "zlib1g", "libnghttp2-14")
              .doesNotContain("perl-base", "base-files")
              .contains("libopenjp2-7", "libtiff6", "python3");
          return (long) plain.results().size() + debian.installed().size();
        });
  }

  private static HardeningSubject startingWith(HardeningSubject subject, String program) {
    ImageConfig config = subject.config();
    Execution execution = config.execution();
    return new HardeningSubject(
        null,
        new ImageConfig(
            config.raw(),
            config.created(),
            config.platform(),
            config.diffIds(),
            config.history(),
            new Execution(
                "1000",
                execution.env(),
                List.of(program),
                List.of(),
                "",
                execution.labels(),
                List.of(),
                List.of())),
        subject.facts(),
        subject.inventory(),
        subject.lineage(),
        subject.answers());
  }

  @Test
  void anImageThatUmociMadeIsReadAlike() throws Exception {
    Gates.run(
        "hardening of an image by umoci",
        List.of(Gates.tool("umoci")),
        () -> {
          Path layout = folder.resolve("umoci");
          Path content = Files.createDirectories(folder.resolve("content/etc")).getParent();
          Files.writeString(content.resolve("etc/passwd"), "root:x:0:0::/:/x\nadmin:x:0:0::/:/x\n");
          umoci("init", "--layout", layout.toString());
          umoci("new", "--image", layout + ":1");
          umoci("insert", "--rootless", "--image", layout + ":1", content.toString(), "/");
          umoci(
              "config",
              "--image",
              layout + ":1",
              "--config.user",
              "admin:admin",
              "--config.entrypoint",
              "/bin/sh",
              "--config.exposedports",
              "22/tcp",
              "--config.volume",
              "/etc");
          HardeningResult result =
              inspect("oci-layout:%s:1".formatted(layout), "cis.docker.level1@1");
          assertThat(places(result, "hardening.user-root")).containsExactly("config/User");
          assertThat(places(result, "hardening.uid-zero-alias")).containsExactly("/etc/passwd");
          assertThat(places(result, "hardening.sshd"))
              .containsExactly("config/ExposedPorts/22/tcp");
          assertThat(places(result, "hardening.volume-sensitive"))
              .containsExactly("config/Volumes//etc");
          return 4;
        });
  }

  /// Every labelled image runs through every check without one that fails by itself.
  @Test
  void theLabelledImagesAreJudged() throws Exception {
    Gates.run(
        "hardening of the labelled images",
        Gates.shared("fixtures/images"),
        images -> {
          long judged = 0;
          try (Stream<Path> files = Files.list(images)) {
            for (Path file : files.sorted().toList()) {
              boolean isLayout =
                  new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                      .contains("oci-layout");
              String source = (isLayout ? "oci-archive:" : "docker-archive:") + file;
              for (Profile profile : Profiles.builtIn()) {
                HardeningResult result = inspect(source, profile.reference());
                assertThat(result.results()).hasSameSizeAs(profile.checks());
                judged += result.results().size();
              }
            }
          }
          return judged;
        });
  }

  private static void umoci(String... arguments) {
    List<String> words = new ArrayList<>(List.of("umoci"));
    words.addAll(List.of(arguments));
    Command.of(words).text();
  }

  /// The paths of regular files with setuid or setgid in a tar, as GNU tar lists it.
  private static List<String> specialFiles(Path tar) {
    return Command.of("tar", "tvf", tar.toString()).lines().stream()
        .filter(line -> line.startsWith("-") && line.substring(0, 10).matches(".*[sS].*"))
        .map(line -> line.replaceFirst("^(?:\\S+\\s+){5}(?:\\./)?", "/"))
        .toList();
  }

  private static CheckResult result(HardeningResult result, String check) {
    return result.results().stream()
        .filter(each -> each.id().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome outcome(HardeningResult result, String check) {
    return result(result, check).outcome();
  }

  private static Set<String> places(HardeningResult result, String check) {
    TreeSet<String> places = new TreeSet<>();
    result(result, check)
        .observations()
        .forEach(observation -> places.add(observation.location().path()));
    return places;
  }

  private HardeningResult inspect(String source, String profile) {
    return inspect(subject(source), profile);
  }

  private static HardeningResult inspect(HardeningSubject subject, String profile) {
    return Hardening.inspect(subject, Profiles.builtIn(profile), Statements.NONE, CLOCK);
  }

  private HardeningSubject subject(String source) {
    Limits limits = Limits.defaults();
    OpenOptions options =
        OpenOptions.of(
            limits,
            Platform.of("linux", "amd64"),
            folder,
            RegistryOptions.of(RegistryOptions.Traffic.of(CLOCK, pause -> {})));
    List<Analyser> analysers = new ArrayList<>(BuiltInCatalogers.all());
    analysers.addAll(Hardening.analysers());
    try (Image image = ImageSources.open(ImageSources.parse(source), options)) {
      ImageWalk walk =
          new ImageWalk(analysers, limits, LayerFactsCache.NONE, WalkResources.of(2, folder, 1));
      ImageFacts facts = walk.walk(image, WalkListener.NONE);
      return new HardeningSubject(
          null,
          image.config(),
          facts,
          Inventories.assemble(facts, limits),
          Lineage.UNKNOWN,
          Answers.NONE);
    }
  }
}
