package dev.seaworthy.signingkeyless.hostile.noinclusionproof;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class NoInclusionProofTest {

  @Test
  void refusesAnEntryWithoutProofAndNoEntry() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.bundle();
      String unproven =
          replaced(bundle, "\"inclusionProof\":\\{.*?\\},\"integrated", "\"integrated");
      refused(() -> signed.verify(unproven), KeylessError.NO_INCLUSION_PROOF);
      String unlogged = replaced(bundle, "\"tlogEntries\":\\[.*?\\}\\]", "\"tlogEntries\":[]");
      refused(() -> signed.verify(unlogged), KeylessError.NO_LOG_ENTRY);
    }
  }
}
