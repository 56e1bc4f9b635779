package dev.seaworthy.signingkeyless.hostile.unloggedcertificate;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class UnloggedCertificateTest {

  @Test
  void refusesACertificateThatNoLogVouchesFor() throws Exception {
    try (Signed signed = new Signed()) {
      signed.server().withoutCertificateLog();
      refused(signed::bundle, KeylessError.NO_CERTIFICATE_LOG);
    }
  }
}
