package dev.seaworthy.signingkeyless.hostile.foreigntimestamp;

import static dev.seaworthy.signingkeyless.hostile.Signed.part;
import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class ForeignTimestampTest {

  @Test
  void refusesTimestampsOfOthersAndOfOtherSignatures() throws Exception {
    try (Signed signed = new Signed()) {
      String stamped = signed.stampedBundle();
      assertThat(signed.verify(stamped).signedAt()).isEqualTo(Signed.NOW);
      // Such a bundle needs no promise of the log.
      String alone = replaced(stamped, "\"inclusionPromise\":\\{[^}]*\\},", "");
      assertThat(signed.verify(alone).signedAt()).isEqualTo(Signed.NOW);
      String pattern = "(\"timestampVerificationData\":\\{.*?\\}\\]\\},?)";
      String other = replaced(stamped, pattern, part(signed.stampedBundle(), pattern));
      refused(() -> signed.verify(other), KeylessError.BAD_TIMESTAMP);
      try (Signed foreign = new Signed()) {
        String strange = replaced(stamped, pattern, part(foreign.stampedBundle(), pattern));
        refused(() -> signed.verify(strange), KeylessError.BAD_TIMESTAMP);
      }
      String none =
          replaced(
              stamped, "\"signedTimestamp\":\"[^\"]*\"", "\"signedTimestamp\":\"MAUwAwIBAA==\"");
      refused(() -> signed.verify(none), KeylessError.BAD_TIMESTAMP);
    }
  }
}
