package dev.seaworthy.advisory.feed.csaf;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a `pkg:rpm` purl says.
///
/// @param version with the epoch in front where there is one; empty for all versions
/// @param architecture or empty
/// @param module as `nodejs:16`, or empty
record RpmName(String name, String version, String architecture, String module) {

  private static final String RPM = "pkg:rpm/";

  /// Empty when it is the purl of something else.
  static Optional<RpmName> ofPurl(String purl) {
    if (!purl.startsWith(RPM)) {
      return Optional.empty();
    }
    int question = purl.indexOf('?');
    String path = question < 0 ? purl : purl.substring(0, question);
    String qualifiers = question < 0 ? "" : purl.substring(question + 1);
    int at = path.indexOf('@');
    String named = at < 0 ? path : path.substring(0, at);
    String version = at < 0 ? "" : decode(path.substring(at + 1));
    String epoch = qualifier(qualifiers, "epoch");
    return Optional.of(
        new RpmName(
            decode(named.substring(named.lastIndexOf('/') + 1)),
            version.isEmpty() || epoch.isEmpty() ? version : epoch + ":" + version,
            qualifier(qualifiers, "arch"),
            stream(qualifier(qualifiers, "rpmmod"))));
  }

  /// The name of a product without purl: `nodejs:16/nodejs` for a package of a module, else the
  /// package's.
  static RpmName ofComponent(String component) {
    int slash = component.lastIndexOf('/');
    String module = slash < 0 ? "" : component.substring(0, slash);
    return new RpmName(component.substring(slash + 1), "", "", stream(module));
  }

  /// Name and stream of a module, without its version and context.
  private static String stream(String module) {
    int first = module.indexOf(':');
    int second = first < 0 ? -1 : module.indexOf(':', first + 1);
    return second < 0 ? module : module.substring(0, second);
  }

  private static String qualifier(String qualifiers, String key) {
    for (String qualifier : qualifiers.split("&", -1)) {
      if (qualifier.startsWith(key + "=")) {
        return decode(qualifier.substring(key.length() + 1));
      }
    }
    return "";
  }

  /// A plus sign is itself in a purl, unlike in forms.
  private static String decode(String text) {
    return text.indexOf('%') < 0
        ? text
        : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
