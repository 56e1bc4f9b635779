package dev.seaworthy.testkit.registry;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A certificate authority made for one test, and a server certificate of it for `localhost` and
/// `127.0.0.1`. It takes the tool openssl.
///
/// @param certificate the authority's own certificate, PEM; clients are to trust it
/// @param serverCertificate PEM
/// @param serverKey the server's private key, PEM
public record TestAuthority(Path certificate, Path serverCertificate, Path serverKey) {

  /// What it takes to make one.
  public static Need need() {
    return Gates.tool("openssl");
  }

  /// Makes one in a folder, where the authority's certificate is alone in a subfolder as `ca.crt`,
  /// which is how container tools want a trusted authority.
  public static TestAuthority in(Path folder) throws IOException {
    Path trusted = Files.createDirectories(folder.resolve("trusted")).resolve("ca.crt");
    Path key = folder.resolve("authority.key");
    Path serverKey = folder.resolve("server.key");
    Path request = folder.resolve("server.csr");
    Path certificate = folder.resolve("server.crt");
    Path extensions =
        Files.writeString(
            folder.resolve("extensions"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
            + " -subj /CN=harbour-master -keyout "
            + key
            + " -out "
            + trusted);
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost"
            + " -keyout "
            + serverKey
            + " -out "
            + request);
    openssl(
        "x509 -req -days 2 -CAcreateserial -in "
            + request
            + " -CA "
            + trusted
            + " -CAkey "
            + key
            + " -CAserial "
            + folder.resolve("serial")
            + " -extfile "
            + extensions
            + " -out "
            + certificate);
    return new TestAuthority(trusted, certificate, serverKey);
  }

  private static void openssl(String arguments) {
    Command.of(("openssl " + arguments).split(" ")).text();
  }
}
