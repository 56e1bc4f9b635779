package dev.seaworthy.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.CryptographyProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordListTest {
  @TempDir Path folder;

  @Test
  void knowsWhatEverybodyTriesAndWhatPeopleMakeOfIt() {
    BreachedPasswords breached = new BreachedPasswords((Path) null);
    for (String known :
        List.of(
            "password1234567", "Password!!!2026", "12345678", "princess2024!!", "sunshine!123")) {
      assertThat(breached.holds(known)).as(known).isTrue();
    }
    assertThat(breached.holds("seven grey herons wade")).isFalse();
  }

  /// The hash of "password" by SHA-1 and by NTLM are in every book.
  @Test
  void searchesHashesWhereTheyLie() throws Exception {
    String sha1 = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
    String ntlm = "8846F7EAEE8FB117AD06BDD830B7586C";
    for (String hash : List.of(sha1, ntlm)) {
      for (int others : new int[] {0, 1, 2, 500}) {
        Path file = Files.writeString(folder.resolve("list"), list(hash, others));
        PasswordList list = PasswordList.open(file);
        assertThat(list.holds("password")).as("%s among %s", hash, others).isTrue();
        assertThat(list.holds("passwords")).isFalse();
      }
    }
    Path prefixes = Files.writeString(folder.resolve("list"), "# format: sha1\n5baa61e4c9\n");
    assertThat(PasswordList.open(prefixes).holds("password")).isTrue();
  }

  private static String list(String hash, int others) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(hash),
            java.util.stream.IntStream.range(0, others)
                .mapToObj(i -> "%08X".formatted(i * 8_000_000L) + hash.substring(8)))
        .sorted()
        .map(each -> each + ":17")
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  @Test
  void readsPlainLists() throws Exception {
    Path file = Files.writeString(folder.resolve("list"), "our-company-2026\nsecond one here\n");
    assertThat(new BreachedPasswords(file).holds("our-company-2026")).isTrue();
    assertThatThrownBy(() -> PasswordList.open(folder.resolve("absent")))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void hashesByTheProfileAndKnowsItsOwn() {
    Passwords standard = new Passwords(new SecureRandom(), CryptographyProfile.STANDARD);
    Passwords fips = new Passwords(new SecureRandom(), CryptographyProfile.FIPS);
    String argon = standard.hash("seven grey herons wade");
    String pbkdf2 = fips.hash("seven grey herons wade");
    assertThat(argon).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(pbkdf2).startsWith("$pbkdf2-sha256$i=600000$");
    assertThat(standard.matches("seven grey herons wade", argon)).isTrue();
    assertThat(standard.matches("seven grey herons wadE", argon)).isFalse();
    assertThat(fips.matches("seven grey herons wade", pbkdf2)).isTrue();
    assertThat(fips.matches("seven grey herons wade", argon)).isFalse();
    assertThat(standard.matches("seven grey herons wade", pbkdf2)).isTrue();
    assertThat(standard.isOutdated(pbkdf2)).isTrue();
    assertThat(standard.isOutdated(argon)).isFalse();
    // U+212B and U+00C5 are the same letter (NFKC).
    assertThat(
            standard.matches("\u00C5ngstr\u00F6m units", standard.hash("\u212Bngstr\u00F6m units")))
        .isTrue();
  }
}
