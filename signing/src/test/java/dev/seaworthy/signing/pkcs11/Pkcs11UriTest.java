package dev.seaworthy.signing.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningError;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs11UriTest {

  /// RFC 7512 §3 has one like it.
  @Test
  void readsWhatTheStandardWrites() {
    Pkcs11Uri uri =
        Pkcs11Uri.parse(
            "pkcs11:token=The%20Software%20PKCS%2311%20Softtoken;manufacturer=Snake%20Oil,%20Inc.;"
                + "model=1.0;object=my-certificate;type=cert"
                + "?module-path=/usr/lib/libpkcs11.so.1&pin-source=file:/etc/token_pin");

    assertThat(uri.token())
        .isEqualTo(
            Map.of(
                "token", "The Software PKCS#11 Softtoken",
                "manufacturer", "Snake Oil, Inc.",
                "model", "1.0"));
    assertThat(uri.object()).isEqualTo("my-certificate");
    assertThat(uri.module()).isEqualTo(Path.of("/usr/lib/libpkcs11.so.1"));
    assertThat(uri.pinSource()).isEqualTo("file:/etc/token_pin");
    assertThat(uri.slotId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkcs11:",
        "pkcs11:object=a",
        "pkcs11:object=a?module-path=/a.so",
        "pkcs11:object=a?pin-source=a&module-path=relative.so",
        "pkcs11:object=a?pin-source=a&module-path=/a\"b.so",
        "pkcs11:object=a;object=b?pin-source=a&module-path=/a.so",
        "pkcs11:object=a;colour=b?pin-source=a&module-path=/a.so",
        "pkcs11:object=a;type=data?pin-source=a&module-path=/a.so",
        "pkcs11:object=%zz?pin-source=a&module-path=/a.so",
        "pkcs11:object=a;slot-id=x?pin-source=a&module-path=/a.so",
        "pkcs11:object=a?pin-source=a&module-path=/a.so&module-name=b"
      })
  void refusesWhatItDoesNotKnow(String text) {
    assertThatThrownBy(() -> Pkcs11Uri.parse(text))
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(SigningError.BAD_REFERENCE);
  }

  @Test
  void refusesAPinThatEverybodyCanSee() {
    assertThatThrownBy(
            () -> Pkcs11Uri.parse("pkcs11:object=a?pin-source=a&module-path=/a.so&pin-value=4711"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageNotContaining("4711")
        .extracting(e -> ((SeaworthyException) e).hint())
        .asString()
        .contains("pin-source=");
  }
}
