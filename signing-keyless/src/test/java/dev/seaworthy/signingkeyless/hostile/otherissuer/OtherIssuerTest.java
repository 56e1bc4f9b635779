package dev.seaworthy.signingkeyless.hostile.otherissuer;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.SignerRule;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class OtherIssuerTest {

  @Test
  void refusesAnotherIssuer() throws Exception {
    try (Signed signed = new Signed()) {
      byte[] bundle = Signed.utf8(signed.bundle());
      refused(
          () ->
              signed
                  .trust()
                  .envelope(
                      bundle,
                      "the bundle",
                      SignerRule.exactly(Signed.IDENTITY, "https://tokens.example.org")),
          KeylessError.OTHER_ISSUER);
    }
  }
}
