package dev.seaworthy.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /// RFC 6238, appendix B, for its three hash functions, whose seeds repeat to the hash's length.
  @ParameterizedTest
  @CsvSource({
    "59,94287082,46119246,90693936",
    "1111111109,07081804,68084774,25091201",
    "1111111111,14050471,67062674,99943326",
    "1234567890,89005924,91819424,93441116",
    "2000000000,69279037,90698825,38618901",
    "20000000000,65353130,77737706,47863826"
  })
  void computesWhatTheStandardPublishes(long time, String sha1, String sha256, String sha512) {
    long step = Totp.stepAt(Instant.ofEpochSecond(time));
    assertThat(Totp.code(seed(20), step, "HmacSHA1", 8)).isEqualTo(sha1);
    assertThat(Totp.code(seed(32), step, "HmacSHA256", 8)).isEqualTo(sha256);
    assertThat(Totp.code(seed(64), step, "HmacSHA512", 8)).isEqualTo(sha512);
  }

  private static byte[] seed(int bytes) {
    return "1234567890".repeat(7).substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void takesOneStepOfSkewAndNoMore() {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    long step = Totp.stepAt(now);
    for (int off = -3; off <= 3; off++) {
      String code = Totp.code(SEED, step + off, "HmacSHA1", Totp.DIGITS);
      assertThat(Totp.step(SEED, code, now, 0).isPresent()).isEqualTo(Math.abs(off) <= 1);
    }
  }

  @Test
  void takesNoStepTwiceAndNoneBeforeOneThatWasUsed() {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    long step = Totp.stepAt(now);
    String code = Totp.code(SEED, step, "HmacSHA1", Totp.DIGITS);
    String before = Totp.code(SEED, step - 1, "HmacSHA1", Totp.DIGITS);
    assertThat(Totp.step(SEED, code, now, step - 1)).hasValue(step);
    assertThat(Totp.step(SEED, code, now, step)).isEmpty();
    assertThat(Totp.step(SEED, before, now, step)).isEmpty();
  }

  /// RFC 4648 §10.
  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void writesBase32AsTheStandardDoes(String text, String base32) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
  }
}
