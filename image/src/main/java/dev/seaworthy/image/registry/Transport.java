package dev.seaworthy.image.registry;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Security;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sends requests and follows redirects, without ever handing credentials to another host.
///
/// The JDK's client is made at the first request: it takes a tenth of a second that a scan of a
/// file must not pay.
final class Transport implements AutoCloseable {

  private static final int REDIRECTS_MAX = 5;
  private static final long CONNECT_SECONDS_MAX = 30;

  private final RegistryOptions options;
  private final Proxies proxies;
  private final Duration patience;
  private final Map<String, HttpClient> clients = new TreeMap<>();

  Transport(RegistryOptions options, Limits limits) {
    this.options = options;
    this.proxies = new Proxies(options.environment());
    this.patience = Duration.ofSeconds(limits.of(Limit.HTTP_SECONDS));
  }

  /// What to ask.
  ///
  /// @param body what is sent; null for a GET or HEAD
  record Call(String method, URI uri, Map<String, List<String>> headers, @Nullable Body body) {

    static Call get(URI uri, Map<String, List<String>> headers) {
      return new Call("GET", uri, headers, null);
    }

    static Call head(URI uri) {
      return new Call("HEAD", uri, Map.of(), null);
    }
  }

  /// What is sent along.
  ///
  /// @param type its media type
  @SuppressWarnings("ArrayRecordComponent") // made for one request
  record Body(String type, byte[] bytes) {

    static Body form(String form) {
      return new Body("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Sends the call and follows redirects.
  ///
  /// @param authorization sent only to the host and port of the call's own address; may be empty
  /// @throws IOException when no answer came
  /// @throws SeaworthyException [ImageError#REGISTRY_PROTOCOL] for a redirect that is not followed
  Answer send(Call call, String authorization) throws IOException {
    URI uri = call.uri();
    for (int hop = 0; hop <= REDIRECTS_MAX; hop++) {
      String sent = isSameOrigin(uri, call.uri()) ? authorization : "";
      Answer answer = once(call, uri, sent);
      String location = answer.header("Location");
      boolean isRedirect =
          switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> !location.isEmpty() && call.body() == null;
            default -> false;
          };
      if (!isRedirect) {
        return answer;
      }
      answer.discard();
      uri = next(uri, location);
    }
    throw new SeaworthyException(
        ImageError.REGISTRY_PROTOCOL,
        "%s redirects more than %s times".formatted(Redaction.shown(call.uri()), REDIRECTS_MAX));
  }

  private URI next(URI from, String location) {
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          ImageError.REGISTRY_PROTOCOL,
          Redaction.shown(from) + " redirects to something that is not an address",
          e);
    }
    boolean isHttp = "http".equals(target.getScheme());
    if (target.getHost() == null || !(isHttp || "https".equals(target.getScheme()))) {
      throw new SeaworthyException(
          ImageError.REGISTRY_PROTOCOL,
          Redaction.shown(from) + " redirects to something that is not an http or https address");
    }
    if (isHttp && !options.security().isPlainHttp()) {
      throw new SeaworthyException(
          ImageError.REGISTRY_PROTOCOL,
          "%s redirects to %s, which has no TLS"
              .formatted(Redaction.shown(from), Redaction.shown(target)),
          "Only --plain-http allows requests without TLS.",
          null);
    }
    return target;
  }

  private Answer once(Call call, URI uri, String authorization) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(patience)
            .setHeader("User-Agent", options.traffic().userAgent());
    call.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    if (!authorization.isEmpty()) {
      request.setHeader("Authorization", authorization);
    }
    proxies.authorization(uri).ifPresent(value -> request.setHeader("Proxy-Authorization", value));
    Body body = call.body();
    if (body == null) {
      request.method(call.method(), HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .setHeader("Content-Type", body.type())
          .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(body.bytes()));
    }
    try {
      HttpResponse<java.io.InputStream> response =
          client(uri).send(request.build(), _ -> new BodyStream(patience));
      return new Answer(response.statusCode(), response.headers(), uri, response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeaworthyException(
          ImageError.REGISTRY_UNREACHABLE,
          "interrupted while waiting for " + Redaction.shown(uri),
          e);
    }
  }

  static boolean isSameOrigin(URI left, URI right) {
    return String.valueOf(left.getScheme()).equals(right.getScheme())
        && String.valueOf(left.getRawAuthority()).equals(right.getRawAuthority());
  }

  private synchronized HttpClient client(URI uri) {
    String host = String.valueOf(uri.getRawAuthority());
    Security security = options.security();
    Path directory = security.certificatesDirectory();
    List<Path> hostFiles = directory == null ? List.of() : Trust.filesFor(directory, host);
    return clients.computeIfAbsent(hostFiles.isEmpty() ? "" : host, _ -> client(hostFiles));
  }

  private HttpClient client(List<Path> hostFiles) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(Math.min(patience.toSeconds(), CONNECT_SECONDS_MAX)))
            .proxy(proxies);
    List<Path> files = new ArrayList<>(options.security().authorityFiles());
    files.addAll(hostFiles);
    if (!files.isEmpty()) {
      builder.sslContext(Trust.with(files));
    }
    return builder.build();
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(HttpClient::shutdownNow);
    clients.clear();
  }
}
