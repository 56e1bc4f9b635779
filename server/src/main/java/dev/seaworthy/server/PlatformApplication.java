package dev.seaworthy.server;

import dev.seaworthy.server.http.RegistryListener;
import dev.seaworthy.server.identity.Invitations;
import dev.seaworthy.server.identity.Invitations.Purpose;
import dev.seaworthy.server.settings.Role;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.DataDirectory;
import dev.seaworthy.server.store.Database;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;

/// What happens once everything listens: the ports are told, the first administrator is invited.
public class PlatformApplication implements QuarkusApplication {
  private final Settings settings;
  private final HttpServer server;
  private final RegistryListener registry;
  private final Database database;
  private final Invitations invitations;

  PlatformApplication(
      Settings settings,
      HttpServer server,
      RegistryListener registry,
      Database database,
      Invitations invitations) {
    this.settings = settings;
    this.server = server;
    this.registry = registry;
    this.database = database;
    this.invitations = invitations;
  }

  @Override
  public int run(String... arguments) throws IOException {
    OptionalInt registryPort = registry.start();
    Listeners listeners =
        new Listeners(server.getSecurePort(), registryPort, server.getManagementPort());
    DataDirectory.write(settings.data().resolve(Listeners.FILE), listeners.json());
    tell(listeners);
    Quarkus.waitForExit();
    return 0;
  }

  private void tell(Listeners listeners) {
    String console = "https://%s:%s".formatted(settings.name(), listeners.console());
    StringBuilder text = new StringBuilder();
    text.append("Seaworthy is up after %s s.\n".formatted(seconds()));
    text.append("  console and API   %s\n".formatted(console));
    listeners
        .registry()
        .ifPresent(
            port -> text.append("  registry          %s:%s\n".formatted(settings.name(), port)));
    text.append("  health, metrics   https://localhost:%s/q/\n".formatted(listeners.metrics()));
    settings.authority().ifPresent(file -> text.append("  trust this root   %s\n".formatted(file)));
    if (settings.roles().contains(Role.CONSOLE)) {
      invite(console, text);
    }
    System.out.print(text);
    System.out.flush();
  }

  private void invite(String console, StringBuilder text) {
    database
        .inTransaction(tx ->
            invitations.wasRedeemed(tx, Purpose.FIRST_ADMINISTRATOR)
                ? java.util.Optional.<String>empty()
                : java.util.Optional.of(invitations.issue(tx, Purpose.FIRST_ADMINISTRATOR)))
        .ifPresent(token ->
            text.append(
                """

                Nobody administers this installation yet. This link makes the first administrator, once, \
                within %s minutes:
                  %s/setup#%s
                """
                    .formatted(Invitations.LIFE.toMinutes(), console, token)));
  }

  private static String seconds() {
    long began = Long.getLong("seaworthy.started", System.nanoTime());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return "%s.%s".formatted(took.toSeconds(), took.toMillisPart() / 100);
  }
}
