package dev.seaworthy.signingkeyless.hostile.oversizedbundle;

import static dev.seaworthy.signingkeyless.hostile.Signed.part;
import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import java.util.List;
import org.junit.jupiter.api.Test;

class OversizedBundleTest {

  @Test
  void refusesWhatIsTooDeepTooManyTooLongOrThereTwice() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.bundle();
      String hash = "\"AAAA\",";
      String entry = part(bundle, "\"tlogEntries\":\\[(.*?\\})\\]");
      for (List<String> change :
          List.of(
              List.of("\\{", "{\"deep\":" + "[".repeat(1_000_000) + ","),
              List.of("\"mediaType\":", "\"mediaType\":\"x\",\"mediaType\":"),
              List.of("\"hashes\":\\[", "\"hashes\":[" + hash.repeat(100_000)),
              List.of("\"tlogEntries\":\\[", "\"tlogEntries\":[" + (entry + ",").repeat(1000)),
              List.of(
                  "\"verificationMaterial\":\\{",
                  "\"verificationMaterial\":{\"timestampVerificationData\":{\"rfc3161Timestamps\":["
                      + "{\"signedTimestamp\":\"\"},".repeat(10_000)
                      + "{}]},"))) {
        String changed = replaced(bundle, change.getFirst(), change.getLast());
        refused(() -> signed.verify(changed), KeylessError.BAD_BUNDLE);
      }
      byte[] huge = new byte[(32 << 20) + 1];
      refused(
          () -> signed.trust().envelope(huge, "the bundle", Signed.RULE), KeylessError.BAD_BUNDLE);
    }
  }
}
