package dev.seaworthy.inventory.java;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.RecordingSink.ToldGap;
import dev.seaworthy.inventory.archive.ZipMaker;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Labels;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaCatalogerTest extends CatalogerContract {

  private static final byte[] LOG4J =
      jar("org.apache.logging.log4j", "log4j-core", "2.14.1")
          .with("org/apache/logging/log4j/core/Logger.class", "")
          .bytes();
  private static final byte[] SPRING =
      ZipMaker.zip()
          .with(
              "META-INF/MANIFEST.MF",
              "Manifest-Version: 1.0\r\nImplementation-Title: spring-core\r\n"
                  + "Implementation-Version: 5.3\r\n .9\r\n\r\n")
          .with("org/springframework/core/A.class", "")
          .with("org/springframework/util/B.class", "")
          .bytes();
  private static final byte[] WAR =
      ZipMaker.zip()
          .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
          .with("WEB-INF/lib/log4j-core-2.14.1.jar", LOG4J)
          .stored("WEB-INF/lib/spring-core-5.3.9.jar", SPRING)
          .bytes();

  @Override
  protected Cataloger cataloger() {
    return new JavaCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        new Sample("/app/log4j-core-2.14.1.jar", LOG4J), new Sample("/srv/shop-1.0.WAR", WAR));
  }

  @Override
  protected Sample partlyBroken() {
    return new Sample(
        "/srv/shop.war",
        ZipMaker.zip()
            .stored("WEB-INF/lib/log4j-core-2.14.1.jar", LOG4J)
            .with("WEB-INF/lib/broken-1.0.jar", "this is no archive")
            .bytes());
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/app/jar", "/app/a.jar.txt", "/app/A.class", "/app/a.zip");
  }

  @Test
  void believesPomPropertiesFirst() {
    RecordingSink sink = read("/app/renamed.jar", LOG4J);

    assertThat(sink.releases()).containsExactly("org.apache.logging.log4j:log4j-core 2.14.1");
    assertThat(sink.found().getFirst().method()).isEqualTo("pom.properties");
    assertThat(sink.found().getFirst().nestedPath()).isEmpty();
    assertThat(sink.components().getFirst().hashes()).containsKey("sha256");
  }

  @Test
  void takesLicencesFromThePomBeside() {
    byte[] jar =
        jar("g", "a", "1.0")
            .with(
                "META-INF/maven/g/a/pom.xml",
                "<project><licenses><license><name>Apache-2.0</name></license></licenses></project>")
            .bytes();

    assertThat(read("/a-1.0.jar", jar).components().getFirst().licences())
        .containsExactly("Apache-2.0");
  }

  @Test
  void usesManifestAndPackagesWhereMavenLeftNothing() {
    RecordingSink sink = read("/app/spring-core-5.3.9.jar", SPRING);

    assertThat(sink.releases()).containsExactly("org.springframework:spring-core 5.3.9");
    assertThat(sink.found().getFirst().method()).isEqualTo("manifest");
  }

  @ParameterizedTest
  @CsvSource({
    "guava-31.1-jre.jar, guava, 31.1-jre",
    "log4j-1.2-api-2.14.1.jar, log4j-1.2-api, 2.14.1",
    "bcprov-jdk15on-1.68.jar, bcprov-jdk15on, 1.68",
    "netty-transport-native-epoll-4.1.94.Final-linux-x86_64.jar,"
        + " netty-transport-native-epoll, 4.1.94.Final",
    "foo-1.0-20220101.123456-1.jar, foo, 1.0-20220101.123456-1",
    "jsr-275-0.9.1.jar, jsr-275, 0.9.1",
    "spring-core-5.3.9.RELEASE.jar, spring-core, 5.3.9.RELEASE",
    "commons-lang3-3.12.0-SNAPSHOT-tests.jar, commons-lang3, 3.12.0-SNAPSHOT",
    "app.jar, app, ''",
  })
  void splitsFileNames(String fileName, String artifact, String version) {
    assertThat(JarFileName.parse(fileName)).isEqualTo(new JarFileName(artifact, version));
  }

  @Test
  void lookInsideArchivesStoredAndDeflated() {
    RecordingSink sink = read("/srv/shop.war", WAR);

    assertThat(sink.found())
        .extracting(Found::nestedPath)
        .containsExactly(
            "!/WEB-INF/lib/log4j-core-2.14.1.jar", "!/WEB-INF/lib/spring-core-5.3.9.jar");
    assertThat(sink.gaps()).isEmpty();
  }

  @Test
  void unpacksLargeInnerArchivesToDiskAndTidiesUp() throws IOException {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            "/srv/shop.war",
            WAR,
            Limits.defaults().with(Limit.MEMORY_CONTENT_BYTES, 10));

    assertThat(sink.releases()).hasSize(2);
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(file -> file.getFileName().toString().endsWith(".archive")))
          .isEmpty();
    }
  }

  @Test
  void namesEveryLibraryShadedIntoAnArchive() {
    byte[] uber =
        jar("com.example", "app", "2.0")
            .with(
                "META-INF/maven/com.google.guava/guava/pom.properties",
                pom("com.google.guava", "guava", "30.0-jre"))
            .with(
                "META-INF/maven/org.yaml/snakeyaml/pom.properties",
                pom("org.yaml", "snakeyaml", "1.26"))
            .bytes();

    RecordingSink sink = read("/opt/app-2.0-all.jar", uber);

    assertThat(sink.releases())
        .containsExactly(
            "com.example:app 2.0", "com.google.guava:guava 30.0-jre", "org.yaml:snakeyaml 1.26");
    assertThat(sink.found())
        .extracting(Found::nestedPath)
        .containsExactly(
            "",
            "!/META-INF/maven/com.google.guava/guava/pom.properties",
            "!/META-INF/maven/org.yaml/snakeyaml/pom.properties");
  }

  @Test
  void readsTheLibrariesOfASpringBootProgram() {
    byte[] boot =
        ZipMaker.zip()
            .with(
                "META-INF/MANIFEST.MF",
                "Start-Class: com.example.App\nImplementation-Title: shop\nImplementation-Version: 1.2\n")
            .with("BOOT-INF/classes/com/example/App.class", "")
            .stored("BOOT-INF/lib/log4j-core-2.14.1.jar", LOG4J)
            .bytes();

    assertThat(read("/shop.jar", boot).releases())
        .contains("org.apache.logging.log4j:log4j-core 2.14.1")
        .anyMatch(release -> release.endsWith("shop 1.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "org.example-shop-core-1.0.jar, org/example/shop/A.class, org.example:shop-core",
    "org.example-shop-core-1.0.jar, net/other/A.class, net.other:org.example-shop-core",
    "javax.servlet-api-4.0.1.jar, javax/servlet/A.class, javax.servlet:javax.servlet-api",
  })
  void takesTheGroupFromNamesThatHaveItInFront(String file, String entry, String name) {
    byte[] jar =
        ZipMaker.zip()
            .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
            .with(entry, "")
            .bytes();

    assertThat(read("/" + file, jar).components())
        .singleElement()
        .satisfies(component -> assertThat(component.qualifiedName()).isEqualTo(name));
  }

  @Test
  void knowsAnArchiveAmongThoseShadedIntoItByItsNameWithTheGroupInFront() {
    byte[] jar =
        jar("org.example", "shop", "1.0")
            .with("META-INF/maven/g/a/pom.properties", pom("g", "a", "2.0"))
            .bytes();
    RecordingSink sink = read("/lib/org.example-shop-1.0.jar", jar);

    assertThat(sink.releases()).containsExactly("org.example:shop 1.0", "g:a 2.0");
    assertThat(sink.found().getFirst().nestedPath()).isEmpty();
  }

  @Test
  void opensArchivesOnlyAsDeepAsTheLimitAllows() {
    byte[] jar = LOG4J;
    for (int i = 0; i < 100; i++) {
      jar = ZipMaker.zip().stored("inner.jar", jar).bytes();
    }

    RecordingSink sink = read("/deep.jar", jar);

    assertThat(sink.gapCodes()).containsExactly(InventoryError.ARCHIVE_LIMIT);
    assertThat(sink.gaps().getFirst().nestedPath()).isEqualTo("!/inner.jar".repeat(16));
    assertThat(sink.gaps().getFirst().detail()).contains("archive-depth = 16");
  }

  @Test
  void keepsTheOthersWhenOneInnerArchiveIsBroken() {
    RecordingSink sink = read(partlyBroken().path(), partlyBroken().content());

    assertThat(sink.releases()).containsExactly("org.apache.logging.log4j:log4j-core 2.14.1");
    assertThat(sink.gaps())
        .extracting(ToldGap::nestedPath)
        .containsExactly("!/WEB-INF/lib/broken-1.0.jar");
  }

  @Test
  void aJarThatIsNoArchiveIsAGapAndAnotherSuffixIsNone() {
    assertThat(read("/a.jar", "text".getBytes(UTF_8)).gapCodes())
        .containsExactly(InventoryError.ARCHIVE_DAMAGED);
    assertThat(read("/a.rar", "Rar!\u001a\u0007".getBytes(UTF_8)).gaps()).isEmpty();
  }

  @Test
  void aHostilePomStaysQuiet() {
    byte[] jar =
        jar("g", "a", "1.0")
            .with(
                "META-INF/maven/g/a/pom.xml",
                "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                    + "<project><licenses><license><name>&x;</name></license></licenses></project>")
            .bytes();

    RecordingSink sink = read("/a-1.0.jar", jar);

    assertThat(sink.releases()).containsExactly("g:a 1.0");
    assertThat(sink.components().getFirst().licences()).noneMatch(text -> text.contains("root:"));
  }

  @Test
  void knowsTheGroupsOfArtifactsThatChangedThemOrOnlyNameACompany() throws IOException {
    byte[] jar =
        ZipMaker.zip()
            .with(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nImplementation-Vendor-Id: com.sun\n")
            .with("javax/activation/DataHandler.class", "x")
            .bytes();
    assertThat(read("/activation-1.1.jar", jar).releases())
        .containsExactly("javax.activation:activation 1.1");
    byte[] plain = ZipMaker.zip().with("org/objectweb/asm/A.class", "x").bytes();
    assertThat(read("/asm-3.3.1.jar", plain).releases()).containsExactly("asm:asm 3.3.1");
    assertThat(read("/asm-9.7.jar", plain).releases()).containsExactly("org.ow2.asm:asm 9.7");
  }

  @Test
  void takesTheFileNamesWordForHowOftenAReleaseWasPacked() throws IOException {
    byte[] jar =
        ZipMaker.zip()
            .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 2.2.3\n")
            .with("com/sun/xml/bind/A.class", "x")
            .bytes();
    assertThat(read("/jaxb-impl-2.2.3-1.jar", jar).releases())
        .containsExactly("com.sun.xml.bind:jaxb-impl 2.2.3-1");
    assertThat(read("/jaxb-impl-2.2.4.jar", jar).releases())
        .containsExactly("com.sun.xml.bind:jaxb-impl 2.2.3");
  }

  @Test
  void anArchiveOfSourcesIsNoLibrary() throws IOException {
    byte[] jar = ZipMaker.zip().with("a/A.java", "class A {}").bytes();
    RecordingSink sink = read("/rope-1.0-sources.jar", jar);
    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gaps()).isEmpty();
  }

  /// The local Maven repository says by its folders what each archive is.
  @Test
  void agreesWithTheLocalMavenRepository() throws Exception {
    Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository");
    Need need =
        Files.isDirectory(repository)
            ? Need.met("local Maven repository", repository)
            : Need.missing("local Maven repository");
    Gates.run(
        "java archives by the Maven repository",
        need,
        root -> {
          long named = 0;
          long right = 0;
          Set<String> wanted = new TreeSet<>();
          Set<String> told = new TreeSet<>();
          try (Stream<Path> files = Files.walk(root)) {
            for (Path jar :
                files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
              List<Found> found = read("/" + jar.getFileName(), Files.readAllBytes(jar)).found();
              if (!found.isEmpty() && found.getFirst().nestedPath().isEmpty()) {
                named++;
                right += isRight(root.relativize(jar), found.getFirst()) ? 1 : 0;
                wanted.add(release(root.relativize(jar)));
                told.add(release(found.getFirst().component()));
              }
            }
          }
          Labels.record(
              new Labels.Fixture("local Maven repository", "java", "the repository's layout"),
              wanted,
              told);
          // Archives that no build tool of ours has marked can only be concluded; most are.
          assertThat(right).isGreaterThan(named * 85 / 100);
          return named;
        });
  }

  private static String release(Path inRepository) {
    int parts = inRepository.getNameCount();
    return "%s:%s %s"
        .formatted(
            inRepository.subpath(0, parts - 3).toString().replace('/', '.'),
            inRepository.getName(parts - 3),
            inRepository.getName(parts - 2));
  }

  private static String release(Component component) {
    return component.qualifiedName() + " " + component.version();
  }

  private static boolean isRight(Path inRepository, Found found) {
    int parts = inRepository.getNameCount();
    String group = inRepository.subpath(0, parts - 3).toString().replace('/', '.');
    return found.component().namespace().equals(group)
        && found.component().name().equals(inRepository.getName(parts - 3).toString())
        && found.component().version().equals(inRepository.getName(parts - 2).toString());
  }

  private RecordingSink read(String path, byte[] content) {
    return RecordingSink.of(cataloger(), path, content);
  }

  private static ZipMaker jar(String group, String artifact, String version) {
    return ZipMaker.zip()
        .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
        .with(
            "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact),
            pom(group, artifact, version));
  }

  private static String pom(String group, String artifact, String version) {
    return "#Generated\ngroupId=%s\nartifactId=%s\nversion=%s\n"
        .formatted(group, artifact, version);
  }
}
