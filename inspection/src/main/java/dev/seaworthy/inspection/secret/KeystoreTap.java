package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.inspection.InspectionError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// Keeps the bytes of a file that begins like a key store, and tells what is wrong with it. One for
/// each thread.
final class KeystoreTap {

  static final String DEFAULT_PASSWORD = "secret.keystore-default-password";
  static final String PRIVATE_KEY = "secret.keystore-private-key";

  private static final int BYTES_MAX = 4 << 20;

  private static final Pattern NAME =
      Pattern.compile("\\.(?:jks|jceks|ks|keystore|truststore|p12|pfx|pkcs12|bcfks)$");

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final DerivationBudget budget;
  private boolean isTooLarge;

  /// @param budget of the scan
  KeystoreTap(DerivationBudget budget) {
    this.budget = budget;
  }

  /// Whether the file is one.
  boolean begin(String path, byte[] bytes, int offset, int length) {
    content.reset();
    isTooLarge = false;
    if (length < 4 || AllowedPlaces.isSample(path)) {
      return false;
    }
    int magic =
        (bytes[offset] & 0xff) << 24
            | (bytes[offset + 1] & 0xff) << 16
            | (bytes[offset + 2] & 0xff) << 8
            | (bytes[offset + 3] & 0xff);
    boolean isNamed = NAME.matcher(path.toLowerCase(Locale.ROOT)).find();
    return magic == Keystore.JKS || magic == Keystore.JCEKS || (isNamed && magic >>> 24 == 0x30);
  }

  void accept(byte[] bytes, int offset, int length) {
    isTooLarge |= content.size() + length > BYTES_MAX;
    if (!isTooLarge) {
      content.write(bytes, offset, length);
    }
  }

  void skip(long zeros) {
    isTooLarge |= content.size() + zeros > BYTES_MAX;
    if (!isTooLarge) {
      content.writeBytes(new byte[(int) zeros]);
    }
  }

  void end(SecretEngine engine, String nestedPath, FactSink sink) {
    if (isTooLarge) {
      gap(sink, nestedPath, "it has more than %s bytes".formatted(Text.grouped(BYTES_MAX)));
      return;
    }
    byte[] bytes = content.toByteArray();
    DerivationBudget.Share share = budget.share();
    Keystore keystore = Keystore.read(bytes, share);
    if (share.isScanSpent()) {
      sink.unsettled();
    }
    if (!keystore.untried().isEmpty()) {
      gap(sink, nestedPath, keystore.untried());
    }
    if (!keystore.hasPrivateKey()) {
      return;
    }
    String rule = keystore.isOpen() ? DEFAULT_PASSWORD : PRIVATE_KEY;
    if (engine.rules().describes(rule)) {
      String all = new String(bytes, StandardCharsets.ISO_8859_1);
      sink.fact(
          new SecretFact(rule, nestedPath, 0, 1, engine.key().fingerprint(all), keystore.shown()));
    }
  }

  private static void gap(FactSink sink, String nestedPath, String why) {
    sink.gap(
        InspectionError.RULE_SPENT,
        nestedPath,
        "the key store was not tried with the passwords that everybody knows: " + why);
  }
}
