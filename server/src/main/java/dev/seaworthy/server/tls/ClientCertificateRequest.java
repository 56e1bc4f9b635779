package dev.seaworthy.server.tls;

import dev.seaworthy.server.settings.Settings;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// Has the console's listener ask for a client certificate, where the operator named authorities
/// for them. Who has none goes on without; one by another authority ends the handshake.
@Singleton
class ClientCertificateRequest implements HttpServerOptionsCustomizer {
  private final Settings settings;

  ClientCertificateRequest(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    if (settings.clientAuthorities().isPresent()) {
      options.setClientAuth(ClientAuth.REQUEST);
    }
  }
}
