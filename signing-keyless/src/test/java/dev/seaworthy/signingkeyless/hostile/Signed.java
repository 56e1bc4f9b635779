package dev.seaworthy.signingkeyless.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.keyless.KeylessServices;
import dev.seaworthy.signing.keyless.KeylessSigner;
import dev.seaworthy.signing.keyless.KeylessTrust;
import dev.seaworthy.signing.keyless.SignedEnvelope;
import dev.seaworthy.signing.keyless.SignedFile;
import dev.seaworthy.signing.keyless.SignerRule;
import dev.seaworthy.signingkeyless.SigstoreKeyless;
import dev.seaworthy.testkit.sigstore.SigstoreServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An instance of Sigstore with an honest signer, whose bundles the attacks begin with.
public final class Signed implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-21T09:14:00Z");
  public static final String IDENTITY = "https://ci.example/shop/cart";
  public static final SignerRule RULE = SignerRule.exactly(IDENTITY, SigstoreServer.ISSUER);
  public static final String STATEMENT = "application/vnd.in-toto+json";

  /// Not all of it is ASCII: its length in characters isn't that in bytes.
  public static final byte[] PAYLOAD =
      utf8("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[],\"predicate\":\"合格 ✓\"}");

  public static final byte[] FILE = utf8("a file");

  private final SigstoreServer server;
  private final SigstoreKeyless keyless = new SigstoreKeyless();

  public Signed() throws IOException {
    this.server = SigstoreServer.open(NOW);
  }

  public SigstoreServer server() {
    return server;
  }

  public KeylessTrust trust() {
    return keyless.trust(utf8(server.trustedRoot()), "the trusted root");
  }

  public KeylessSigner signer(KeylessTrust trust) {
    return signer(trust, null);
  }

  private KeylessSigner signer(KeylessTrust trust, URI timestamps) {
    return keyless.signer(
        new KeylessServices(server.address(), server.address(), timestamps),
        () -> SigstoreServer.token(IDENTITY),
        trust,
        CryptographyProfile.STANDARD.cryptography());
  }

  /// The bundle of a statement, JSON.
  public String bundle() {
    return bundle(STATEMENT, PAYLOAD);
  }

  public String bundle(String payloadType, byte[] payload) {
    KeylessSigner signer = signer(trust());
    return text(signer.bundle(DsseEnvelope.sign(payloadType, payload, List.of(signer))));
  }

  /// The bundle of a statement with a timestamp, JSON.
  public String stampedBundle() {
    KeylessSigner signer = signer(trust(), server.address().resolve("/tsa"));
    return text(signer.bundle(DsseEnvelope.sign(STATEMENT, PAYLOAD, List.of(signer))));
  }

  /// The bundle of a file, JSON.
  public String fileBundle() {
    return text(signer(trust()).fileBundle(FILE));
  }

  public SignedEnvelope verify(String bundle) {
    return trust().envelope(utf8(bundle), "the bundle", RULE);
  }

  public SignedFile verifyFile(String bundle) {
    return trust().file(utf8(bundle), "the bundle", RULE, Digest.sha256(FILE));
  }

  /// Replaces the first match and fails when there is none.
  public static String replaced(String bundle, String pattern, String with) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(bundle);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.replaceFirst(Matcher.quoteReplacement(with));
  }

  /// What the first group matches.
  public static String part(String bundle, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(bundle);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  public static void refused(Runnable tried, ErrorCode code) {
    assertThatThrownBy(tried::run)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
