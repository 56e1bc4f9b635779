package dev.seaworthy.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          # peer      ; X-Forwarded-For                    ; address
          203.0.113.9 ; 198.51.100.1                       ; 203.0.113.9
          10.0.0.1    ; 198.51.100.1                       ; 198.51.100.1
          10.0.0.1    ; 1.2.3.4, 198.51.100.1              ; 198.51.100.1
          10.0.0.1    ; 1.2.3.4, 198.51.100.1, 10.200.1.1  ; 198.51.100.1
          10.0.0.1    ; 198.51.100.1, unknown              ; 10.0.0.1
          10.0.0.1    ; ''                                 ; 10.0.0.1
          2001:db8::1 ; 2001:db8:ffff::7                   ; 2001:db8:ffff::7
          2001:db9::1 ; 198.51.100.1                       ; 2001:db9::1
          """)
  void countsForwardedHeadersOnlyFromProxiesThatWereNamed(
      String peer, String forwarded, String address) {
    ClientAddress addresses =
        new ClientAddress(List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::1")));
    assertThat(addresses.of(peer, List.of(forwarded))).isEqualTo(address);
  }

  @Test
  void aNetworkHasALengthThatFits() {
    assertThatThrownBy(() -> Network.parse("10.0.0.0/33"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
