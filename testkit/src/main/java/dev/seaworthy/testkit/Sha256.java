package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 in the wire form `sha256:<64 hexadecimal digits>`.
public final class Sha256 {
  private Sha256() {}

  public static String of(byte[] bytes) {
    return wire(fresh().digest(bytes));
  }

  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String of(Path file) throws IOException {
    MessageDigest digest = fresh();
    try (InputStream in = Files.newInputStream(file);
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(sink);
    }
    return wire(digest.digest());
  }

  public static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static String wire(byte[] hash) {
    return "sha256:" + HexFormat.of().formatHex(hash);
  }

  /// The hexadecimal part of a wire form.
  public static String hex(String digest) {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
