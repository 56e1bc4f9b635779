package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.sigstore.SigstoreServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive as someone unpacks it: no Maven, no sources, a folder with a blank in its name.
class ArchiveIT {
  @TempDir private static Path temporary;
  private static Path home;

  @BeforeAll
  static void unpack() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("a folder"));
    Command.of("tar", "-C", folder.toString(), "-xzf", archive().toString()).text();
    home = one(folder, "seaworthy-", "");
  }

  @Test
  void startsFromAnyFolderAndThroughALink() throws IOException {
    assertThat(seaworthy("--version").text()).startsWith("seaworthy ");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), home.resolve("bin/seaworthy"));
    assertThat(Command.of(link.toString(), "--version").in(temporary).text())
        .startsWith("seaworthy ");
    assertThat(Command.of("bin/seaworthy", "--version").in(home).text()).startsWith("seaworthy ");
    assertThat(Command.of("./seaworthy", "--version").in(home.resolve("bin")).text())
        .startsWith("seaworthy ");
  }

  @Test
  void handsOnArgumentsAndTheExitCode() {
    Command.Result result = seaworthy("--no such option").run();
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--no such option");
  }

  @Test
  void tellsTheProgramWhereItIsAndThatNobodyWatches() throws IOException {
    Command.Result result =
        seaworthy("--version").with("SEAWORTHY_JAVA_OPTS", "-XshowSettings:properties").run();
    assertThat(property(result, "seaworthy.terminals")).isEmpty();
    Path told = Path.of(property(result, "seaworthy.home"));
    assertThat(told.toRealPath()).isEqualTo(home.toRealPath());
  }

  private static String property(Command.Result result, String name) {
    String start = "    " + name + " =";
    return result
        .err()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysInOneLineThatJavaIsMissing() {
    Command.Result result = seaworthy("--version").with("SEAWORTHY_JAVA_HOME", "/nowhere").run();
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).singleElement().asString().contains("/nowhere", "25");
  }

  @Test
  void passesOverAnOlderJava(@TempDir Path old) throws IOException {
    Files.createDirectory(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 99\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    assertThat(seaworthy("--version").with("JAVA_HOME", old.toString()).run().exit()).isZero();
  }

  @Test
  void usesTheCacheThatItPreparedUntilAJarIsReplaced(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("copy");
    Command.of("cp", "-a", home.toString(), copy.toString()).text();
    assertThat(startsFromCache(copy)).isFalse();

    Command.of(copy.resolve("bin/seaworthy-prepare").toString()).text();
    assertThat(startsFromCache(copy)).isTrue();

    Path cache = one(copy.resolve("lib"), "seaworthy-", ".aot");
    Path jar = one(copy.resolve("lib"), "seaworthy-cli-", ".jar");
    Instant afterwards = Files.getLastModifiedTime(cache).toInstant().plusSeconds(2);
    Files.setLastModifiedTime(jar, FileTime.from(afterwards));
    assertThat(startsFromCache(copy)).isFalse();
  }

  /// Whether the JVM says that the main class came out of a cache and not out of its jar.
  private static boolean startsFromCache(Path copy) {
    String said =
        Command.of(copy.resolve("bin/seaworthy").toString(), "--version")
            .with("SEAWORTHY_JAVA_OPTS", "-Xlog:class+load")
            .text();
    assertThat(said).containsPattern("(?m)^seaworthy \\d").contains(" dev.seaworthy.cli.Main ");
    return said.lines()
        .anyMatch(line -> line.contains(" dev.seaworthy.cli.Main source: shared objects file"));
  }

  @Test
  void bindsZstdByJniFromTheLibraryBesideTheJars() throws IOException {
    Path jar = one(home.resolve("lib"), "zstd-jni-", ".jar");
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.isMultiRelease()).isFalse();
      assertThat(file.stream()).noneMatch(entry -> entry.getName().endsWith(".so"));
    }
    String said =
        Command.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-DZstdNativePath=" + home.resolve("lib/native/x86_64/libzstd-jni.so"),
                "-cp",
                jar + ":target/test-classes",
                ZstdRoundTrip.class.getName())
            .text();
    assertThat(said).hasSize(5000).startsWith("ahoy ahoy ");
  }

  /// A gate has no network, or must not depend on it. `unshare -n` leaves a process without any.
  @Test
  void verifiesACertificateWithoutAnyNetwork(@TempDir Path folder) throws Exception {
    Gates.run(
        "a certificate verified without any network",
        Gates.tool("unshare"),
        unshare -> {
          Path layout = folder.resolve("cart");
          MadeImage made =
              ImageMaker.linux()
                  .layer(LayerSpec.of(tar -> tar.file("etc/motd", "ahoy")))
                  .ociLayout(layout, "registry.example/shop/cart:1.8");
          Path certificate = folder.resolve("cart.json");
          Command.Result certified =
              at(folder, seaworthy("certify", "oci-layout:" + layout, "--out", certificate + ""))
                  .run();
          assertThat(certified.exit()).as(certified.err()).isEqualTo(1);
          Command alone =
              Command.of(
                  unshare.toString(),
                  "--net",
                  home.resolve("bin/seaworthy").toString(),
                  "verify",
                  "--image",
                  made.manifest().digest(),
                  certificate.toString());
          Command.Result verified = at(folder, alone).run();
          assertThat(verified.exit()).as(verified.err()).isEqualTo(1);
          // The starter set refuses, and that refusal is what the certificate says.
          assertThat(verified.out()).contains("SW-CERTIFICATE-0005");
          return 1;
        });
  }

  private static Command at(Path folder, Command command) {
    return command.with("HOME", folder.toString()).with("XDG_DATA_HOME", folder + "/data");
  }

  @Test
  void holdsOnlyWhatIsShipped() throws IOException {
    List<String> names = Command.of("tar", "-tvzf", archive().toString()).lines();
    assertThat(names)
        .filteredOn(line -> line.startsWith("-rwx"))
        .extracting(line -> line.substring(line.lastIndexOf('/') + 1))
        .containsExactlyInAnyOrder("seaworthy", "seaworthy-prepare");
    assertThat(names)
        .noneMatch(line -> line.matches(".*(testkit|junit|assertj|seaworthy-checks).*"))
        // The server's framework brings annotations of its own.
        .noneMatch(line -> line.matches(".*[0-9A-Z]/lib/.*(jspecify|errorprone).*"))
        .anyMatch(line -> line.endsWith("/LICENSE"))
        .anyMatch(line -> line.endsWith("/THIRD-PARTY.txt"));
  }

  /// A sealed package in the AOT cache keeps the JVM from starting.
  @Test
  void sealsNoPackage() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        try (JarFile file = new JarFile(jar.toFile())) {
          if (file.getManifest() != null) {
            assertThat(file.getManifest().getMainAttributes().getValue("Sealed"))
                .as(jar.getFileName().toString())
                .isNotEqualTo("true");
          }
        }
      }
    }
  }

  @Test
  void namesEachLibraryOfOthersWithItsLicence() throws IOException {
    String notice = Files.readString(home.resolve("THIRD-PARTY.txt"));
    try (Stream<Path> files = Files.walk(home.resolve("lib"))) {
      List<String> libraries =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar") && !name.startsWith("seaworthy-"))
              .map(name -> name.replaceFirst("-\\d.*", ""))
              .toList();
      assertThat(libraries).isNotEmpty().allMatch(notice::contains);
    }
  }

  /// What only keyless signatures need is in a folder of its own, whole and once, and on no class
  /// path.
  @Test
  void keepsKeylessSignaturesOffTheClassPath() throws IOException {
    String launched = Files.readString(home.resolve("lib/launch.env"));
    assertThat(launched).doesNotContain("keyless", "sigstore", "gson");
    try (Stream<Path> files = Files.list(home.resolve("lib/keyless"))) {
      assertThat(files.map(file -> file.getFileName().toString().replaceFirst("-\\d.*", "")))
          .containsExactlyInAnyOrder(
              "seaworthy-signing-keyless",
              "sigstore-java",
              "google-http-client",
              "gson",
              "java-json-canonicalization",
              "protobuf-java-util");
    }
  }

  /// Signed as an identity and verified so, by the libraries that are packed and no others.
  @Test
  void signsAndVerifiesWithoutAKey(@TempDir Path folder) throws Exception {
    Instant now = Instant.now();
    try (SigstoreServer server = SigstoreServer.open(now.truncatedTo(ChronoUnit.SECONDS))) {
      Path layout = folder.resolve("cart");
      MadeImage made =
          ImageMaker.linux()
              .layer(LayerSpec.of(tar -> tar.file("etc/motd", "ahoy")))
              .ociLayout(layout, "registry.example/shop/cart:1.8");
      Path root = Files.writeString(folder.resolve("root.json"), server.trustedRoot());
      Path certificate = folder.resolve("cart.json");
      Command.Result certified =
          at(
                  folder,
                  seaworthy(
                      "certify",
                      "oci-layout:" + layout,
                      "--out",
                      certificate.toString(),
                      "--keyless",
                      "--fulcio",
                      server.address().toString(),
                      "--rekor",
                      server.address().toString(),
                      "--trusted-root",
                      root.toString()))
              .with("SIGSTORE_ID_TOKEN", SigstoreServer.token("ci@shop.example"))
              .run();
      assertThat(certified.exit()).as(certified.err()).isEqualTo(1);
      Command.Result verified =
          at(
                  folder,
                  seaworthy(
                      "verify",
                      "--trusted-root",
                      root.toString(),
                      "--identity",
                      "ci@shop.example",
                      "--issuer",
                      SigstoreServer.ISSUER,
                      "--image",
                      made.manifest().digest(),
                      certificate.toString()))
              .run();
      // The starter set refuses, and that refusal is what the certificate says.
      assertThat(verified.out()).as(verified.err()).contains("SW-CERTIFICATE-0005");
    }
  }

  private static Command seaworthy(String... arguments) {
    List<String> words = new ArrayList<>(List.of(home.resolve("bin/seaworthy").toString()));
    words.addAll(List.of(arguments));
    return Command.of(words).in(temporary);
  }

  private static Path archive() throws IOException {
    return one(Path.of("target"), "seaworthy-", ".tar.gz").toAbsolutePath();
  }

  /// The one entry of a folder with a name of this form.
  private static Path one(Path folder, String start, String end) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found =
          entries
              .filter(entry -> entry.getFileName().toString().startsWith(start))
              .filter(entry -> entry.getFileName().toString().endsWith(end))
              .toList();
      assertThat(found).as("%s/%s*%s", folder, start, end).hasSize(1);
      return found.getFirst();
    }
  }
}
