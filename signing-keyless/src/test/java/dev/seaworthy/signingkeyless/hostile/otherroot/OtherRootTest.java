package dev.seaworthy.signingkeyless.hostile.otherroot;

import static dev.seaworthy.signingkeyless.hostile.Signed.part;
import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.KeylessTrust;
import dev.seaworthy.signingkeyless.SigstoreKeyless;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class OtherRootTest {

  @Test
  void refusesAnotherAuthorityAndAnotherLog() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.bundle();
      try (Signed other = new Signed()) {
        refused(() -> other.verify(bundle), KeylessError.OTHER_ROOT);
        String logs = part(other.server().trustedRoot(), "(\"tlogs\":\\[.*?\\]),\"cert");
        String mixed =
            replaced(signed.server().trustedRoot(), "\"tlogs\":\\[.*?\\](?=,\"cert)", logs);
        KeylessTrust trust = new SigstoreKeyless().trust(Signed.utf8(mixed), "a mixed root");
        refused(
            () -> trust.envelope(Signed.utf8(bundle), "the bundle", Signed.RULE),
            KeylessError.OTHER_LOG);
      }
    }
  }
}
