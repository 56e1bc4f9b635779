package dev.seaworthy.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SM2 with SM3 against the examples that its standards publish.
class Sm2Test {

  private static final Cryptography STANDARD = CryptographyProfile.STANDARD.cryptography();
  private static final String TYPE = "application/vnd.in-toto+json";
  private static final byte[] PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);

  /// GB/T 32918.5 §A.2: the key and the signature on "message digest" with the default id.
  private static final String POINT =
      "04"
          + "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
          + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";

  private static final String R =
      "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
  private static final String S =
      "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
  private static final String ORDER =
      "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
  private static final byte[] MESSAGE = "message digest".getBytes(StandardCharsets.US_ASCII);

  /// GB/T 32905 §A.1 and §A.2.
  @ParameterizedTest
  @CsvSource({
    "abc, 1, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    "abcd, 16, debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
  })
  void digestsAsTheStandardShows(String text, int times, String expected) throws Exception {
    byte[] bytes = text.repeat(times).getBytes(StandardCharsets.US_ASCII);

    assertThat(HexFormat.of().formatHex(STANDARD.newDigest(DigestAlgorithm.SM3).digest(bytes)))
        .isEqualTo(expected);
  }

  @Test
  void verifiesTheSignatureOfTheStandardsOwnExample() {
    VerificationKey key = key(POINT);

    assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.SM2);
    assertThat(key.isSigned(MESSAGE, der(R, S))).isTrue();
    assertThat(key.isSigned("Message digest".getBytes(StandardCharsets.US_ASCII), der(R, S)))
        .isFalse();
  }

  @Test
  void refusesSignaturesOutOfRangeOrInAnotherForm() {
    VerificationKey key = key(POINT);
    String zero = "00".repeat(32);

    assertThat(key.isSigned(MESSAGE, der(zero, S))).isFalse();
    assertThat(key.isSigned(MESSAGE, der(R, zero))).isFalse();
    assertThat(key.isSigned(MESSAGE, der(ORDER, S))).isFalse();
    assertThat(key.isSigned(MESSAGE, der(R, ORDER))).isFalse();
    assertThat(key.isSigned(MESSAGE, HexFormat.of().parseHex(R + S))).isFalse();
    byte[] longer = java.util.Arrays.copyOf(der(R, S), der(R, S).length + 1);
    assertThat(key.isSigned(MESSAGE, longer)).isFalse();
    assertThat(key.isSigned(MESSAGE, new byte[0])).isFalse();
  }

  @Test
  void refusesAPointThatIsNotOnTheCurve() {
    assertThatThrownBy(() -> key(POINT.substring(0, 128) + "14"))
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.BAD_KEY);
  }

  @Test
  void signsBesideAnEcdsaKeyAndEachVerifiesByItsOwn() {
    SigningKey sm2 = SigningKey.generate(KeyAlgorithm.SM2, STANDARD);
    SigningKey ecdsa = SigningKey.generate(KeyAlgorithm.ECDSA_P256, STANDARD);
    DsseEnvelope both = read(DsseEnvelope.sign(TYPE, PAYLOAD, List.of(sm2, ecdsa)));
    DsseEnvelope one = read(DsseEnvelope.sign(TYPE, PAYLOAD, List.of(ecdsa)));
    Set<VerificationKey> trusted = Set.of(sm2.verification(), ecdsa.verification());
    Set<KeyAlgorithm> kinds = EnumSet.of(KeyAlgorithm.SM2, KeyAlgorithm.ECDSA_P256);

    assertThat(sm2.cryptography()).isEqualTo("sm2-sm3 by Bouncy Castle");
    assertThat(both.verifiedPayload(TYPE, List.of(sm2.verification())).payload())
        .isEqualTo(PAYLOAD);
    assertThat(both.verifiedPayload(TYPE, List.of(ecdsa.verification())).payload())
        .isEqualTo(PAYLOAD);
    both.requireKinds(kinds, trusted);
    assertThatThrownBy(() -> one.requireKinds(kinds, trusted))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("sm2-sm3")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.MISSING_KIND);
    assertThatThrownBy(() -> both.requireKinds(kinds, Set.of(ecdsa.verification())))
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.MISSING_KIND);
  }

  private static DsseEnvelope read(DsseEnvelope envelope) {
    return DsseEnvelope.read(envelope.toJson(), "test", Limits.defaults());
  }

  private static VerificationKey key(String point) {
    byte[] der =
        HexFormat.of().parseHex("3059301306072a8648ce3d020106082a811ccf5501822d034200" + point);
    return VerificationKey.ofPem(
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n",
        "GB/T 32918.5");
  }

  /// A SEQUENCE of two INTEGERs, each with a zero before it where it would be negative.
  private static byte[] der(String r, String s) {
    String numbers = integer(r) + integer(s);
    return HexFormat.of().parseHex("30" + hex(numbers.length() / 2) + numbers);
  }

  private static String integer(String number) {
    String value =
        new java.math.BigInteger(number, 16).toByteArray().length > 32 ? "00" + number : number;
    value = new java.math.BigInteger(number, 16).signum() == 0 ? "00" : value;
    return "02" + hex(value.length() / 2) + value;
  }

  private static String hex(int number) {
    return HexFormat.of().toHexDigits((byte) number);
  }
}
