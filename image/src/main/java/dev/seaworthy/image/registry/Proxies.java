package dev.seaworthy.image.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The proxies that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name, with the rules that container
/// tools (Go's `net/http`) follow; the lower-case forms win, as with curl.
final class Proxies extends ProxySelector {

  private final Map<String, String> environment;

  Proxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    return proxy(uri)
        .map(proxy ->
            List.of(
                new Proxy(
                    Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy)))))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The failed request reports it.
  }

  /// The value of `Proxy-Authorization` for the proxy that a request goes through, if it wants one.
  Optional<String> authorization(URI uri) {
    return proxy(uri)
        .map(URI::getUserInfo)
        .map(user ->
            "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
  }

  /// The proxy for an address, if there is one.
  Optional<URI> proxy(URI uri) {
    String host = uri.getHost();
    if (host == null || isExempt(host, uri.getPort())) {
      return Optional.empty();
    }
    String value = variable("https".equals(uri.getScheme()) ? "https_proxy" : "http_proxy");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
      return proxy.getHost() == null ? Optional.empty() : Optional.of(proxy);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private boolean isExempt(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]")) {
      return true;
    }
    for (String entry : variable("no_proxy").split(",", -1)) {
      String rule = entry.strip().toLowerCase(Locale.ROOT);
      if (rule.equals("*") || (!rule.isEmpty() && fits(rule, name, port))) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(String rule, String host, int port) {
    if (rule.indexOf('/') > 0) {
      return isInNetwork(host, rule);
    }
    String domain = rule;
    int colon = rule.lastIndexOf(':');
    if (colon > 0 && rule.indexOf(':') == colon) {
      if (!rule.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      domain = rule.substring(0, colon);
    }
    if (domain.startsWith("*.")) {
      domain = domain.substring(1);
    }
    // ".example.org" means what lies below, "example.org" itself too.
    return domain.startsWith(".")
        ? host.endsWith(domain)
        : host.equals(domain) || host.endsWith("." + domain);
  }

  /// Whether an IPv4 address lies in a network such as `10.0.0.0/8`.
  private static boolean isInNetwork(String host, String rule) {
    int slash = rule.indexOf('/');
    OptionalLong address = ipv4(host);
    OptionalLong network = ipv4(rule.substring(0, slash));
    String bits = rule.substring(slash + 1);
    if (address.isEmpty() || network.isEmpty() || !bits.matches("[0-9]|[12][0-9]|3[0-2]")) {
      return false;
    }
    int shift = 32 - Integer.parseInt(bits);
    return address.getAsLong() >>> shift == network.getAsLong() >>> shift;
  }

  private static OptionalLong ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return OptionalLong.empty();
    }
    long address = 0;
    for (String part : parts) {
      if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
        return OptionalLong.empty();
      }
      address = address << 8 | Integer.parseInt(part);
    }
    return OptionalLong.of(address);
  }

  private String variable(String lowerCase) {
    String value = environment.getOrDefault(lowerCase, "");
    return value.isEmpty()
        ? environment.getOrDefault(lowerCase.toUpperCase(Locale.ROOT), "")
        : value;
  }

  private static int port(URI proxy) {
    if (proxy.getPort() >= 0) {
      return proxy.getPort();
    }
    return "https".equals(proxy.getScheme()) ? 443 : 80;
  }
}
