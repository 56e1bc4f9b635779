package dev.seaworthy.server.access;

import io.vertx.core.http.HttpServerRequest;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/// What a request shows of its sender, whichever listener it came in by.
public final class Incoming {
  private final HttpServerRequest request;
  private final String address;

  /// @param address the source address, as [ClientAddress] finds it
  public Incoming(HttpServerRequest request, String address) {
    this.request = request;
    this.address = address;
  }

  /// The HTTP method.
  public String method() {
    return request.method().name();
  }

  /// The path, as it was sent.
  public String path() {
    String path = request.path();
    return path == null ? "" : path;
  }

  /// The first header of this name.
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /// All headers of this name: where one is allowed, two are an attack.
  public List<String> headers(String name) {
    return request.headers().getAll(name);
  }

  /// The cookie of this name.
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(request.getCookie(name)).map(found -> found.getValue());
  }

  /// The client's certificates, its own first; empty when it showed none.
  public List<Certificate> certificates() {
    try {
      return request.isSSL() ? request.connection().peerCertificates() : List.of();
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }

  /// The source address.
  public String address() {
    return address;
  }
}
