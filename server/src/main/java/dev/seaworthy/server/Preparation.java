package dev.seaworthy.server;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.postgres.Cluster;
import dev.seaworthy.server.settings.Role;
import dev.seaworthy.server.store.DataDirectory;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.Migrations;
import dev.seaworthy.server.store.StoreError;
import dev.seaworthy.server.tls.Certificates;
import dev.seaworthy.signing.CryptographyProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What has to be there before the server starts: the data directory, a database with the right
/// schema, certificates; and the settings that follow from them.
final class Preparation implements AutoCloseable {
  private final DataDirectory directory;
  private final @Nullable Cluster cluster;
  private final Map<String, String> configuration;

  private Preparation(
      DataDirectory directory, @Nullable Cluster cluster, Map<String, String> configuration) {
    this.directory = directory;
    this.cluster = cluster;
    this.configuration = configuration;
  }

  /// Prepares everything, or undoes what it began.
  static Preparation make(UpCommand options, InstantSource clock, SecureRandom chance) {
    DataDirectory directory = DataDirectory.open(options.database.directory());
    @Nullable Cluster cluster = null;
    try {
      Optional<DatabaseAddress> external = options.database.external();
      if (external.isEmpty()) {
        cluster = Cluster.start(directory.resolve("postgresql"), chance, options.database.bundled);
      }
      DatabaseAddress address = cluster == null ? external.orElseThrow() : cluster.address();
      Migrations.of(address.open()).run();
      Map<String, String> configuration = new TreeMap<>();
      settings(options, directory, configuration);
      database(address, configuration);
      certificates(options, directory, clock, chance, configuration);
      return new Preparation(directory, cluster, configuration);
    } catch (RuntimeException | IOException e) {
      close(directory, cluster, e);
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new SeaworthyException(
          StoreError.DATA_DIRECTORY, "tried to prepare %s: %s".formatted(directory.root(), e), e);
    }
  }

  private static void settings(
      UpCommand options, DataDirectory directory, Map<String, String> configuration) {
    configuration.put("installation.data", directory.root().toString());
    configuration.put("installation.blobs", options.database.blobs().toString());
    configuration.put(
        "installation.roles",
        options.roles.stream().map(Role::word).sorted().collect(Collectors.joining(",")));
    configuration.put("installation.registry.host", options.registry.host());
    configuration.put("installation.registry.port", String.valueOf(options.registry.port()));
    if (!options.names.isEmpty()) {
      configuration.put("installation.name", options.names.getFirst());
    }
    if (!options.proxies.isEmpty()) {
      configuration.put("installation.trusted-proxies", String.join(",", options.proxies));
    }
    options.work.put(configuration);

    identity(options, configuration);
    configuration.put("quarkus.http.host", options.listen.host());
    configuration.put("quarkus.http.ssl-port", String.valueOf(options.listen.port()));
    configuration.put("quarkus.management.host", options.metrics.host());
    configuration.put("quarkus.management.port", String.valueOf(options.metrics.port()));
    configuration.put(
        "quarkus.log.console.json.enabled",
        String.valueOf(options.log == UpCommand.LogFormat.json));
  }

  private static void identity(UpCommand options, Map<String, String> configuration) {
    configuration.put(
        "installation.cryptography", CryptographyProfile.parse(options.cryptography).word());
    if (options.breachedPasswords != null) {
      configuration.put("installation.breached-passwords", options.breachedPasswords.toString());
    }
    if (options.clientAuthorities != null) {
      String file = options.clientAuthorities.toString();
      configuration.put("installation.client-authorities", file);
      configuration.put("quarkus.tls.listener.trust-store.pem.certs", file);
    }
  }

  private static void database(DatabaseAddress address, Map<String, String> configuration) {
    configuration.put("quarkus.datasource.jdbc.url", address.url());
    configuration.put("quarkus.datasource.username", address.user());
    configuration.put("quarkus.datasource.password", address.password());
  }

  private static void certificates(
      UpCommand options,
      DataDirectory directory,
      InstantSource clock,
      SecureRandom chance,
      Map<String, String> configuration)
      throws IOException {
    Path certificate = options.certificate;
    Path key = options.key;
    if ((certificate == null) != (key == null)) {
      throw new SeaworthyException(
          StoreError.DATA_DIRECTORY,
          "--certificate and --key go together, and one is missing",
          "Give both, or neither for a certificate by the installation's own authority.",
          null);
    }
    if (certificate == null || key == null) {
      Certificates own = new Certificates(directory.resolve("tls"), options.names, chance);
      own.refresh(clock.instant());
      certificate = own.files().server();
      key = own.files().serverKey();
      configuration.put("installation.authority", own.files().authority().toString());
      if (!options.names.isEmpty()) {
        configuration.put("installation.names", String.join(",", options.names));
      }
    }
    configuration.put("quarkus.tls.listener.key-store.pem.0.cert", certificate.toString());
    configuration.put("quarkus.tls.listener.key-store.pem.0.key", key.toString());
  }

  /// Settings for the server's configuration, the database's password among them.
  Map<String, String> configuration() {
    return Map.copyOf(configuration);
  }

  private static void close(DataDirectory directory, @Nullable Cluster cluster, Exception cause) {
    try {
      close(directory, cluster);
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /// The database ends before the lock on its folder does.
  private static void close(DataDirectory directory, @Nullable Cluster cluster) throws IOException {
    try {
      if (cluster != null) {
        cluster.close();
      }
    } finally {
      directory.close();
    }
  }

  @Override
  public void close() {
    try {
      close(directory, cluster);
    } catch (IOException e) {
      throw new SeaworthyException(
          StoreError.DATA_DIRECTORY, "tried to leave " + directory.root(), e);
    }
  }
}
