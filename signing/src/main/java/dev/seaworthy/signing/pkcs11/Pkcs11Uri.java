package dev.seaworthy.signing.pkcs11;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.SigningError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which key of which token (RFC 7512), such as
/// `pkcs11:token=release;object=ci?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=env:PIN`.
///
/// @param token what the token must be: its label, manufacturer, serial number and model, by the
///   names of the RFC; what isn't named may be anything
/// @param slotId the slot's number; null means any
/// @param object the label of the key and its certificate
/// @param module the token's library
/// @param pinSource where the PIN comes from: the JDK asks for it even to read a certificate
public record Pkcs11Uri(
    Map<String, String> token,
    @Nullable Long slotId,
    String object,
    Path module,
    String pinSource) {

  /// What every such reference begins with.
  public static final String SCHEME = "pkcs11:";

  private static final Set<String> OF_TOKEN = Set.of("token", "manufacturer", "serial", "model");
  private static final Set<String> PATH =
      Set.of("token", "manufacturer", "serial", "model", "slot-id", "object", "type");
  private static final Set<String> QUERY = Set.of("module-path", "pin-source");
  private static final Set<String> TYPES = Set.of("private", "public", "cert");

  public Pkcs11Uri {
    token = Map.copyOf(token);
  }

  /// Reads the text form. An attribute that we don't know is refused, as the RFC asks, and so is
  /// `pin-value`: every list of processes would show it.
  ///
  /// @throws SeaworthyException [SigningError#BAD_REFERENCE]
  public static Pkcs11Uri parse(String text) {
    if (text.contains("pin-value=")) {
      throw new SeaworthyException(
          SigningError.BAD_REFERENCE,
          "a PIN in the reference itself (pin-value) would be seen by others",
          "Write pin-source=file:PATH or pin-source=env:NAME instead.",
          null);
    }
    int question = text.indexOf('?');
    String path = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
    Map<String, String> where = attributes(path, ";", PATH, text);
    Map<String, String> how =
        question < 0 ? Map.of() : attributes(text.substring(question + 1), "&", QUERY, text);
    String object = where.get("object");
    if (object == null) {
      throw bad(text, "it names no object=");
    }
    if (!TYPES.contains(where.getOrDefault("type", "private"))) {
      throw bad(text, "type= can be private, public or cert");
    }
    String module = how.get("module-path");
    if (module == null
        || !Path.of(module).isAbsolute()
        || module.matches(".*[\"\\\\\\p{Cntrl}].*")) {
      throw bad(text, "it needs module-path= with the absolute path of the token's library");
    }
    String pinSource = how.get("pin-source");
    if (pinSource == null) {
      throw bad(text, "it needs pin-source=file:PATH or pin-source=env:NAME");
    }
    Map<String, String> token = new TreeMap<>(where);
    token.keySet().retainAll(OF_TOKEN);
    return new Pkcs11Uri(
        token, slot(where.get("slot-id"), text), object, Path.of(module), pinSource);
  }

  private static @Nullable Long slot(@Nullable String number, String text) {
    if (number == null) {
      return null;
    }
    try {
      return Long.valueOf(number);
    } catch (NumberFormatException e) {
      throw bad(text, "slot-id= must be a number");
    }
  }

  private static Map<String, String> attributes(
      String part, String separator, Set<String> known, String text) {
    Map<String, String> found = new TreeMap<>();
    for (String attribute : part.split(separator, -1)) {
      if (attribute.isEmpty()) {
        continue;
      }
      int equals = attribute.indexOf('=');
      String name = equals < 0 ? attribute : attribute.substring(0, equals);
      if (equals < 0 || !known.contains(name)) {
        throw bad(text, "attribute \"%s\" isn't known here".formatted(Text.shorten(name, 40)));
      }
      if (found.put(name, decoded(attribute.substring(equals + 1), text)) != null) {
        throw bad(text, "it has %s= twice".formatted(name));
      }
    }
    return found;
  }

  /// RFC 3986 §2.1; a plus sign is one.
  private static String decoded(String value, String text) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad(text, "a % must be followed by two hexadecimal digits");
    }
  }

  private static SeaworthyException bad(String text, String problem) {
    return new SeaworthyException(
        SigningError.BAD_REFERENCE,
        "%s: %s".formatted(Text.visible(Text.shorten(text, 200)), problem));
  }

  @Override
  public String toString() {
    return "%s%s;object=%s".formatted(SCHEME, slotId == null ? token : "slot-id=" + slotId, object);
  }
}
