package dev.seaworthy.signingkeyless.hostile.otherpurpose;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;

import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class OtherPurposeTest {

  @Test
  void refusesACertificateForServers() throws Exception {
    try (Signed signed = new Signed()) {
      signed.server().forServers();
      refused(signed::bundle, SigningError.NO_CODE_SIGNING);
    }
  }
}
