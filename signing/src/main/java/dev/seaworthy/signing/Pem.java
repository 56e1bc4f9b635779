package dev.seaworthy.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Keys as text (RFC 7468).
final class Pem {

  static final String PUBLIC = "PUBLIC KEY";
  static final String PRIVATE = "PRIVATE KEY";
  static final String CERTIFICATE = "CERTIFICATE";

  private static final int LINE_CHARS = 64;

  private Pem() {}

  static String encode(byte[] der, String label) {
    byte[] lineBreak = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(LINE_CHARS, lineBreak).encodeToString(der), label);
  }

  /// @throws IllegalArgumentException when there is no such block, or what is in it is no Base64
  static byte[] decode(String pem, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from + begin.length()) {
      throw new IllegalArgumentException("no " + label);
    }
    String body = pem.substring(from + begin.length(), to).replaceAll("\\s", "");
    return Base64.getDecoder().decode(body);
  }
}
