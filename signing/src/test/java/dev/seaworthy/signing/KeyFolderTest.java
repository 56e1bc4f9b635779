package dev.seaworthy.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

  private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);

  /// RFC 8032 §7.1, test 2, as SubjectPublicKeyInfo.
  private static final String RFC_KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
      -----END PUBLIC KEY-----
      """;

  @TempDir Path folder;

  @Test
  void makesAKeyOnceAndKeepsItForItsOwnerAlone() throws IOException {
    KeyFolder keys = new KeyFolder(folder.resolve("keys"));

    SigningKey first = keys.own();
    SigningKey second = keys.own();

    assertThat(second.verification()).isEqualTo(first.verification());
    assertThat(keys.trusted()).containsExactly(first.verification());
    assertThat(second.verification().isSigned(MESSAGE, first.sign(MESSAGE))).isTrue();
    Path own = folder.resolve("keys/own.key.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws IOException {
    KeyFolder keys = new KeyFolder(folder);
    keys.own();
    Files.setPosixFilePermissions(
        folder.resolve("own.key.pem"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(keys::own)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.KEY_EXPOSED);
  }

  @Test
  void noticesThatTwoHalvesDoNotBelongTogether() throws IOException {
    KeyFolder keys = new KeyFolder(folder);
    keys.own();
    Files.writeString(folder.resolve("own.pub.pem"), SigningKey.generate().verification().toPem());

    assertThatThrownBy(keys::own)
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("doesn't belong to the public key beside it");
  }

  @Test
  void trustsWhatIsPinnedBesideItsOwn() {
    KeyFolder keys = new KeyFolder(folder.resolve("keys"));
    VerificationKey other = SigningKey.generate().verification();
    assertThat(keys.trusted()).isEmpty();

    keys.pin(other);

    assertThat(keys.ownPublic()).isEmpty();
    assertThat(keys.trusted()).containsExactly(other);
  }

  @Test
  void verifiesTheSignatureOfTheStandardsOwnExample() {
    byte[] signature =
        java.util.HexFormat.of()
            .parseHex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    VerificationKey key = VerificationKey.ofPem(RFC_KEY, "RFC 8032");

    assertThat(key.isSigned(new byte[] {0x72}, signature)).isTrue();
    assertThat(key.isSigned(new byte[] {0x73}, signature)).isFalse();
    assertThat(key.isSigned(new byte[] {0x72}, new byte[3])).isFalse();
    assertThat(key.toPem()).isEqualTo(RFC_KEY);
  }

  @Test
  void refusesWhatIsNoKey() throws IOException {
    Path file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN CERTIFICATE-----\n");

    assertThatThrownBy(() -> KeyFolder.publicKey(file))
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.BAD_KEY);
  }
}
