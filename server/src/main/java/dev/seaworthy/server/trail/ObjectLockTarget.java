package dev.seaworthy.server.trail;

import dev.seaworthy.server.tls.TrustedAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A bucket with object lock (S3 API, `PutObject`): each head is an object that nobody, the
/// bucket's owner included, can change or delete before its date (mode `COMPLIANCE`).
final class ObjectLockTarget implements HeadTarget {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String RETAIN_DAYS = "400";
  private static final int ANSWER_CHARS_MAX = 300;

  private final String bucket;
  private final String prefix;
  private final URI endpoint;
  private final String region;
  private final Path keyFile;
  private final Duration retention;
  private final @Nullable Path authorities;
  private final TargetSurroundings surroundings;

  private ObjectLockTarget(
      URI address, Map<String, String> parameters, TargetSurroundings surroundings) {
    this.bucket = address.getHost();
    this.prefix = address.getPath() == null ? "" : address.getPath();
    this.region = parameters.getOrDefault("region", "us-east-1");
    this.endpoint = URI.create(wanted(address, parameters, "endpoint"));
    this.keyFile = Path.of(wanted(address, parameters, "key-file"));
    this.retention =
        Duration.ofDays(Long.parseLong(parameters.getOrDefault("retain-days", RETAIN_DAYS)));
    String file = parameters.get("ca");
    this.authorities = file == null ? null : Path.of(file);
    this.surroundings = surroundings;
  }

  static ObjectLockTarget of(
      URI address, Map<String, String> parameters, TargetSurroundings surroundings) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException(address + " names no bucket");
    }
    return new ObjectLockTarget(address, parameters, surroundings);
  }

  private static String wanted(URI address, Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s://%s lacks the parameter %s".formatted(address.getScheme(), address.getHost(), name));
    }
    return value;
  }

  @Override
  public String name() {
    return "s3://%s%s".formatted(bucket, prefix);
  }

  @Override
  public void send(Heads.SignedHead head) throws IOException {
    Instant now = surroundings.clock().instant();
    byte[] body = head.envelope().getBytes(StandardCharsets.UTF_8);
    URI address = endpoint.resolve("/%s%s/%s".formatted(bucket, prefix, head.fileName()));
    SortedMap<String, String> headers =
        signature()
            .headers(
                "PUT",
                address,
                Map.of(
                    "content-md5",
                    md5(body),
                    "content-type",
                    "application/json",
                    "x-amz-object-lock-mode",
                    "COMPLIANCE",
                    "x-amz-object-lock-retain-until-date",
                    now.plus(retention).truncatedTo(ChronoUnit.SECONDS).toString()),
                body,
                now);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(TIMEOUT).PUT(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try (HttpClient client = client()) {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        String said = answer.body();
        throw new IOException(
            "the bucket answers %s: %s"
                .formatted(
                    answer.statusCode(),
                    said.substring(0, Math.min(said.length(), ANSWER_CHARS_MAX))));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private HttpClient client() throws IOException {
    try {
      return HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .sslContext(TrustedAuthorities.context(authorities))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS can't be set up: " + e.getMessage(), e);
    }
  }

  /// Read for each head, so that a key can be changed while the platform runs.
  private RequestSignature signature() throws IOException {
    List<String> lines = Files.readAllLines(keyFile);
    if (lines.size() < 2) {
      throw new IOException(keyFile + " wants the key's id in a line and the secret in the next");
    }
    return new RequestSignature(lines.get(0).strip(), lines.get(1).strip(), region);
  }

  /// Object lock wants it (S3 API, `PutObject`).
  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
