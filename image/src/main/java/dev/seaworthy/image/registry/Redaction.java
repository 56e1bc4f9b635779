package dev.seaworthy.image.registry;

import dev.seaworthy.base.Text;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Keeps secrets out of messages: those we sent, and the signed queries of addresses that a
/// registry names.
final class Redaction {

  private static final String HIDDEN = "[hidden]";
  private static final int MESSAGE_CHARS_MAX = 300;

  /// A shorter secret would hide ordinary words and is no secret anyway.
  private static final int SECRET_CHARS_MIN = 4;

  private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?#\"'<>]*)[?#][^\\s\"'<>]*");
  private static final Pattern USER_INFO = Pattern.compile("(https?://)[^/\\s@\"'<>]+@");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  /// Never shows this text from now on.
  void hide(String secret) {
    if (secret.length() >= SECRET_CHARS_MIN) {
      secrets.add(secret);
    }
  }

  /// A foreign text as it may be shown.
  String shown(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, HIDDEN);
    }
    clean = QUERY.matcher(clean).replaceAll("$1");
    clean = USER_INFO.matcher(clean).replaceAll("$1");
    clean = AUTHORIZATION.matcher(clean).replaceAll("$1 " + HIDDEN);
    return Text.shorten(clean.strip(), MESSAGE_CHARS_MAX);
  }

  /// An address without what may be secret in it.
  static String shown(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return Text.shorten(
        "%s://%s%s%s".formatted(uri.getScheme(), uri.getHost(), port, uri.getRawPath()),
        MESSAGE_CHARS_MAX);
  }
}
