package dev.seaworthy.signingkeyless.hostile.payloadtypeconfusion;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;

import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.SignedEnvelope;
import dev.seaworthy.signingkeyless.hostile.Signed;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PayloadTypeConfusionTest {

  @Test
  void refusesAnotherTypeAndAnotherKindOfContent() throws Exception {
    try (Signed signed = new Signed()) {
      SignedEnvelope other = signed.verify(signed.bundle("application/json", Signed.PAYLOAD));
      refused(
          () -> other.envelope().verifiedPayload(Signed.STATEMENT, Set.of(other.key())),
          SigningError.PAYLOAD_TYPE);
      String relabelled =
          signed
              .bundle("application/json", Signed.PAYLOAD)
              .replace("\"application/json\"", "\"" + Signed.STATEMENT + "\"");
      refused(() -> signed.verify(relabelled), KeylessError.BAD_SIGNATURE);
      refused(() -> signed.verify(signed.fileBundle()), KeylessError.OTHER_CONTENT);
      refused(() -> signed.verifyFile(signed.bundle()), KeylessError.OTHER_CONTENT);
    }
  }
}
