package dev.seaworthy.server.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.base.Limits;
import dev.seaworthy.ledger.Head;
import dev.seaworthy.ledger.LedgerVerifier;
import dev.seaworthy.ledger.Verification;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.audit.DatabaseAudits;
import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.keys.KeysOfTests;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.settings.TestSettings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Leases;
import dev.seaworthy.server.store.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// An audit trail on a real PostgreSQL, with a folder outside for its heads.
final class Trail {
  final Path outside;
  final Database database = TestDatabase.migrated();
  final Settings settings;
  final Audit audit;
  final Sequencer sequencer;
  final Heads heads;
  final HeadExports exports;
  final ChainExport export;
  final Retention retention;
  final Reviews reviews;
  final AuditSearch search;
  final Keys keys;
  Instant now = Instant.parse("2026-11-22T08:00:00Z");
  private final Path folder;
  private int copies;

  Trail(Path folder, Map<String, String> more) throws IOException {
    this.folder = folder;
    this.outside = Files.createDirectories(folder.resolve("outside"));
    InstantSource clock = () -> now;
    Ids ids = new Ids(clock, new SecureRandom());
    Map<String, String> values = new java.util.HashMap<>(more);
    values.put("audit.heads-to[0]", outside.toUri().toString());
    this.settings = TestSettings.of(Files.createDirectories(folder.resolve("data")), values);
    this.audit = DatabaseAudits.of(ids, clock);
    this.keys = KeysOfTests.of(settings, database, clock);
    this.sequencer =
        new Sequencer(database, new Leases(database, ids.next().toString()), ids, clock);
    this.heads = new Heads(database, keys, clock);
    this.exports = new HeadExports(settings, heads, database, clock);
    this.export = new ChainExport(database, keys);
    this.retention = new Retention(settings, database, audit, ids, clock);
    this.reviews = new Reviews(settings, database, audit, ids, clock);
    this.search = new AuditSearch(database, new ObjectMapper());
  }

  AuditEvent event(String actor, String action, String subject) {
    return new AuditEvent(
        now,
        new AuditEvent.Actor("human", actor, actor),
        "192.0.2.7",
        action,
        subject,
        "web",
        null,
        null,
        AuditEvent.Result.DONE,
        "");
  }

  void happen(String subject) {
    database.inTransaction(tx -> {
      audit.record(tx, event("ada", "registry.tag.moved", subject));
      return subject;
    });
  }

  int chain() {
    return sequencer.chain(sequencer.lead().orElseThrow());
  }

  /// Signs the present end and sends it outside.
  void send() {
    now = now.plus(Duration.ofMinutes(1));
    heads.sign();
    exports.send();
  }

  /// What an administrator sees who takes a copy and verifies it offline against what lies outside.
  Verification verify() throws IOException {
    Path copy = folder.resolve("copy-" + ++copies);
    Path tar = folder.resolve("copy-" + copies + ".tar");
    try (OutputStream out = Files.newOutputStream(tar)) {
      export.write(out);
    }
    unpack(tar, copy);
    List<Head> trusted = new ArrayList<>();
    try (Stream<Path> files = Files.list(outside)) {
      for (Path file : files.sorted().toList()) {
        trusted.add(
            Head.verified(
                Files.readAllBytes(file),
                keys.trusted(),
                file.getFileName().toString(),
                Limits.defaults()));
      }
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      return LedgerVerifier.verify(copy.resolve("ledger"), trusted, executor);
    }
  }

  private static void unpack(Path tar, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(tar);
        TarArchiveInputStream entries = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(entries, file);
      }
    }
  }

  /// What somebody does who owns the database: no trigger holds them up.
  void attack(String sql) {
    database.inTransaction(tx -> {
      tx.update("alter table audit_record disable trigger all");
      for (String each : sql.split(";")) {
        tx.update(each);
      }
      return tx.update("alter table audit_record enable trigger all");
    });
  }
}
