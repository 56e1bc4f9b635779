package dev.seaworthy.signing.vault;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.BoundedHttp;
import dev.seaworthy.signing.SigningError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Vault's HTTP API, as far as a key needs it. The token goes to this one server: no redirect is
/// followed.
final class VaultClient {

  private static final Duration WAIT_MAX = Duration.ofSeconds(20);
  private static final int ANSWER_BYTES_MAX = 4_000_000;
  private static final int OK = 200;

  private final VaultUri uri;
  private final String token;

  VaultClient(VaultUri uri, String token) {
    this.uri = uri;
    this.token = token;
  }

  /// The `data` of what lies at a path.
  ///
  /// @throws SeaworthyException [SigningError#VAULT]
  JsonObject read(String path) {
    return data(request(path).GET().build());
  }

  /// The `data` that comes of writing to a path.
  ///
  /// @throws SeaworthyException [SigningError#VAULT]
  JsonObject write(String path, JsonObject body) {
    return data(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JsonWriter.canonical(body)))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    try {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(uri.server() + "/v1/" + path))
              .timeout(WAIT_MAX)
              .header("X-Vault-Token", token)
              .header("X-Vault-Request", "true");
      if (!uri.namespace().isEmpty()) {
        builder.header("X-Vault-Namespace", uri.namespace());
      }
      return builder;
    } catch (IllegalArgumentException e) {
      // The complaint quotes the header, which could be the token.
      throw failed("the token or the namespace has characters that no header may have", null);
    }
  }

  private JsonObject data(HttpRequest request) {
    try (HttpClient client = client()) {
      HttpResponse<byte[]> response = BoundedHttp.send(client, request, ANSWER_BYTES_MAX, WAIT_MAX);
      if (response.statusCode() != OK) {
        throw failed(
            "it answered %s%s".formatted(response.statusCode(), complaints(response.body())), null);
      }
      return json(response.body()).object("data");
    } catch (IOException | GeneralSecurityException e) {
      throw failed(String.valueOf(e.getMessage() == null ? e : e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("somebody stopped it", e);
    }
  }

  private HttpClient client() throws IOException, GeneralSecurityException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(WAIT_MAX);
    Path authority = uri.authority();
    if (authority != null) {
      builder.sslContext(trusting(authority));
    }
    return builder.build();
  }

  private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number, each);
        number++;
      }
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static JsonObject json(byte[] body) {
    return new JsonReader(Limits.defaults()).readObject(body, "Vault's answer");
  }

  /// What Vault says in `errors`, if it says something that can be read.
  private static String complaints(byte[] body) {
    try {
      String said = String.join("; ", json(body).strings("errors"));
      return said.isEmpty() ? "" : ": " + Text.visible(Text.shorten(said, 300));
    } catch (SeaworthyException e) {
      return "";
    }
  }

  SeaworthyException failed(String reason, @Nullable Throwable cause) {
    return new SeaworthyException(
        SigningError.VAULT, "tried to use %s: %s".formatted(uri, reason), cause);
  }
}
