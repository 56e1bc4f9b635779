package dev.seaworthy.server.tls;

import java.nio.file.Path;

/// Where the certificates lie.
///
/// @param folder below the data directory
public record CertificateFiles(Path folder) {
  /// The authority's certificate, which clients are to trust.
  public Path authority() {
    return folder.resolve("ca.crt");
  }

  Path authorityKey() {
    return folder.resolve("ca.key");
  }

  /// The server's certificate, with its authority's behind it.
  public Path server() {
    return folder.resolve("server.crt");
  }

  /// The server's key.
  public Path serverKey() {
    return folder.resolve("server.key");
  }
}
