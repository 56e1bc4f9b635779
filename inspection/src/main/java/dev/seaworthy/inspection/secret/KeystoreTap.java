package dev.seaworthy.inspection.secret;

import dev.seaworthy.image.FactSink;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/// Keeps the bytes of a file that begins like a key store, and tells what is wrong with it. One for
/// each thread.
final class KeystoreTap {

  static final String DEFAULT_PASSWORD = "secret.keystore-default-password";
  static final String PRIVATE_KEY = "secret.keystore-private-key";

  private static final int BYTES_MAX = 1 << 20;
  private static final Pattern NAME =
      Pattern.compile("\\.(?:jks|jceks|ks|keystore|truststore|p12|pfx|pkcs12|bcfks)$");

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /// Whether the file is one.
  ///
  /// @param size in bytes, or 0 if that isn't known
  boolean begin(String path, long size, byte[] bytes, int offset, int length) {
    content.reset();
    if (length < 4 || size > BYTES_MAX) {
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
    if (content.size() <= BYTES_MAX) {
      content.write(bytes, offset, length);
    }
  }

  void end(SecretEngine engine, String nestedPath, FactSink sink) {
    if (content.size() > BYTES_MAX) {
      return;
    }
    byte[] bytes = content.toByteArray();
    Keystore keystore = Keystore.read(bytes);
    if (!keystore.hasPrivateKey()) {
      return;
    }
    String rule = keystore.isOpen() ? DEFAULT_PASSWORD : PRIVATE_KEY;
    if (engine.rules().describes(rule)) {
      String all = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      sink.fact(
          new SecretFact(rule, nestedPath, 0, 1, engine.key().fingerprint(all), keystore.shown()));
    }
  }
}
