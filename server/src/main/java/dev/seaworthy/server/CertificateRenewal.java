package dev.seaworthy.server;

import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.tls.Certificates;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/// Renews the certificate by the installation's own authority while the platform runs; the
/// listeners read it anew within the hour. Given certificates are the operator's to renew: the
/// listeners read those anew too.
@Singleton
class CertificateRenewal {
  private static final Logger LOG = Logger.getLogger(CertificateRenewal.class);
  private static final Duration EVERY = Duration.ofHours(6);

  private final Settings settings;
  private final InstantSource clock;
  private final SecureRandom chance;
  private final Vertx vertx;

  CertificateRenewal(Settings settings, InstantSource clock, SecureRandom chance, Vertx vertx) {
    this.settings = settings;
    this.clock = clock;
    this.chance = chance;
    this.vertx = vertx;
  }

  void begin(@Observes StartupEvent event) {
    if (settings.authority().isPresent()) {
      vertx.setPeriodic(
          EVERY.toMillis(),
          _ -> {
            var _ = vertx.executeBlocking(this::renew);
          });
    }
  }

  private boolean renew() {
    try {
      boolean renewed =
          new Certificates(
                  settings.data().resolve("tls"), settings.names().orElse(List.of()), chance)
              .refresh(clock.instant());
      if (renewed) {
        LOG.info("the server's certificate was renewed");
      }
      return renewed;
    } catch (IOException e) {
      LOG.error("the server's certificate could not be renewed", e);
      return false;
    }
  }
}
