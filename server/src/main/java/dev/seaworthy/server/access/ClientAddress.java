package dev.seaworthy.server.access;

import dev.seaworthy.server.settings.Settings;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;

/// The source address of a request. `X-Forwarded-For` counts only as far as the proxies that the
/// operator named wrote it: read from its end, the first address that is no such proxy's.
@ApplicationScoped
public class ClientAddress {
  private final List<Network> trusted;

  @Inject
  ClientAddress(Settings settings) {
    this(settings.trustedProxies().orElse(List.of()).stream().map(Network::parse).toList());
  }

  ClientAddress(List<Network> trusted) {
    this.trusted = trusted;
  }

  /// The source address, as text.
  public String of(HttpServerRequest request) {
    String peer = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    if (peer == null) {
      return "";
    }
    return of(peer, request.headers().getAll("X-Forwarded-For"));
  }

  String of(String peer, List<String> forwarded) {
    String address = peer;
    List<String> hops = List.of(String.join(",", forwarded).split(",", -1));
    for (int i = hops.size() - 1; i >= 0 && isTrusted(address); i--) {
      String hop = hops.get(i).strip();
      if (!Network.isAddress(hop)) {
        break;
      }
      address = hop;
    }
    return address;
  }

  private boolean isTrusted(String address) {
    return trusted.stream().anyMatch(network -> network.holds(InetAddress.ofLiteral(address)));
  }
}
