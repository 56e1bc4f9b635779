package dev.seaworthy.server.survey;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.DatabaseAudits;
import dev.seaworthy.server.jobs.Jobs;
import dev.seaworthy.server.jobs.Working;
import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.keys.KeysOfTests;
import dev.seaworthy.server.registry.Gateways;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.settings.TestSettings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.trail.Chaining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The working parts of a replica, wired by hand. As a program it takes jobs and chains the trail
/// until it is killed; standard input has the database's password.
final class Replica {
  static final Duration LEASE = Duration.ofSeconds(3);

  private static final Duration PACE = Duration.ofMillis(200);

  final Jobs jobs;
  final Audit audit;
  final ScanWork scans;
  final Chaining chaining;
  final Keys keys;
  final Images images;

  Replica(Path data, Path shared, Path imports, Database database) throws IOException {
    InstantSource clock = InstantSource.system();
    SecureRandom chance = new SecureRandom();
    Ids ids = new Ids(clock, chance);
    Settings settings =
        TestSettings.of(
            data,
            Map.of(
                "blobs", shared.resolve("blobs").toString(),
                "survey.imports", imports.toString(),
                "survey.heap-mebibytes", "256",
                "audit.heads-to[0]", shared.resolve("heads").toUri().toString()));
    FileBlobStore blobs = FileBlobStore.open(shared.resolve("blobs"));
    ObjectMapper json = new ObjectMapper();
    Isolation isolation = new Isolation();
    this.jobs = new Jobs(database, ids, clock);
    this.audit = DatabaseAudits.of(ids, clock);
    HeldImages held = Gateways.quarantine(database, blobs, settings, audit, clock);
    this.keys = KeysOfTests.of(settings, database, clock);
    this.images = new Images(database);
    this.chaining = new Chaining(settings, database, keys, ids, clock);
    this.scans =
        new ScanWork(
            settings,
            new Sources(settings, clock),
            held,
            new LayerFetch(blobs),
            new ChildProcess(settings, isolation),
            isolation,
            new Decision(
                project -> new ProjectRules.Rules("default", ""),
                new Advisories(settings, clock),
                keys,
                blobs,
                database,
                new ScanStore(database, jobs, audit, clock, held, json),
                clock),
            chance,
            json);
  }

  /// Arguments: data directory, shared folder, imports, database address, user, password.
  public static void main(String... arguments) throws Exception {
    Database database = new DatabaseAddress(arguments[3], arguments[4], arguments[5]).open();
    Path data = Files.createDirectories(Path.of(arguments[0]));
    Replica replica = new Replica(data, Path.of(arguments[1]), Path.of(arguments[2]), database);
    Working worker =
        new Working(replica.jobs, replica.scans, "replica-" + ProcessHandle.current().pid(), LEASE);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (true) {
            replica.chaining.round();
            LockSupport.parkNanos(PACE.toNanos());
          }
        });
    System.out.println("ready");
    while (true) {
      if (!worker.round()) {
        LockSupport.parkNanos(PACE.toNanos());
      }
    }
  }
}
