package dev.seaworthy.image.registry;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Credentials;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What container tools keep about registries in `config.json` or `auth.json`
/// (containers-auth.json(5); Docker's CLI reference, "configuration files").
///
/// @param path where it was read
/// @param entries by normalised key: a registry, or a registry and the beginning of a repository
/// @param programs the credential helpers of single registries, without `docker-credential-`
/// @param store the credential helper of all others, or empty
record ContainerConfigFile(
    Path path, Map<String, Credentials> entries, Map<String, String> programs, String store) {

  ContainerConfigFile {
    entries = Map.copyOf(entries);
    programs = Map.copyOf(programs);
  }

  /// Reads the file; empty when there is none.
  ///
  /// @throws SeaworthyException [ImageError#BAD_CREDENTIALS_FILE]
  static Optional<ContainerConfigFile> read(Path path, Limits limits) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(limits.asInt(Limit.MANIFEST_BYTES));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SeaworthyException(
          ImageError.BAD_CREDENTIALS_FILE, "%s can't be read: %s".formatted(path, reason(e)), e);
    }
    return Optional.of(parse(bytes, path, limits));
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }

  /// Reads the document.
  ///
  /// @throws SeaworthyException [ImageError#BAD_CREDENTIALS_FILE]
  static ContainerConfigFile parse(byte[] bytes, Path path, Limits limits) {
    JsonObject json;
    try {
      json = new JsonReader(limits).readObject(bytes, path.toString());
    } catch (SeaworthyException e) {
      throw new SeaworthyException(
          ImageError.BAD_CREDENTIALS_FILE, String.valueOf(e.getMessage()), e);
    }
    Map<String, Credentials> entries = new HashMap<>();
    for (Map.Entry<String, JsonValue> entry : json.object("auths").members().entrySet()) {
      if (entry.getValue() instanceof JsonObject auth) {
        credentials(auth, entry.getKey(), path)
            .ifPresent(found -> entries.put(normalise(entry.getKey()), found));
      }
    }
    Map<String, String> programs = new HashMap<>();
    json.object("credHelpers")
        .members()
        .forEach((registry, program) -> {
          if (program instanceof JsonString(String name)) {
            programs.put(normalise(registry), name);
          }
        });
    return new ContainerConfigFile(path, entries, programs, json.text("credsStore"));
  }

  /// What an entry holds; empty for the bare mark that a credential helper knows more.
  private static Optional<Credentials> credentials(JsonObject auth, String key, Path path) {
    if (!auth.text("registrytoken").isEmpty()) {
      return Optional.of(new Credentials.RegistryToken(auth.text("registrytoken")));
    }
    if (!auth.text("identitytoken").isEmpty()) {
      return Optional.of(new Credentials.IdentityToken(auth.text("identitytoken")));
    }
    if (!auth.text("username").isEmpty()) {
      return Optional.of(new Credentials.Password(auth.text("username"), auth.text("password")));
    }
    String encoded = auth.text("auth").strip();
    if (encoded.isEmpty()) {
      return Optional.empty();
    }
    String decoded = decode(encoded, key, path);
    int colon = decoded.indexOf(':');
    if (colon < 1) {
      throw badAuth(key, path, null);
    }
    return Optional.of(
        new Credentials.Password(decoded.substring(0, colon), decoded.substring(colon + 1)));
  }

  private static String decode(String encoded, String key, Path path) {
    try {
      String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      // Old versions of Docker padded with NUL.
      int nul = decoded.indexOf('\0');
      return nul < 0 ? decoded : decoded.substring(0, nul);
    } catch (IllegalArgumentException e) {
      throw badAuth(key, path, e);
    }
  }

  private static SeaworthyException badAuth(
      String key, Path path, @org.jspecify.annotations.Nullable Throwable cause) {
    return new SeaworthyException(
        ImageError.BAD_CREDENTIALS_FILE,
        "%s: \"auth\" of %s is not base64 of user:password"
            .formatted(path, dev.seaworthy.base.Text.shorten(key, 200)),
        cause);
  }

  /// A key without scheme and API version, Docker Hub's many names made one.
  static String normalise(String key) {
    String rest = key.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    rest = rest.replaceFirst("/v[12]$", "");
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    return (RegistryAddress.isDockerHub(host) ? "docker.io" : host)
        + (slash < 0 ? "" : rest.substring(slash));
  }
}
