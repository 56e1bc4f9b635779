package dev.seaworthy.signing;

import dev.seaworthy.base.Text;
import java.net.URI;
import java.util.Set;

/// Addresses of services that are shown secrets.
public final class ServiceAddress {

  private static final int SHOWN_CHARS_MAX = 200;
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private ServiceAddress() {}

  /// Whether nobody between here and the service reads what is sent: HTTPS, or this very machine. A
  /// user with a password is none of it, since addresses are kept and shown.
  public static boolean isProtected(URI address) {
    String scheme = String.valueOf(address.getScheme());
    String host = address.getHost();
    return host != null
        && address.getUserInfo() == null
        && (scheme.equals("https") || (scheme.equals("http") && LOCAL.contains(host)));
  }

  /// For people and logs, without what may be a secret: a user with a password, the query and the
  /// fragment. The text may be any, and then more of it is left out rather than less.
  public static String shown(String address) {
    int slashes = address.indexOf("//");
    int from = slashes < 0 || address.lastIndexOf('@', slashes) >= 0 ? 0 : slashes + 2;
    int end = from;
    while (end < address.length() && "?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    String place = address.substring(from, end);
    // A password may have a question mark, which then ends no host.
    boolean isCutInUser = place.indexOf('/') < 0 && address.indexOf('@', end) >= 0;
    int user = isCutInUser ? place.length() : place.lastIndexOf('@');
    String known =
        address.substring(0, from)
            + (user < 0 ? place : "…" + place.substring(user))
            + (end < address.length() ? address.charAt(end) + "…" : "");
    return Text.shorten(known, SHOWN_CHARS_MAX);
  }
}
