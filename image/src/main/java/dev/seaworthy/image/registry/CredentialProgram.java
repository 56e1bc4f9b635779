package dev.seaworthy.image.registry;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.CredentialPrograms;
import dev.seaworthy.image.Credentials;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks a credential helper, a program `docker-credential-NAME` that keeps secrets for container
/// tools (docker-credential-helpers, "Development"): `get` with the registry on standard input,
/// JSON on standard output.
///
/// @param name without the prefix, as the config file names it
/// @param configFile which file named it, for messages
record CredentialProgram(String name, Path configFile, CredentialPrograms programs, Limits limits) {

  /// The name comes from a file and becomes part of a program's name; it can't be a path.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /// What the helpers say when they keep nothing for a registry.
  private static final String NOT_FOUND = "credentials not found";

  /// The user name that marks an identity token.
  private static final String TOKEN_USER = "<token>";

  /// The credentials for a registry; empty when the helper has none.
  ///
  /// @throws SeaworthyException [ImageError#BAD_CREDENTIALS_FILE] when the helper is missing,
  ///   fails, takes too long or says something else
  Optional<Credentials> get(String registry) {
    if (!NAME.matcher(name).matches()) {
      throw new SeaworthyException(
          ImageError.BAD_CREDENTIALS_FILE,
          "%s names the credential helper \"%s\", which can't be a program's name"
              .formatted(configFile, Text.shorten(name, 100)));
    }
    CredentialPrograms.Output output;
    try {
      output = programs.get("docker-credential-" + name, registry);
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while waiting for it", e);
    }
    if (output.exitCode() == 0) {
      return credentials(output.text());
    }
    if (output.text().contains(NOT_FOUND)) {
      return Optional.empty();
    }
    throw failed(
        "it ended with exit code %s: %s"
            .formatted(output.exitCode(), Text.shorten(output.text().strip(), 200)),
        null);
  }

  private Optional<Credentials> credentials(String text) {
    JsonObject json;
    try {
      json =
          new JsonReader(limits)
              .readObject(text.getBytes(StandardCharsets.UTF_8), "the helper's answer");
    } catch (SeaworthyException _) {
      // The parser's message could quote a secret.
      throw failed("its answer is not JSON", null);
    }
    String user = json.text("Username");
    String secret = json.text("Secret");
    if (user.isEmpty() && secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        user.equals(TOKEN_USER)
            ? new Credentials.IdentityToken(secret)
            : new Credentials.Password(user, secret));
  }

  private SeaworthyException failed(String why, @Nullable Throwable cause) {
    return new SeaworthyException(
        ImageError.BAD_CREDENTIALS_FILE,
        "the credential helper docker-credential-%s, which %s asks for, failed: %s"
            .formatted(name, configFile, why),
        "Make the helper work (docker login uses it too), or take it out of the file.",
        cause);
  }
}
