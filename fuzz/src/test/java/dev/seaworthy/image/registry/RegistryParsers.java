package dev.seaworthy.image.registry;

import dev.seaworthy.base.Limits;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The parsers of what registries and their configuration files say, which no other room sees.
public final class RegistryParsers {

  private RegistryParsers() {}

  /// The values of `WWW-Authenticate`, one a line.
  public static void challenges(String lines) {
    for (Challenge challenge : Challenge.parse(List.of(lines.split("\n", -1)))) {
      challenge.parameter("realm");
    }
  }

  /// The body of an answer that is a failure.
  public static void errorBody(byte[] bytes, Limits limits) {
    HttpHeaders headers =
        HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (_, _) -> true);
    Answer answer =
        new Answer(
            404,
            headers,
            URI.create("https://registry.example/v2/"),
            new ByteArrayInputStream(bytes));
    ErrorBody.said(answer, limits, new Redaction());
  }

  /// A `config.json` with credentials.
  public static void configFile(byte[] bytes, Limits limits) {
    ContainerConfigFile.parse(bytes, Path.of("config.json"), limits);
  }
}
