package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// PINs and tokens, which come from a file or an environment variable that a reference names: never
/// from the reference itself, which every list of processes shows.
public final class Secrets {

  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";
  private static final int BYTES_MAX = 4096;

  private final Map<String, String> environment;

  /// @param environment the process's variables
  public Secrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// Reads a secret, without the line break at its end.
  ///
  /// @param source `env:NAME`, `file:PATH` or a path
  /// @param what whose secret it is, for the message
  /// @throws SeaworthyException [SigningError#NO_SECRET]
  public String read(String source, String what) {
    String found = source.startsWith(ENVIRONMENT) ? variable(source, what) : file(source, what);
    String secret = found.stripTrailing();
    if (secret.isEmpty()) {
      throw missing(source, what, "it is empty", null);
    }
    return secret;
  }

  private String variable(String source, String what) {
    String name = source.substring(ENVIRONMENT.length());
    String value = environment.get(name);
    if (value == null) {
      throw missing(source, what, "there is no such variable", null);
    }
    return Objects.requireNonNull(value);
  }

  private static String file(String source, String what) {
    String path = source.startsWith(FILE) ? source.substring(FILE.length()) : source;
    // RFC 8089: an empty authority may stand before the path.
    Path file = Path.of(path.startsWith("///") ? path.substring(2) : path);
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw missing(source, what, "it is longer than %s bytes".formatted(BYTES_MAX), null);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw missing(source, what, "there is no such file", e);
    } catch (IOException e) {
      // What a decoder complains about could be the secret itself.
      throw missing(source, what, "it can't be read", null);
    }
  }

  private static SeaworthyException missing(
      String source, String what, String reason, @Nullable Throwable cause) {
    return new SeaworthyException(
        SigningError.NO_SECRET,
        "tried to read the secret of %s from %s: %s"
            .formatted(what, Text.visible(Text.shorten(source, 200)), reason),
        cause);
  }

  @Override
  public String toString() {
    return "secrets";
  }
}
