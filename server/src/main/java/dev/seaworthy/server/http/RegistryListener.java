package dev.seaworthy.server.http;

import dev.seaworthy.server.settings.Role;
import dev.seaworthy.server.settings.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The listener of the registry gateway, with the same certificate as the console's.
@Singleton
public class RegistryListener {
  private static final int HEADER_BYTES_MAX = 32 * 1024;
  private static final int LINE_BYTES_MAX = 8 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final long HANDSHAKE_SECONDS = 10;
  private static final long CLOSE_SECONDS = 20;

  private final Vertx vertx;
  private final Settings settings;
  private final TlsConfigurationRegistry certificates;
  private final Instance<RegistryRoutes> routes;
  private @Nullable HttpServer server;

  RegistryListener(
      Vertx vertx,
      Settings settings,
      TlsConfigurationRegistry certificates,
      Instance<RegistryRoutes> routes) {
    this.vertx = vertx;
    this.settings = settings;
    this.certificates = certificates;
    this.routes = routes;
  }

  /// Starts to listen, when this replica has the role.
  ///
  /// @return the port
  public OptionalInt start() {
    if (!settings.roles().contains(Role.REGISTRY)) {
      return OptionalInt.empty();
    }
    Router router = Router.router(vertx);
    routes.forEach(each -> each.mount(router));
    HttpServer started = vertx.createHttpServer(options()).requestHandler(router);
    await(started.listen(settings.registry().port(), settings.registry().host()));
    server = started;
    return OptionalInt.of(started.actualPort());
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(tls().getKeyStoreOptions())
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setIdleTimeout(IDLE_SECONDS)
        .setMaxHeaderSize(HEADER_BYTES_MAX)
        .setMaxInitialLineLength(LINE_BYTES_MAX)
        .setHandle100ContinueAutomatically(false)
        .setReuseAddress(true);
  }

  private TlsConfiguration tls() {
    return certificates
        .get("listener")
        .orElseThrow(() -> new IllegalStateException("no certificates for the listeners"));
  }

  void renewed(@Observes CertificateUpdatedEvent event) {
    if (server != null && event.name().equals("listener")) {
      SSLOptions renewed = event.tlsConfiguration().getSSLOptions();
      renewed.setKeyCertOptions(event.tlsConfiguration().getKeyStoreOptions());
      var _ = server.updateSSLOptions(renewed);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (server != null) {
      await(server.close());
    }
  }

  private static void await(io.vertx.core.Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the registry's listener", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("the registry's listener: " + e.getMessage(), e);
    }
  }
}
