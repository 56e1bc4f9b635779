package dev.seaworthy.inventory;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A package URL (ECMA-427, "Package-URL specification"): the name by which tools speak of one
/// release of one package. `toString` is the canonical form: lower-case type, sorted qualifiers,
/// percent-encoded UTF-8 with the colon left as it is.
///
/// @param namespace segments joined by `/`, or empty
/// @param version or empty
/// @param qualifiers by lower-case key; none is empty
/// @param subpath or empty
public record PackageUrl(
    String type,
    String namespace,
    String name,
    String version,
    SortedMap<String, String> qualifiers,
    String subpath) {

  private static final String UNESCAPED = "-._~:";
  private static final String HEX = "0123456789ABCDEF";

  public PackageUrl {
    type = type.toLowerCase(Locale.ROOT);
    namespace = canonicalNamespace(type, withoutEmptySegments(namespace));
    subpath = withoutEmptySegments(subpath);
    name = canonicalName(type, name);
    SortedMap<String, String> kept = new TreeMap<>();
    qualifiers.forEach((key, value) -> {
      if (!value.isEmpty()) {
        kept.put(key.toLowerCase(Locale.ROOT), value);
      }
    });
    qualifiers = Collections.unmodifiableSortedMap(kept);
    if (type.isEmpty() || name.isEmpty()) {
      throw new SeaworthyException(
          InventoryError.BAD_PURL,
          "a package URL needs a type and a name, found type \"%s\" and name \"%s\""
              .formatted(Text.shorten(type, 80), Text.shorten(name, 80)));
    }
  }

  public static PackageUrl of(String type, String namespace, String name, String version) {
    return new PackageUrl(type, namespace, name, version, new TreeMap<>(), "");
  }

  /// Reads a package URL, canonical or not.
  ///
  /// @throws SeaworthyException [InventoryError#BAD_PURL]
  public static PackageUrl parse(String text) {
    String rest = text;
    if (!rest.regionMatches(true, 0, "pkg:", 0, 4)) {
      throw bad(text, "it does not begin with pkg:");
    }
    rest = stripSlashes(rest.substring(4));
    String subpath = "";
    int hash = rest.lastIndexOf('#');
    if (hash >= 0) {
      subpath = decode(stripSlashes(rest.substring(hash + 1)), text);
      rest = rest.substring(0, hash);
    }
    SortedMap<String, String> qualifiers = new TreeMap<>();
    int question = rest.lastIndexOf('?');
    if (question >= 0) {
      readQualifiers(rest.substring(question + 1), qualifiers, text);
      rest = rest.substring(0, question);
    }
    rest = stripSlashes(rest);
    int slash = rest.indexOf('/');
    if (slash <= 0) {
      throw bad(text, "it has no name");
    }
    String type = rest.substring(0, slash);
    rest = rest.substring(slash + 1);
    String version = "";
    // An unencoded @ may begin an npm scope, so only one behind the last slash counts.
    int at = rest.lastIndexOf('@');
    if (at > 0 && at > rest.lastIndexOf('/') + 1) {
      version = decode(rest.substring(at + 1), text);
      rest = rest.substring(0, at);
    }
    int last = rest.lastIndexOf('/');
    String namespace = last < 0 ? "" : decode(stripSlashes(rest.substring(0, last)), text);
    String name = decode(rest.substring(last + 1), text);
    if (name.isEmpty()) {
      throw bad(text, "it has no name");
    }
    return new PackageUrl(type, namespace, name, version, qualifiers, subpath);
  }

  /// The same with one more qualifier; an empty value changes nothing.
  public PackageUrl with(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(qualifiers);
    more.put(key, value);
    return new PackageUrl(type, namespace, name, version, more, subpath);
  }

  /// The package of any version, for identities that outlive an upgrade: type, namespace and name
  /// alone.
  public String withoutVersion() {
    return of(type, namespace, name, "").toString();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("pkg:").append(type).append('/');
    if (!namespace.isEmpty()) {
      appendSegments(out, namespace);
      out.append('/');
    }
    encode(out, name);
    if (!version.isEmpty()) {
      encode(out.append('@'), version);
    }
    char separator = '?';
    for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
      out.append(separator).append(qualifier.getKey()).append('=');
      encode(out, qualifier.getValue());
      separator = '&';
    }
    if (!subpath.isEmpty()) {
      appendSegments(out.append('#'), subpath);
    }
    return out.toString();
  }

  /// Types whose names the specification compares without regard to case.
  private static String canonicalNamespace(String type, String namespace) {
    return switch (type) {
      case "apk",
          "alpm",
          "bitbucket",
          "composer",
          "deb",
          "github",
          "golang",
          "hex",
          "opkg",
          "rpm" ->
          namespace.toLowerCase(Locale.ROOT);
      default -> namespace;
    };
  }

  private static String canonicalName(String type, String name) {
    return switch (type) {
      case "apk",
          "alpm",
          "bitbucket",
          "composer",
          "deb",
          "github",
          "golang",
          "hex",
          "opkg",
          "pub" ->
          name.toLowerCase(Locale.ROOT);
      case "pypi" -> name.toLowerCase(Locale.ROOT).replace('_', '-');
      default -> name;
    };
  }

  private static void appendSegments(StringBuilder out, String path) {
    boolean first = true;
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        if (!first) {
          out.append('/');
        }
        encode(out, segment);
        first = false;
      }
    }
  }

  private static void encode(StringBuilder out, String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNESCAPED.indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
  }

  private static String decode(String text, String whole) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw bad(whole, "a % is not followed by two hexadecimal digits");
        }
        bytes.write(high * 16 + low);
        i += 3;
      } else {
        int next = text.indexOf('%', i);
        String run = text.substring(i, next < 0 ? text.length() : next);
        bytes.writeBytes(run.getBytes(StandardCharsets.UTF_8));
        i += run.length();
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void readQualifiers(
      String text, SortedMap<String, String> qualifiers, String whole) {
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw bad(whole, "a qualifier is not of the form key=value");
      }
      if (!pair.substring(0, equals).chars().allMatch(PackageUrl::isOfKey)) {
        throw bad(whole, "a qualifier's key has more than letters, digits, '.', '-' and '_'");
      }
      qualifiers.put(
          pair.substring(0, equals).toLowerCase(Locale.ROOT),
          decode(pair.substring(equals + 1), whole));
    }
  }

  /// A path means the same with and without them, and is written without (purl specification, "How
  /// to parse a purl string").
  private static String withoutEmptySegments(String path) {
    return path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
  }

  /// Keys are never encoded (purl specification, "Rules for each purl component").
  private static boolean isOfKey(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  private static String stripSlashes(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == '/') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(start, end);
  }

  private static SeaworthyException bad(String text, String problem) {
    return new SeaworthyException(
        InventoryError.BAD_PURL, "\"%s\": %s".formatted(Text.shorten(text, 200), problem));
  }
}
