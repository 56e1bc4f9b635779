package dev.seaworthy.signingkeyless.hostile.otheridentity;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.KeylessTrust;
import dev.seaworthy.signing.keyless.SignerRule;
import dev.seaworthy.signingkeyless.hostile.Signed;
import dev.seaworthy.testkit.sigstore.SigstoreServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OtherIdentityTest {

  @Test
  void refusesAnotherIdentityAndOneThatOnlyBeginsSo() throws Exception {
    try (Signed signed = new Signed()) {
      byte[] bundle = Signed.utf8(signed.bundle());
      KeylessTrust trust = signed.trust();
      for (SignerRule rule :
          List.of(
              SignerRule.exactly(Signed.IDENTITY + "2", SigstoreServer.ISSUER),
              SignerRule.exactly("https://ci.example/shop", SigstoreServer.ISSUER),
              new SignerRule(SigstoreServer.ISSUER, Pattern.compile("https://ci[.]example/shop")),
              new SignerRule(SigstoreServer.ISSUER, Pattern.compile("shop/.*")))) {
        refused(() -> trust.envelope(bundle, "the bundle", rule), KeylessError.OTHER_IDENTITY);
      }
      SignerRule whole =
          new SignerRule(SigstoreServer.ISSUER, Pattern.compile("https://ci[.]example/[a-z/]+"));
      assertThat(trust.envelope(bundle, "the bundle", whole).signer().identity())
          .isEqualTo(Signed.IDENTITY);
    }
  }
}
