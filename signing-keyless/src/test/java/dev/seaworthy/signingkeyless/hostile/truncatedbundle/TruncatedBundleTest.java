package dev.seaworthy.signingkeyless.hostile.truncatedbundle;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class TruncatedBundleTest {

  @Test
  void refusesEveryBeginningOfABundle() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.bundle();
      for (int length = 0; length < bundle.length(); length += 97) {
        String cut = bundle.substring(0, length);
        refused(() -> signed.verify(cut), KeylessError.BAD_BUNDLE);
      }
      String last = bundle.substring(0, bundle.length() - 1);
      refused(() -> signed.verify(last), KeylessError.BAD_BUNDLE);
    }
  }
}
