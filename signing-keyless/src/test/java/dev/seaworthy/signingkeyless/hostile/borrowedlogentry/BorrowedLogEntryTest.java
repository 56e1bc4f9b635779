package dev.seaworthy.signingkeyless.hostile.borrowedlogentry;

import static dev.seaworthy.signingkeyless.hostile.Signed.part;
import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import java.util.List;
import org.junit.jupiter.api.Test;

class BorrowedLogEntryTest {

  @Test
  void refusesTheEntryOfAnotherSignature() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.bundle();
      String pattern = "(\"tlogEntries\":\\[.*?\\}\\])";
      for (String other : List.of(signed.bundle(), signed.fileBundle())) {
        String borrowed = replaced(bundle, pattern, part(other, pattern));
        refused(() -> signed.verify(borrowed), KeylessError.OTHER_LOG_ENTRY);
      }
    }
  }
}
