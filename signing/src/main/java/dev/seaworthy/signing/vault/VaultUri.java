package dev.seaworthy.signing.vault;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.ServiceAddress;
import dev.seaworthy.signing.SigningError;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which key of which Vault, such as
/// `vault:https://vault.example:8200/transit/ci?version=2&token-source=file:/run/secrets/vault`.
///
/// @param server scheme and authority
/// @param mount where the transit engine is mounted
/// @param key the key's name
/// @param version which version of it; null means the latest to sign, and each to verify
/// @param tokenSource where the token comes from
/// @param authority the certificates that the server's must lead to, PEM; null means those that the
///   JDK trusts
/// @param namespace of Vault Enterprise; empty means none
public record VaultUri(
    URI server,
    String mount,
    String key,
    @Nullable Integer version,
    String tokenSource,
    @Nullable Path authority,
    String namespace) {

  /// What every such reference begins with.
  public static final String SCHEME = "vault:";

  private static final String TOKEN_SOURCE = "env:VAULT_TOKEN";
  private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_./-]+)/([A-Za-z0-9_.-]+)");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Set<String> OPTIONS = Set.of("version", "token-source", "ca", "namespace");

  /// Reads the text form.
  ///
  /// @throws SeaworthyException [SigningError#BAD_REFERENCE]
  public static VaultUri parse(String text) {
    URI uri;
    try {
      uri = new URI(text.substring(SCHEME.length()));
    } catch (URISyntaxException e) {
      throw bad(text, "what follows vault: must be the address of the key");
    }
    if (!ServiceAddress.isProtected(uri) || uri.getFragment() != null) {
      throw bad(
          text, "it must begin with vault:https:// and a host (http:// only for this machine)");
    }
    var path = PATH.matcher(String.valueOf(uri.getPath()));
    if (!path.matches() || uri.getPath().contains("..") || uri.getPath().contains("//")) {
      throw bad(text, "its path must be /MOUNT/KEY, such as /transit/ci");
    }
    Map<String, String> options = options(uri.getQuery(), text);
    String version = options.get("version");
    if (version != null && !VERSION.matcher(version).matches()) {
      throw bad(text, "version= must be a number");
    }
    String authority = options.get("ca");
    return new VaultUri(
        URI.create(uri.getScheme() + "://" + uri.getRawAuthority()),
        path.group(1),
        path.group(2),
        version == null ? null : Integer.valueOf(version),
        options.getOrDefault("token-source", TOKEN_SOURCE),
        authority == null ? null : Path.of(authority),
        options.getOrDefault("namespace", ""));
  }

  private static Map<String, String> options(@Nullable String query, String text) {
    Map<String, String> found = new TreeMap<>();
    if (query == null) {
      return found;
    }
    for (String option : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (equals < 0 || !OPTIONS.contains(name)) {
        // Whoever gives the token itself must not find it in a log.
        throw bad(
            text,
            equals < 0
                ? "it has an option without ="
                : "option \"%s\" isn't known here".formatted(Text.shorten(name, 40)));
      }
      if (found.put(name, option.substring(equals + 1)) != null) {
        throw bad(text, "it has %s= twice".formatted(name));
      }
    }
    return found;
  }

  private static SeaworthyException bad(String text, String problem) {
    return new SeaworthyException(
        SigningError.BAD_REFERENCE, "%s: %s".formatted(ServiceAddress.shown(text), problem));
  }

  @Override
  public String toString() {
    return "%s%s/%s/%s".formatted(SCHEME, server, mount, key);
  }
}
