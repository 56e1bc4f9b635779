package dev.seaworthy.inspection.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.FileLayerFactsCache;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  private static final SecretRules RULES = SecretRules.builtIn();
  private static final FingerprintKey KEY =
      FingerprintKey.of("a key for tests only".getBytes(StandardCharsets.US_ASCII));

  private static final String TOKEN = Template.sample("ghp_${alnum:36}", 11);
  private static final String OTHER = Template.sample("npm_${alnum:36}", 12);
  private static final String PASSWORD = Template.sample("${alnum:14}", 13);

  @TempDir private Path temporary;

  private Inspection inspect(ImageMaker image) throws IOException {
    return inspect(image, Limits.defaults(), LayerFactsCache.NONE);
  }

  private Inspection inspect(ImageMaker made, Limits limits, LayerFactsCache cache)
      throws IOException {
    Path folder = Files.createTempDirectory(temporary, "layout");
    made.ociLayout(folder, "1");
    return inspect("oci-layout:" + folder, limits, cache);
  }

  private Inspection inspect(String source, Limits limits, LayerFactsCache cache)
      throws IOException {
    ImageSource parsed = ImageSources.parse(source);
    OpenOptions options =
        OpenOptions.of(
            limits,
            Platform.of("linux", "amd64"),
            temporary,
            RegistryOptions.of(RegistryOptions.Traffic.of(InstantSource.system(), _ -> {})));
    try (Image image = ImageSources.open(parsed, options);
        Secrets secrets = Secrets.of(RULES, KEY)) {
      ImageWalk walk =
          new ImageWalk(
              List.of(secrets.archives()),
              List.of(secrets.tap()),
              limits,
              cache,
              WalkResources.of(2, temporary, 1));
      ImageFacts facts = walk.walk(image, WalkListener.NONE);
      Inspection inspection = secrets.inspect(image.config(), facts);
      return new Inspection(inspection.observations(), inspection.engines(), facts.gaps());
    }
  }

  private static List<String> shown(Inspection inspection) {
    return inspection.observations().stream()
        .map(seen ->
            "%s %s:%s:%s%s"
                .formatted(
                    seen.rule().id(),
                    seen.location().layer(),
                    seen.location().path(),
                    seen.line(),
                    seen.detailOrNull("deletedIn") != null
                        ? " deleted in " + seen.detailOrNull("deletedIn")
                        : seen.detailOrNull("replacedIn") != null
                            ? " replaced in " + seen.detailOrNull("replacedIn")
                            : ""))
        .toList();
  }

  @Test
  void findsWhatLaterLayersDeleteOrReplace() throws IOException {
    Inspection inspection =
        inspect(
            ImageMaker.linux()
                .layer(tar ->
                    tar.file("app/a.txt", "\n" + TOKEN)
                        .file("app/b.txt", TOKEN)
                        .file("opt/c.txt", OTHER)
                        .file("stays.txt", OTHER)
                        .hardLink("link.txt", "stays.txt"))
                .layer(tar -> tar.whiteout("app/a.txt").file("app/b.txt", "clean").opaque("opt")));

    assertThat(shown(inspection))
        .containsExactly(
            "secret.github-pat 0:/app/a.txt:2 deleted in 1",
            "secret.github-pat 0:/app/b.txt:1 replaced in 1",
            "secret.npm-token 0:/link.txt:1",
            "secret.npm-token 0:/opt/c.txt:1 deleted in 1",
            "secret.npm-token 0:/stays.txt:1");
  }

  @Test
  void looksIntoArchivesInArchives() throws IOException {
    byte[] jar = zip("config/app.txt", TOKEN.getBytes(StandardCharsets.US_ASCII));
    byte[] war = zip("WEB-INF/lib/inner.jar", jar);
    byte[] tar =
        TarWriter.bytes(
            out -> out.file("etc/.npmrc", "//r/:_authToken=" + PASSWORD).file("x.war", war));

    Inspection inspection =
        inspect(
            ImageMaker.linux()
                .layer(out ->
                    out.file("app.war", war)
                        .file("backup.tar.gz", gzip(tar))
                        .file("log.gz", gzip(("k " + OTHER).getBytes(StandardCharsets.US_ASCII)))
                        .file("plain.tar", tar)));

    assertThat(shown(inspection))
        .containsExactly(
            "secret.github-pat 0:/app.war!/WEB-INF/lib/inner.jar!/config/app.txt:1",
            "secret.github-pat 0:/backup.tar.gz!/x.war!/WEB-INF/lib/inner.jar!/config/app.txt:1",
            "secret.github-pat 0:/plain.tar!/x.war!/WEB-INF/lib/inner.jar!/config/app.txt:1",
            "secret.npm-token 0:/log.gz:1",
            "secret.npmrc-token 0:/backup.tar.gz!/etc/.npmrc:1",
            "secret.npmrc-token 0:/plain.tar!/etc/.npmrc:1");
    assertThat(inspection.gaps()).isEmpty();
  }

  @Test
  void makesAGapOfWhatAnArchivesLimitsDoNotAllow() throws IOException {
    byte[] jar = zip("a.txt", TOKEN.getBytes(StandardCharsets.US_ASCII));
    byte[] war = zip("b.jar", jar);
    ImageMaker image = ImageMaker.linux().layer(out -> out.file("c.war", war));

    Inspection deep =
        inspect(image, Limits.defaults().with(Limit.ARCHIVE_DEPTH, 1), LayerFactsCache.NONE);
    Inspection full =
        inspect(image, Limits.defaults().with(Limit.ARCHIVE_BYTES, 20), LayerFactsCache.NONE);

    assertThat(deep.observations()).isEmpty();
    assertThat(deep.gaps())
        .extracting(gap -> gap.code() + " " + gap.location().path())
        .containsExactly("SW-INSPECTION-0102 /c.war!/b.jar");
    assertThat(full.observations()).isEmpty();
    assertThat(full.gaps()).hasSize(1);
    assertThat(full.gaps().getFirst().detail()).contains("archive-bytes");
  }

  @Test
  void scansWhatOnlyBeginsLikeAnArchive() throws IOException {
    Inspection inspection =
        inspect(
            ImageMaker.linux()
                .layer(out -> out.file("a", "PK\u0003\u0004 " + "x".repeat(30) + "\n" + TOKEN)));

    assertThat(shown(inspection)).containsExactly("secret.github-pat 0:/a:2");
  }

  @Test
  void readsTheConfigAndTheHistory() throws IOException {
    Inspection inspection =
        inspect(
            ImageMaker.linux()
                .environment("DB_USER", "shop")
                .environment("DB_PASSWORD", PASSWORD)
                .environment("DB_PASSWORD_FILE", "/run/secrets/db")
                .environment("MYSQL_ALLOW_EMPTY_PASSWORD", "yes")
                .environment("GPG_KEY", Template.sample("${HEX:40}", 1))
                .environment("NPM_TOKEN", OTHER)
                .label("build", "token " + TOKEN)
                .layer(
                    LayerSpec.of(tar -> tar.file("a", "a"))
                        .createdBy("RUN |1 API_TOKEN=" + PASSWORD + " /bin/sh -c make")));

    assertThat(shown(inspection))
        .containsExactly(
            "secret.command-password -1:history/0:0",
            "secret.environment-password -1:config/Env/DB_PASSWORD:0",
            "secret.github-pat -1:config/Labels/build:0",
            "secret.npm-token -1:config/Env/NPM_TOKEN:0");
  }

  @Test
  void tellsNoSecretAnywhere() throws IOException {
    Inspection inspection = inspect(planted());

    assertThat(inspection.observations()).hasSizeGreaterThanOrEqualTo(6);
    String all = inspection.toString();
    for (String secret : List.of(TOKEN, OTHER, PASSWORD)) {
      assertThat(all).doesNotContain(secret);
      assertThat(all).doesNotContain(secret.substring(0, secret.length() / 2));
      assertThat(all).doesNotContain(secret.substring(secret.length() / 2));
    }
    for (Observation seen : inspection.observations()) {
      assertThat(seen.evidence()).matches(".{0,4}… \\(\\d+ characters\\)");
      assertThat(seen.key()).matches("[0-9a-f]{32}");
    }
    assertThat(KEY.toString()).doesNotContain("tests");
  }

  private ImageMaker planted() {
    return ImageMaker.linux()
        .environment("DB_PASSWORD", PASSWORD)
        .environment(OTHER)
        .label("l", TOKEN)
        .label("deploy " + TOKEN, "yes")
        .layer(tar ->
            tar.file("a.txt", TOKEN + "\n" + TOKEN)
                .file("b.env", "DB_PASSWORD=" + PASSWORD)
                .file("c.txt", "postgres://shop:" + PASSWORD + "@db/shop")
                .file("d.jar", zip("e.txt", OTHER.getBytes(StandardCharsets.US_ASCII))));
  }

  @Test
  void keepsNoSecretInTheLayerCache() throws IOException {
    Path folder = temporary.resolve("cache");
    Inspection first = inspect(planted(), Limits.defaults(), cache(folder));
    Inspection second = inspect(planted(), Limits.defaults(), cache(folder));

    assertThat(second.observations()).isEqualTo(first.observations()).isNotEmpty();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile).forEach(files::add);
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (String secret : List.of(TOKEN, OTHER, PASSWORD)) {
        assertThat(bytes).doesNotContain(secret.substring(0, secret.length() / 2));
      }
    }
  }

  private LayerFactsCache cache(Path folder) {
    try (Secrets secrets = Secrets.of(RULES, KEY)) {
      return FileLayerFactsCache.open(
              folder,
              List.of(secrets.archives(), secrets.tap()),
              Limits.defaults(),
              1 << 20,
              1,
              () -> Instant.EPOCH)
          .cache();
    }
  }

  @Test
  void givesASecretTheSameFingerprintEverywhereAndAnotherUnderAnotherKey() throws IOException {
    Inspection inspection = inspect(planted());

    List<String> keys =
        inspection.observations().stream()
            .filter(seen -> seen.rule().id().equals("secret.github-pat"))
            .map(Observation::key)
            .distinct()
            .toList();
    assertThat(keys).hasSize(1);
    FingerprintKey other = FingerprintKey.of(new byte[32]);
    assertThat(other.fingerprint(TOKEN)).isNotEqualTo(keys.getFirst());
    assertThat(other.id()).isNotEqualTo(KEY.id());
  }

  @Test
  void saysWhatItLookedAtAndWithWhat() throws IOException {
    Inspection inspection =
        inspect(ImageMaker.linux().layer(tar -> tar.file("a", "abc").file("b", "de")));

    EngineReport report = inspection.engines().getFirst();
    assertThat(report.name()).isEqualTo("java");
    assertThat(report.dataVersion()).isEqualTo(RULES.digest());
    assertThat(report.files()).isEqualTo(2);
    assertThat(report.bytes()).isEqualTo(5);
  }

  @Test
  void readsDirectoryTrees() throws IOException {
    Path root = Files.createDirectory(temporary.resolve("root"));
    Files.writeString(root.resolve("a.txt"), TOKEN);

    Inspection inspection = inspect("dir:" + root, Limits.defaults(), LayerFactsCache.NONE);

    assertThat(shown(inspection)).containsExactly("secret.github-pat 0:/a.txt:1");
  }

  @Test
  void passesOverSamplesOfThirdPartyPackages() throws IOException {
    String key =
        Template.sample(
            "-----BEGIN RSA PRIVATE KEY-----\n${b64:64}\n${b64:64}\n-----END RSA PRIVATE KEY-----\n",
            1);

    Inspection inspection =
        inspect(
            ImageMaker.linux()
                .layer(tar ->
                    tar.file("app/node_modules/tls/test/key.pem", key)
                        .file("app/node_modules/tls/key.pem", key)
                        .file("app/test/key.pem", key)));

    assertThat(shown(inspection))
        .containsExactly(
            "secret.private-key-rsa 0:/app/node_modules/tls/key.pem:1",
            "secret.private-key-rsa 0:/app/test/key.pem:1");
  }

  private static byte[] zip(String name, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
