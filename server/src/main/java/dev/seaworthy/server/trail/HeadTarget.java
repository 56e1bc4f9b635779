package dev.seaworthy.server.trail;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// A place outside the installation that keeps signed heads.
interface HeadTarget {
  /// What it is called, without secrets.
  String name();

  /// Sends one head. It lies there when this returns, as far as the place tells.
  ///
  /// @throws IOException when it was not taken; it is sent again later
  void send(Heads.SignedHead head) throws IOException;

  /// Reads one of these, each an address with parameters:
  ///
  /// - `file:/FOLDER`, a folder outside the data directory, best on another machine's disk;
  /// - `syslog+tls://HOST:PORT?ca=FILE`, RFC 5425;
  /// - `s3://BUCKET/PREFIX?endpoint=URL&region=NAME&key-file=FILE&retain-days=N`, with object lock.
  ///
  /// @throws IllegalArgumentException when it is none
  static HeadTarget of(String text, TargetSurroundings surroundings) {
    URI address = URI.create(text);
    Map<String, String> parameters = parameters(address);
    return switch (String.valueOf(address.getScheme())) {
      case "file" -> FolderTarget.of(Path.of(address.getPath()), surroundings.data());
      case "syslog+tls" -> SyslogTarget.of(address, parameters, surroundings);
      case "s3" -> ObjectLockTarget.of(address, parameters, surroundings);
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is no place for heads: give file:/FOLDER, syslog+tls://HOST:PORT or"
                      .formatted(text)
                  + " s3://BUCKET/PREFIX");
    };
  }

  private static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new TreeMap<>();
    String query = address.getQuery() == null ? "" : address.getQuery();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return parameters;
  }
}
