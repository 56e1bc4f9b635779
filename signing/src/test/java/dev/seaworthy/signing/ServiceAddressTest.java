package dev.seaworthy.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://ca.example/api,https://ca.example/api",
    "https://ca.example/api?token=p,https://ca.example/api?…",
    "https://ca.example/api#p,https://ca.example/api#…",
    "https://u:p@ca.example/api,https://…@ca.example/api",
    "https://u:p@p@ca.example/,https://…@ca.example/",
    "https://u:p/p@ca.example/,https://…@ca.example/",
    "https://u:p?p@ca.example/,https://…?…",
    "https://u:p#p@ca.example/,https://…#…",
    "https://ca.example/api?mail=a@b,https://ca.example/api?…",
    "vault:https://u:p@ca.example/transit/ci,vault:https://…@ca.example/transit/ci",
    "u:p@ca.example,…@ca.example",
    "u:p@ca.example//x,…@ca.example//x",
    "https://ca.example/\u0007x,https://ca.example/\\u0007x"
  })
  void showsNoSecret(String address, String shown) {
    assertThat(ServiceAddress.shown(address)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ca.example",
        "https://ca.example:8443/api?a=b",
        "http://localhost:5555",
        "http://127.0.0.1:5555/x",
        "http://[::1]:5555"
      })
  void takesWhatNobodyReadsOnItsWay(String address) {
    assertThat(ServiceAddress.isProtected(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ca.example",
        "http://localhost.example",
        "ftp://localhost",
        "https:ca.example",
        "https:///api",
        "//ca.example",
        "https://u@ca.example",
        "http://u:p@localhost"
      })
  void refusesWhatOthersRead(String address) {
    assertThat(ServiceAddress.isProtected(URI.create(address))).isFalse();
  }
}
