package dev.seaworthy.signingkeyless.hostile.changedpayload;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ChangedPayloadTest {

  @Test
  void refusesAChangedStatement() throws Exception {
    try (Signed signed = new Signed()) {
      String before = Base64.getEncoder().encodeToString(Signed.PAYLOAD);
      String changed = signed.bundle().replace(before, "e30=");
      refused(() -> signed.verify(changed), KeylessError.BAD_SIGNATURE);
    }
  }
}
