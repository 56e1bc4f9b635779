package dev.seaworthy.signingkeyless.hostile.othersubject;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import org.junit.jupiter.api.Test;

class OtherSubjectTest {

  @Test
  void refusesTheBundleOfAnotherFile() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.fileBundle();
      assertThat(signed.verifyFile(bundle).signer().identity()).isEqualTo(Signed.IDENTITY);
      Digest other = Digest.sha256(Signed.utf8("another file"));
      refused(
          () -> signed.trust().file(Signed.utf8(bundle), "the bundle", Signed.RULE, other),
          KeylessError.OTHER_SUBJECT);
      String silent = replaced(bundle, "\"messageDigest\":\\{[^}]*\\},", "");
      refused(
          () -> signed.trust().file(Signed.utf8(silent), "the bundle", Signed.RULE, other),
          KeylessError.BAD_SIGNATURE);
    }
  }
}
