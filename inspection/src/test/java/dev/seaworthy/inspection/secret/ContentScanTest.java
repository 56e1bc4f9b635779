package dev.seaworthy.inspection.secret;

import static dev.seaworthy.inspection.secret.SecretWalk.RULES;
import static dev.seaworthy.inspection.secret.SecretWalk.TOKEN;
import static dev.seaworthy.inspection.secret.SecretWalk.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.secret.ContentScan.Result;
import dev.seaworthy.inspection.secret.SecretRule.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ContentScanTest {

  /// A rule that counts in texts only.
  private static final SecretRule OF_TEXT =
      RULES.rules().stream()
          .filter(rule -> !rule.isInBinaries() && rule.pathOrNull() == null)
          .findFirst()
          .orElseThrow();

  private static final String ASSIGNED = Template.sample(OF_TEXT.positives().getFirst(), 3);

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Result scanned(SecretRules rules, byte[] bytes) {
    try (ContentScan scan = new ContentScan(rules, KeywordFinders.inJava(rules))) {
      scan.begin("/a");
      scan.accept(bytes, 0, bytes.length);
      return scan.end();
    }
  }

  private static List<String> found(Result result) {
    return result.secrets().stream()
        .map(secret -> secret.rule().id() + " " + secret.line() + " " + secret.start())
        .toList();
  }

  /// As a log that was cut while a program went on writing at its old end.
  @Test
  void takesATextWithAHoleForAText() throws IOException {
    byte[] zeros = new byte[1 << 20];
    Inspection found =
        SecretWalk.of(tar ->
            tar.file("a.log", "one\n" + "\0".repeat(4_096) + "\n" + ASSIGNED)
                .file("b.log", "\0".repeat(600_000) + "\n" + ASSIGNED)
                .file("c.bin", "one\0two\n" + ASSIGNED)
                .file("d.bin", zeros)
                .zeros("e.bin", 40_000));

    assertThat(shown(found))
        .containsExactly(OF_TEXT.id() + " /a.log:3", OF_TEXT.id() + " /b.log:2");
  }

  @Test
  void findsTheSameWhetherZerosAreStoredOrPassedOver() {
    Random random = new Random(5);
    for (int round = 0; round < 40; round++) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try (ContentScan scan = new ContentScan(RULES, KeywordFinders.inJava(RULES))) {
        scan.begin("/a");
        for (int part = 0; part < 12; part++) {
          byte[] text =
              latin(
                  (random.nextInt(3) == 0 ? TOKEN : ASSIGNED)
                      + "\n"
                      + "word ".repeat(random.nextInt(9_000)));
          scan.accept(text, 0, text.length);
          all.writeBytes(text);
          int zeros = random.nextInt(4) == 0 ? random.nextInt(700_000) : random.nextInt(2_000);
          for (int left = zeros; left > 0; ) {
            int piece = Math.min(left, 1 + random.nextInt(60_000));
            scan.skip(piece);
            left -= piece;
          }
          all.writeBytes(new byte[zeros]);
        }
        List<String> expected = found(scanned(RULES, all.toByteArray()));
        assertThat(found(scan.end())).as("round %s", round).isEqualTo(expected).isNotEmpty();
      }
    }
  }

  /// A megabyte in which every few characters are a keyword in base64: decoding it for each of them
  /// would take longer than any content may.
  @Test
  void decodesBase64OnceHoweverManyKeywordsAreInIt() {
    StringBuilder text = new StringBuilder("first " + TOKEN);
    while (text.length() < 700_000) {
      text.append(" ghp_");
    }
    text.append(' ');
    int last = text.length() / 3 * 4;
    text.append(Template.sample("ghp_${alnum:36}", 99));
    byte[] encoded = Base64.getEncoder().encode(latin(text.toString()));

    Result result = scanned(RULES, encoded);

    assertThat(result.isCutShort()).isFalse();
    assertThat(result.spent()).isEmpty();
    assertThat(found(result))
        .containsExactly("secret.github-pat 1 8", "secret.github-pat 1 " + last);
  }

  @Test
  void findsEachOfManySecretsInOneRunOfBase64() {
    String text = "a %s b %s c".formatted(TOKEN, Template.sample("ghp_${alnum:36}", 98));
    assertThat(scanned(RULES, Base64.getEncoder().encode(latin(text))).secrets())
        .extracting(ContentScan.Secret::value)
        .hasSize(2)
        .first()
        .isEqualTo(TOKEN);
  }

  private static SecretRules slow(String expression) {
    SecretRule like = RULES.rules().getFirst();
    SecretRule slow =
        new SecretRule(
            like.rule(),
            Form.TEXT,
            0,
            List.of("slow"),
            Pattern.compile(expression),
            0,
            2_000,
            0,
            null,
            List.of(),
            true,
            List.of("x"),
            List.of("x"));
    SecretRule token =
        RULES.rules().stream()
            .filter(rule -> rule.id().equals("secret.github-pat"))
            .findFirst()
            .orElseThrow();
    return SecretRules.of(List.of(slow, token), List.of(), "slow");
  }

  private static byte[] slowText() {
    return latin(("slow" + "a".repeat(1_500) + "\n").repeat(400) + TOKEN);
  }

  @Test
  void asksARuleThatTookTooLongNoMoreButAllOthers() {
    Result result = scanned(slow("slow(?:a{0,400}a{0,400}a{0,400}){1,2}b"), slowText());

    assertThat(result.spent()).hasSize(1);
    assertThat(result.isCutShort()).isFalse();
    assertThat(result.secrets()).extracting(ContentScan.Secret::value).containsExactly(TOKEN);
  }

  @Test
  void boundsWhatAllKeywordsOfAContentTakeTogether() {
    Result result = scanned(slow("slow(?:a{0,300}a{0,300}b)"), slowText());

    assertThat(result.spent()).isEmpty();
    assertThat(result.isCutShort()).isTrue();
  }
}
