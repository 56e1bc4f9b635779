package dev.seaworthy.inspection.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The native engine and the one in Java find the same.
class EnginesTest {

  private static final SecretRules RULES = SecretRules.builtIn();

  @TempDir private Path temporary;

  private static List<String> found(ContentScan scan, String path, byte[] bytes, int piece) {
    scan.begin(path);
    for (int at = 0; at < bytes.length; at += piece) {
      scan.accept(bytes, at, Math.min(piece, bytes.length - at));
    }
    return scan.end().secrets().stream()
        .map(secret -> "%s %s %s".formatted(secret.rule().id(), secret.line(), secret.value()))
        .toList();
  }

  private KeywordFinders inNative() {
    NativeFinders finders = new NativeFinders(RULES, NativeEngine.in(temporary), 0);
    assertThat(finders.engine()).isEqualTo("java");
    finders.forOneThread().close();
    assertThat(finders.engine()).isEqualTo("hyperscan");
    assertThat(finders.version()).startsWith("5.4.12");
    assertThat(temporary).isEmptyDirectory();
    return finders;
  }

  @Test
  void findTheSameInAllSamples() {
    try (ContentScan java = new ContentScan(RULES, KeywordFinders.inJava(RULES));
        ContentScan other = new ContentScan(RULES, inNative())) {
      for (SecretRule rule : RULES.rules()) {
        for (String template :
            Stream.concat(rule.positives().stream(), rule.negatives().stream()).toList()) {
          byte[] bytes = Template.sample(template, 5).getBytes(StandardCharsets.ISO_8859_1);
          String path = Template.path(rule);
          assertThat(found(other, path, bytes, 4096))
              .as(rule.id())
              .isEqualTo(found(java, path, bytes, 4096));
        }
      }
    }
  }

  @Test
  void findTheSameInARealTree() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(RepositoryRoot.find())) {
      files =
          walk.filter(file -> !file.toString().contains("/.git"))
              .filter(file -> !file.toString().contains("/target/"))
              .filter(Files::isRegularFile)
              .sorted()
              .limit(3_000)
              .toList();
    }
    try (ContentScan java = new ContentScan(RULES, KeywordFinders.inJava(RULES));
        ContentScan other = new ContentScan(RULES, inNative())) {
      int secrets = 0;
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        List<String> expected = found(java, file.toString(), bytes, 1 << 20);
        assertThat(found(other, file.toString(), bytes, 1 << 20))
            .as("%s", file)
            .isEqualTo(expected);
        secrets += expected.size();
      }
      assertThat(files).hasSizeGreaterThan(500);
      assertThat(secrets).isPositive();
    }
  }

  /// A megabyte of words and samples, so that samples lie across every border inside.
  @Test
  void findTheSameHoweverTheBytesAreCut() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    List<String> templates =
        RULES.rules().stream()
            .filter(rule -> rule.pathOrNull() == null)
            .flatMap(rule -> rule.positives().stream())
            .toList();
    while (text.length() < 1_000_000) {
      String template = templates.get(random.nextInt(templates.size()));
      text.append(Template.sample(template, random.nextLong())).append("\n");
      text.append("the quick brown fox ".repeat(random.nextInt(120))).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    try (ContentScan java = new ContentScan(RULES, KeywordFinders.inJava(RULES));
        ContentScan other = new ContentScan(RULES, inNative())) {
      List<String> whole = found(java, "/a.txt", bytes, bytes.length);
      assertThat(whole).hasSizeGreaterThan(500);
      assertThat(found(java, "/a.txt", bytes, 777)).isEqualTo(whole);
      assertThat(found(other, "/a.txt", bytes, 65_536)).isEqualTo(whole);
    }
  }

  @Test
  void goesOnInJavaWhereTheLibraryCannotBeLoaded() {
    NativeEngine engine = NativeEngine.in(temporary.resolve("not-there"));
    NativeFinders finders = new NativeFinders(RULES, engine, 0);

    assertThat(finders.forOneThread()).isInstanceOf(KeywordAutomaton.class);
    assertThat(finders.engine()).isEqualTo("java");
    assertThat(engine.problem()).startsWith("libhs can't be loaded: ");
  }

  @Test
  void staysInJavaForSmallImages() {
    NativeEngine engine = NativeEngine.in(temporary.resolve("not-there"));
    NativeFinders finders = new NativeFinders(RULES, engine, 1_000);
    try (ContentScan scan = new ContentScan(RULES, finders)) {
      byte[] bytes = new byte[500];
      Arrays.fill(bytes, (byte) 'x');
      assertThat(found(scan, "/a", bytes, 500)).isEmpty();
      assertThat(engine.problem()).isEmpty();
      finders.count(1_000);
      assertThat(found(scan, "/a", bytes, 500)).isEmpty();
      assertThat(engine.problem()).isNotEmpty();
    }
  }

  @Test
  void countsLinesAndSeesBase64() {
    String token = Template.sample("ghp_${alnum:36}", 3);
    String encoded =
        java.util.Base64.getEncoder()
            .encodeToString(
                ("user: shop, key: " + token + ", more").getBytes(StandardCharsets.US_ASCII));
    List<String> lines = new ArrayList<>(List.of("a", "b " + token, "", "c: " + encoded, ""));
    try (ContentScan scan = new ContentScan(RULES, KeywordFinders.inJava(RULES))) {
      byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
      assertThat(found(scan, "/a.txt", bytes, 4096))
          .containsExactly("secret.github-pat 2 " + token, "secret.github-pat 4 " + token);
    }
  }
}
