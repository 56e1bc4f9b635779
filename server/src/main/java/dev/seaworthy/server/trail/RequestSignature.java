package dev.seaworthy.server.trail;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests to an S3 service (AWS Signature Version 4, "Authenticating Requests: Using the
/// Authorization Header").
///
/// @param key the access key's id
/// @param secret the secret access key
record RequestSignature(String key, String secret, String region) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// The headers that a request has to be sent with, `Host` aside, which every client sends by
  /// itself and which is signed.
  ///
  /// @param headers of the request, their names in lower case
  SortedMap<String, String> headers(
      String method, URI address, Map<String, String> headers, byte[] body, Instant now) {
    String hash = HexFormat.of().formatHex(sha256(body));
    SortedMap<String, String> all = new TreeMap<>(headers);
    all.put("x-amz-content-sha256", hash);
    all.put("x-amz-date", TIME.format(now));
    SortedMap<String, String> signed = new TreeMap<>(all);
    signed.put("host", address.getRawAuthority());
    String names = String.join(";", signed.keySet());
    String request =
        String.join(
            "\n",
            method,
            address.getRawPath(),
            address.getRawQuery() == null ? "" : address.getRawQuery(),
            signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining()),
            names,
            hash);
    String day = TIME.format(now).substring(0, 8);
    String scope = day + "/" + region + "/s3/aws4_request";
    String text =
        String.join(
            "\n",
            ALGORITHM,
            TIME.format(now),
            scope,
            HexFormat.of().formatHex(sha256(request.getBytes(StandardCharsets.UTF_8))));
    byte[] derived =
        hmac(
            hmac(hmac(hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day), region), "s3"),
            "aws4_request");
    all.put(
        "authorization",
        "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
            .formatted(
                ALGORITHM, key, scope, names, HexFormat.of().formatHex(hmac(derived, text))));
    return all;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "a signature by " + key;
  }
}
