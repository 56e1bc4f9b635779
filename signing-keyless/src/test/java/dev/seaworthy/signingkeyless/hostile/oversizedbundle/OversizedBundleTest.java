package dev.seaworthy.signingkeyless.hostile.oversizedbundle;

import static dev.seaworthy.signingkeyless.hostile.Signed.part;
import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
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

  /// Protobuf's parser takes a list again under its other name when the first was empty.
  @Test
  void refusesAMemberUnderBothNames() throws Exception {
    try (Signed signed = new Signed()) {
      String twice =
          replaced(
              signed.stampedBundle(),
              "\"rfc3161Timestamps\":",
              "\"rfc3161Timestamps\":[],\"rfc3161_timestamps\":");
      refused(() -> signed.verify(twice), KeylessError.BAD_BUNDLE);
      assertThatThrownBy(() -> signed.verify(twice))
          .hasMessageContaining("it has rfc3161Timestamps twice");
    }
  }

  /// Members may be written as in the schema too (protobuf's JSON mapping).
  @Test
  void countsCertificatesAndTimestampsUnderEitherName() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.stampedBundle();
      String certificate = part(bundle, "\"certificate\":(\\{\"rawBytes\":\"[^\"]*\"\\})");
      String single = "\"certificate\":" + Pattern.quote(certificate);
      String timestamp = part(bundle, "\"rfc3161Timestamps\":\\[(.*?)\\]");
      for (String chain : List.of("x509CertificateChain", "x509_certificate_chain")) {
        for (int count : List.of(10, 11)) {
          String certificates =
              "\"%s\":{\"certificates\":[%s]}"
                  .formatted(chain, String.join(",", Collections.nCopies(count, certificate)));
          String changed = replaced(bundle, single, certificates);
          assertThatThrownBy(() -> signed.verify(changed))
              .asString()
              .matches(
                  said -> said.contains("it has 11 certificates, and 10 may be") == count > 10);
        }
      }
      for (String outer : List.of("timestampVerificationData", "timestamp_verification_data")) {
        for (String inner : List.of("rfc3161Timestamps", "rfc3161_timestamps")) {
          String six =
              replaced(
                  bundle,
                  "\"timestampVerificationData\":\\{\"rfc3161Timestamps\":\\[.*?\\]",
                  "\"%s\":{\"%s\":[%s]"
                      .formatted(
                          outer, inner, String.join(",", Collections.nCopies(6, timestamp))));
          refused(() -> signed.verify(six), KeylessError.BAD_BUNDLE);
          assertThatThrownBy(() -> signed.verify(six))
              .hasMessageContaining("it has 6 timestamps, and 5 may be");
        }
      }
    }
  }
}
