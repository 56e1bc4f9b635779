package dev.seaworthy.image.walk;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// The bytes of a file's name, from the URI that Java makes of its path.
final class UriBytes {

  private UriBytes() {}

  /// The bytes of the last part of the path.
  static byte[] lastPart(URI uri) {
    String path = uri.getRawPath();
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    String part = path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < part.length()) {
      if (part.charAt(at) == '%') {
        bytes.write(Integer.parseInt(part.substring(at + 1, at + 3), 16));
        at += 3;
      } else {
        bytes.writeBytes(part.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
        at++;
      }
    }
    return bytes.toByteArray();
  }
}
