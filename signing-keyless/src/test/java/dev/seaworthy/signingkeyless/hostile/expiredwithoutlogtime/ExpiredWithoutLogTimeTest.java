package dev.seaworthy.signingkeyless.hostile.expiredwithoutlogtime;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class ExpiredWithoutLogTimeTest {

  @Test
  void refusesATimeThatNobodySigned() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.bundle();
      String without = replaced(bundle, "\"inclusionPromise\":\\{[^}]*\\},", "");
      refused(() -> signed.verify(without), KeylessError.NO_TIME);
      String empty =
          replaced(bundle, "\"signedEntryTimestamp\":\"[^\"]*\"", "\"signedEntryTimestamp\":\"\"");
      refused(() -> signed.verify(empty), KeylessError.NO_TIME);
    }
  }
}
