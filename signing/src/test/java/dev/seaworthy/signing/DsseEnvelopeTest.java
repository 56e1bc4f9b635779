package dev.seaworthy.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DsseEnvelopeTest {

  private static final String TYPE = "http://example.com/HelloWorld";
  private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.UTF_8);

  private final SigningKey key = SigningKey.generate();

  /// The example of the DSSE protocol text.
  @Test
  void encodesAsTheProtocolShows() {
    assertThat(DsseEnvelope.preAuthenticationEncoding(TYPE, HELLO))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void givesOutWhatATrustedKeySigned() {
    byte[] json = DsseEnvelope.sign(TYPE, HELLO, List.of(SigningKey.generate(), key)).toJson();
    DsseEnvelope.Verified verified = read(json).verifiedPayload(TYPE, List.of(key.verification()));
    assertThat(verified.payload()).isEqualTo(HELLO);
    assertThat(verified.signer()).isEqualTo(key.verification());
  }

  @Test
  void refusesAnotherKind() {
    DsseEnvelope envelope = DsseEnvelope.sign(TYPE, HELLO, List.of(key));
    refused(
        () -> envelope.verifiedPayload("application/other", List.of(key.verification())),
        SigningError.PAYLOAD_TYPE);
  }

  /// Whoever changes the kind in the envelope has no signature for it.
  @Test
  void refusesAKindThatWasNotSigned() {
    String json =
        new String(DsseEnvelope.sign(TYPE, HELLO, List.of(key)).toJson(), StandardCharsets.UTF_8);
    byte[] changed = json.replace(TYPE, "application/other").getBytes(StandardCharsets.UTF_8);
    refused(
        () -> read(changed).verifiedPayload("application/other", List.of(key.verification())),
        SigningError.BAD_SIGNATURE);
  }

  @Test
  void refusesAnotherKey() {
    DsseEnvelope envelope = DsseEnvelope.sign(TYPE, HELLO, List.of(SigningKey.generate()));
    refused(
        () -> envelope.verifiedPayload(TYPE, List.of(key.verification())),
        SigningError.NOT_SIGNED_BY);
    refused(() -> envelope.verifiedPayload(TYPE, List.of()), SigningError.NOT_SIGNED_BY);
  }

  @Test
  void refusesAChangedPayload() {
    String payload = Base64.getEncoder().encodeToString(HELLO);
    String other =
        Base64.getEncoder().encodeToString("hello World".getBytes(StandardCharsets.UTF_8));
    String json =
        new String(DsseEnvelope.sign(TYPE, HELLO, List.of(key)).toJson(), StandardCharsets.UTF_8);
    byte[] changed = json.replace(payload, other).getBytes(StandardCharsets.UTF_8);
    refused(
        () -> read(changed).verifiedPayload(TYPE, List.of(key.verification())),
        SigningError.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"payloadType\":\"a\",\"payload\":\"aGk=\"}",
        "{\"payloadType\":\"a\",\"payload\":\"aGk=\",\"signatures\":[]}",
        "{\"payloadType\":\"a\",\"payload\":\"aGk=\",\"signatures\":[1]}",
        "{\"payloadType\":\"a\",\"payload\":\"aGk=\",\"signatures\":[{\"sig\":\"???\"}]}",
        "{\"payloadType\":\"a\",\"payload\":\"?\",\"signatures\":[{\"sig\":\"aGk=\"}]}",
        "{\"payloadType\":\"\",\"payload\":\"aGk=\",\"signatures\":[{\"sig\":\"aGk=\"}]}",
        "{\"payloadType\":\"a\",\"payload\":\"aGk=\",\"payload\":\"aG8=\",\"signatures\":[{\"sig\":\"aGk=\"}]}",
        "{\"payloadType\":\"a\",\"payload\":\"aGk=\",\"more\":1,\"signatures\":[{\"sig\":\"aGk=\"}]}",
        "{\"payloadType\":\"a\",\"payload\":\"aGk=\",\"signatures\":[{\"sig\":\"aGk=\"}"
      })
  void refusesWhatIsNoEnvelope(String json) {
    refused(() -> read(json.getBytes(StandardCharsets.UTF_8)), SigningError.BAD_ENVELOPE);
  }

  private static DsseEnvelope read(byte[] json) {
    return DsseEnvelope.read(json, "test", Limits.defaults());
  }

  private static void refused(Runnable tried, SigningError code) {
    assertThatThrownBy(tried::run)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }
}
