package dev.seaworthy.signingkeyless.hostile.usedafterexpiry;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsedAfterExpiryTest {

  @Test
  void refusesWhatWasLoggedOutsideOfTheCertificatesMinutes() throws Exception {
    try (Signed signed = new Signed()) {
      String honest = signed.bundle();
      assertThat(signed.verify(honest).signedAt()).isEqualTo(Signed.NOW);
      signed.server().certifyingBefore(Duration.ofMinutes(11));
      refused(signed::bundle, KeylessError.OUTSIDE_CERTIFICATE);
      signed.server().certifyingBefore(Duration.ofMinutes(-1));
      refused(signed::bundle, KeylessError.OUTSIDE_CERTIFICATE);
    }
  }
}
