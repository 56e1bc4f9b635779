package dev.seaworthy.signingkeyless.hostile.unknownversion;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownVersionTest {

  @Test
  void refusesVersionsThatItDoesNotKnow() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.bundle();
      for (String version : List.of(".v0.4+json", "+json;version=0.9", ".v1+json", "")) {
        String changed = bundle.replace("bundle.v0.3+json", "bundle" + version);
        refused(() -> signed.verify(changed), KeylessError.UNKNOWN_VERSION);
      }
      String unnamed = replaced(bundle, "\"mediaType\":\"[^\"]*\",", "");
      refused(() -> signed.verify(unnamed), KeylessError.BAD_BUNDLE);
    }
  }
}
