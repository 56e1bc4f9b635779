package dev.seaworthy.server;

import dev.seaworthy.server.identity.Invitations;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Leases;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What every concern may inject.
final class Beans {
  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.ofThisProcess();
  }

  @Produces
  @Singleton
  SecureRandom chance() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  Database database(AgroalDataSource source) {
    return new Database(source);
  }

  @Produces
  @Singleton
  FileBlobStore fileBlobs(Settings settings) throws IOException {
    return FileBlobStore.open(settings.blobs().orElseGet(() -> settings.data().resolve("blobs")));
  }

  @Produces
  @Singleton
  Ids ids(InstantSource clock, SecureRandom chance) {
    return new Ids(clock, chance);
  }

  @Produces
  @Singleton
  Leases leases(Database database, Ids ids) {
    return new Leases(database, ids.next().toString());
  }

  @Produces
  @Singleton
  Invitations invitations(Ids ids, SecureRandom chance, InstantSource clock) {
    return new Invitations(ids, chance, clock);
  }
}
