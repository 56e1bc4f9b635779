package dev.seaworthy.signing.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.seaworthy.signing.Openssl;
import dev.seaworthy.testkit.registry.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Vault's transit engine as its HTTP API describes it ("Read key", "Sign data"), with keys and
/// signatures by openssl. It is strict where Vault is lenient: what the API doesn't know is
/// answered with 400 and kept as a fault.
final class VaultDouble implements AutoCloseable {

  static final String TOKEN = "hvs.CAESIJ-test";

  private static final Pattern SIGN =
      Pattern.compile("/v1/transit/sign/([a-z0-9-]+)(/sha2-256|/sha2-384)?");
  private static final Pattern KEYS = Pattern.compile("/v1/transit/keys/([a-z0-9-]+)");
  private static final Pattern MEMBER = Pattern.compile("\"([a-z_]+)\":(\"[^\"]*\"|[a-z0-9]+)");
  private static final Map<String, List<String>> MEMBERS =
      Map.of(
          "ed25519", List.of("input", "key_version"),
          "ecdsa", List.of("input", "key_version", "marshaling_algorithm", "prehashed"),
          "rsa",
              List.of("input", "key_version", "prehashed", "salt_length", "signature_algorithm"));

  private final Openssl openssl;
  private final HttpServer server;
  private final Map<String, List<String>> versions = new TreeMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private volatile String answer = "";

  private VaultDouble(Path folder, HttpServer server) {
    this.openssl = new Openssl(folder);
    this.server = server;
    server.createContext("/", this::handle);
    server.start();
  }

  static VaultDouble plain(Path folder) throws IOException {
    return new VaultDouble(folder, HttpServer.create(address(), 0));
  }

  /// With a certificate that the authority signed.
  static VaultDouble tls(Path folder, TestAuthority authority)
      throws IOException, GeneralSecurityException {
    new Openssl(folder)
        .run(
            "pkcs12 -export -passout pass:double -out server.p12 -in %s -inkey %s"
                .formatted(authority.serverCertificate(), authority.serverKey()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
      store.load(in, "double".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, "double".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(address(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new VaultDouble(folder, server);
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// What a client asked for that the API doesn't know.
  List<String> faults() {
    return List.copyOf(faults);
  }

  /// Makes the next version of a key; its type is the key's name up to its last hyphen's number,
  /// such as `rsa-3072`.
  void rotate(String name, String options) throws IOException {
    List<String> known = versions.computeIfAbsent(name, key -> new ArrayList<>());
    String file = name + "-v" + (known.size() + 1);
    openssl.key(file, options);
    known.add(file);
  }

  Path publicKey(String name, int version) {
    return openssl.folder().resolve(versions.get(name).get(version - 1) + ".pub");
  }

  /// From now on every answer is this one.
  void alwaysAnswer(String status, String body) {
    answer = status + " " + body;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String made = answer.isEmpty() ? answer(exchange, body) : answer;
      byte[] bytes = made.substring(4).getBytes(StandardCharsets.UTF_8);
      if (made.startsWith("307")) {
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
      }
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(Integer.parseInt(made.substring(0, 3)), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String answer(HttpExchange exchange, String body) throws IOException {
    if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
      return "403 {\"errors\":[\"permission denied\"]}";
    }
    String path = exchange.getRequestURI().toString();
    Matcher keys = KEYS.matcher(path);
    if (exchange.getRequestMethod().equals("GET") && keys.matches()) {
      return versions.containsKey(keys.group(1)) ? shown(keys.group(1)) : "404 {\"errors\":[]}";
    }
    Matcher sign = SIGN.matcher(path);
    if (exchange.getRequestMethod().equals("POST")
        && sign.matches()
        && versions.containsKey(sign.group(1))
        && "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      return signed(sign.group(1), String.valueOf(sign.group(2)), body);
    }
    faults.add(exchange.getRequestMethod() + " " + path);
    return "400 {\"errors\":[\"unsupported path\"]}";
  }

  private String shown(String name) throws IOException {
    StringBuilder listed = new StringBuilder();
    for (int version = 1; version <= versions.get(name).size(); version++) {
      String pem = Files.readString(publicKey(name, version));
      String key = pem.replace("\n", "\\n");
      if (name.startsWith("ed25519")) {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
        key = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(der, 12, 44));
      }
      listed.append(
          "%s\"%s\":{\"creation_time\":\"2026-01-01T00:00:00Z\",\"name\":\"k\",\"public_key\":\"%s\"}"
              .formatted(version == 1 ? "" : ",", version, key));
    }
    return "200 {\"request_id\":\"1\",\"lease_id\":\"\",\"data\":{\"type\":\"%s\",\"derived\":false,\"latest_version\":%s,\"name\":\"%s\",\"supports_signing\":true,\"keys\":{%s}}}"
        .formatted(name, versions.get(name).size(), name, listed);
  }

  private String signed(String name, String hash, String body) throws IOException {
    Map<String, String> members = new TreeMap<>();
    MEMBER
        .matcher(body)
        .results()
        .forEach(each -> members.put(each.group(1), each.group(2).replace("\"", "")));
    String family = name.substring(0, name.indexOf('-') < 0 ? name.length() : name.indexOf('-'));
    boolean isKnown =
        MEMBERS.get(family).equals(List.copyOf(members.keySet()))
            && members.getOrDefault("prehashed", "true").equals("true")
            && members.getOrDefault("marshaling_algorithm", "asn1").equals("asn1")
            && members.getOrDefault("signature_algorithm", "pss").equals("pss")
            && members.getOrDefault("salt_length", "hash").equals("hash")
            && hash.equals(hash(name));
    if (!isKnown) {
      faults.add(name + hash + " " + body);
      return "400 {\"errors\":[\"invalid request\"]}";
    }
    int version = Integer.parseInt(members.get("key_version"));
    Files.write(
        openssl.folder().resolve("input"), Base64.getDecoder().decode(members.get("input")));
    openssl.run(
        "pkeyutl -sign -in input -out output -inkey "
            + versions.get(name).get(version - 1)
            + options(family));
    byte[] signature = Files.readAllBytes(openssl.folder().resolve("output"));
    return "200 {\"data\":{\"key_version\":%s,\"signature\":\"vault:v%s:%s\"}}"
        .formatted(version, version, Base64.getEncoder().encodeToString(signature));
  }

  private static String hash(String name) {
    return switch (name) {
      case "ed25519" -> "null";
      case "ecdsa-p384" -> "/sha2-384";
      default -> "/sha2-256";
    };
  }

  private static String options(String family) {
    return switch (family) {
      case "ed25519" -> " -rawin";
      case "rsa" ->
          " -pkeyopt digest:sha256 -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:digest";
      default -> "";
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
