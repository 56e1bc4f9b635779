package dev.seaworthy.signing.x509;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.Openssl;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.VerificationKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A public key infrastructure made by `openssl ca`: authorities, signers, revocation lists and, by
/// `openssl ts`, timestamps. Everything is dated around the machine's clock, because `openssl ts`
/// is.
final class TestPki {

  static final Duration DAY = Duration.ofDays(1);

  private static final DateTimeFormatter ASN1 =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String CONFIGURATION =
      """
      [ca]
      default_ca = here
      [here]
      database = %1$s.index
      serial = %1$s.serial
      crlnumber = %1$s.crlnumber
      new_certs_dir = .
      default_md = sha256
      policy = names
      unique_subject = no
      [names]
      organizationName = optional
      commonName = supplied
      [root]
      basicConstraints = critical,CA:true
      keyUsage = critical,keyCertSign,cRLSign
      [authority]
      basicConstraints = critical,CA:true
      keyUsage = critical,keyCertSign,cRLSign
      [lowest]
      basicConstraints = critical,CA:true,pathlen:0
      keyUsage = critical,keyCertSign,cRLSign
      [harbour]
      basicConstraints = critical,CA:true
      keyUsage = critical,keyCertSign,cRLSign
      nameConstraints = critical,permitted;dirName:names_harbour
      [names_harbour]
      organizationName = Harbour
      [signer]
      keyUsage = critical,digitalSignature
      extendedKeyUsage = codeSigning
      [server]
      keyUsage = critical,digitalSignature
      extendedKeyUsage = serverAuth
      [anything]
      keyUsage = critical,digitalSignature
      [timestamps]
      keyUsage = critical,digitalSignature
      extendedKeyUsage = critical,timeStamping
      [tsa]
      serial = tsa.serial
      default_policy = 1.2.3.4
      digests = sha256, sha384, sha512
      signer_digest = sha256
      ess_cert_id_alg = sha256
      """;

  private final Openssl openssl;
  private final Instant now;

  TestPki(Path folder, Instant now) throws IOException {
    this.openssl = new Openssl(folder);
    this.now = now;
    Files.writeString(folder.resolve("tsa.serial"), "01\n");
  }

  Path file(String name) {
    return openssl.folder().resolve(name);
  }

  /// An authority at the top, valid for years.
  void root(String name) throws IOException {
    prepare(name);
    sign(name, name, "root", now.minus(DAY), now.plus(Duration.ofDays(3000)), " -selfsign");
  }

  /// Something that an authority signs, valid from yesterday on; `NAME.chain` is it and everything
  /// above it but the root.
  void issue(String authority, String name, String kind, Duration valid) throws IOException {
    issue(authority, name, kind, "/CN=" + name, valid);
  }

  void issue(String authority, String name, String kind, String subject, Duration valid)
      throws IOException {
    prepare(name);
    openssl.run("req -new -key %1$s.key -subj %2$s -out %1$s.csr".formatted(name, subject));
    sign(authority, name, kind, now.minus(DAY), now.plus(valid), "");
    chain(authority, name);
  }

  private void chain(String authority, String name) throws IOException {
    Path above = file(authority + ".chain");
    Files.writeString(
        file(name + ".chain"),
        Files.readString(file(name + ".crt"))
            + (Files.exists(above) ? Files.readString(above) : ""));
  }

  /// As [#issue], with a key and a hash of one's choice; valid for a month.
  void issueWith(String key, String hash, String authority, String name, String kind)
      throws IOException {
    prepare(name, key);
    sign(authority, name, kind, now.minus(DAY), now.plus(DAY.multipliedBy(30)), "", hash);
    chain(authority, name);
  }

  /// So many certificates in `crowd.pem`, beside those of an authority.
  void crowd(String authority, int count) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      openssl.run(
          "req -x509 -new -key %s.key -subj /CN=crowd-%s -out one.crt".formatted(authority, i));
      all.append(Files.readString(file("one.crt")));
    }
    Files.writeString(file("crowd.pem"), all);
  }

  private void prepare(String name) throws IOException {
    prepare(name, Openssl.options(KeyAlgorithm.ECDSA_P256));
  }

  private void prepare(String name, String key) throws IOException {
    openssl.key(name + ".key", key);
    openssl.run("req -new -key %1$s.key -subj /CN=%1$s -out %1$s.csr".formatted(name));
    Files.writeString(file(name + ".cnf"), CONFIGURATION.formatted(name));
    Files.writeString(file(name + ".index"), "");
    Files.writeString(file(name + ".serial"), "1000\n");
    Files.writeString(file(name + ".crlnumber"), "01\n");
  }

  private void sign(
      String authority, String name, String kind, Instant from, Instant to, String more) {
    sign(authority, name, kind, from, to, more, "sha256");
  }

  private void sign(
      String authority,
      String name,
      String kind,
      Instant from,
      Instant to,
      String more,
      String hash) {
    openssl.run(
        "ca -batch -notext -md %6$s -config %1$s.cnf -keyfile %1$s.key -in %2$s.csr -out %2$s.crt -extensions %3$s -startdate %4$s -enddate %5$s"
                .formatted(authority, name, kind, ASN1.format(from), ASN1.format(to), hash)
            + (more.isEmpty() ? " -cert " + authority + ".crt" : more));
  }

  /// Takes a certificate back as of an instant.
  void revoke(String authority, String name, String reason, Instant at) throws IOException {
    openssl.run(
        "ca -config %1$s.cnf -keyfile %1$s.key -cert %1$s.crt -revoke %2$s.crt -crl_reason %3$s"
            .formatted(authority, name, reason));
    Path index = file(authority + ".index");
    String date = ASN1.format(at).substring(2);
    Files.writeString(index, Files.readString(index).replaceAll("\t[0-9]+Z,", "\t" + date + ","));
  }

  /// The authority's list of this instant, good for ten days.
  Path list(String authority, Instant at) {
    openssl.run(
        "ca -gencrl -config %1$s.cnf -keyfile %1$s.key -cert %1$s.crt -out %1$s.crl -crl_lastupdate %2$s -crl_nextupdate %3$s"
            .formatted(authority, ASN1.format(at), ASN1.format(at.plus(DAY.multipliedBy(10)))));
    return file(authority + ".crl");
  }

  SigningKey key(String name) throws IOException {
    return SigningKey.ofPem(
        Files.readString(file(name + ".key")),
        VerificationKey.ofPem(Files.readString(file(name + ".key.pub")), name),
        name);
  }

  /// A timestamp authority behind HTTP whose answers are `openssl ts`'s.
  HttpServer timestamping(String name) throws IOException {
    return timestamping(name, "");
  }

  HttpServer timestamping(String name, String more) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Files.write(file("query"), exchange.getRequestBody().readAllBytes());
            openssl.run(
                "ts -reply -config %1$s.cnf -section tsa -queryfile query -signer %1$s.crt -inkey %1$s.key -out answer%2$s"
                    .formatted(name, more));
            byte[] answer = Files.readAllBytes(file("answer"));
            boolean isQuery =
                "application/timestamp-query"
                    .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.sendResponseHeaders(isQuery ? 200 : 415, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    return server;
  }
}
