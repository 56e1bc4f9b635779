package dev.seaworthy.server.trail;

import dev.seaworthy.base.Digest;
import dev.seaworthy.ledger.ChainLine;
import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Writes the chain as a tar: `ledger/` is the folder that `seaworthy ledger verify --ledger`
/// takes, `heads/` holds signed heads and `keys/` the public keys that signed them. Heads and keys
/// from the same place as the records prove nothing by themselves; the ones that count were sent
/// outside.
@Singleton
class ChainExport {
  private static final int FILE_RECORDS = 50_000;
  private static final int FETCHED = 500;
  private static final int HEADS_MAX = 1000;
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Database database;
  private final Keys keys;

  ChainExport(Database database, Keys keys) {
    this.database = database;
    this.keys = keys;
  }

  private record Extent(String id, long before, Digest previous, long last, Instant now) {}

  /// Writes it, all as of one moment.
  ///
  /// @return the sequence of the last record
  long write(OutputStream to) throws IOException {
    List<String> pems = keys.told();
    try {
      return database.onSnapshot(tx -> {
        try (TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new BufferedOutputStream(to, BUFFER_BYTES))) {
          return write(tx, tar, pems);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static long write(Transaction tx, TarArchiveOutputStream tar, List<String> pems)
      throws SQLException, IOException {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    List<Extent> found =
        tx.list(
            "select id, sequence, before_sequence, before_digest, now() as now from audit_ledger",
            row ->
                new Extent(
                    row.text("id"),
                    row.number("before_sequence"),
                    Digest.parse(row.text("before_digest")),
                    row.number("sequence"),
                    row.instant("now")));
    if (found.isEmpty()) {
      return 0;
    }
    Extent extent = found.getFirst();
    put(
        tar,
        extent,
        "ledger/" + ChainLine.descriptionName(),
        ChainLine.description(extent.id(), extent.before(), extent.previous()));
    for (long from = extent.before() + 1; from <= extent.last(); from += FILE_RECORDS) {
      records(tx, tar, extent, from, Math.min(extent.last(), from + FILE_RECORDS - 1));
    }
    for (Heads.SignedHead head :
        tx.list(
            "select sequence, taken_at, envelope from audit_head order by sequence desc limit ?",
            Heads.SignedHead::of,
            HEADS_MAX)) {
      put(
          tar,
          extent,
          "heads/" + head.fileName(),
          head.envelope().getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < pems.size(); i++) {
      put(
          tar,
          extent,
          "keys/key-%s.pub.pem".formatted(i + 1),
          pems.get(i).getBytes(StandardCharsets.US_ASCII));
    }
    return extent.last();
  }

  /// The lines as they are: what was changed in the database shows in the copy.
  private static void records(
      Transaction tx, TarArchiveOutputStream tar, Extent extent, long from, long to)
      throws SQLException, IOException {
    long bytes =
        tx.one(
            """
            select coalesce(sum(length(line) + 1), 0) as bytes from audit_record
            where sequence between ? and ?
            """,
            row -> row.number("bytes"),
            from,
            to);
    TarArchiveEntry entry = new TarArchiveEntry("ledger/" + ChainLine.fileName(from));
    entry.setSize(bytes);
    entry.setModTime(extent.now().toEpochMilli());
    tar.putArchiveEntry(entry);
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                "select line from audit_record where sequence between ? and ?"
                    + " order by sequence")) {
      statement.setFetchSize(FETCHED);
      statement.setLong(1, from);
      statement.setLong(2, to);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tar.write(rows.getBytes(1));
          tar.write('\n');
        }
      }
    }
    tar.closeArchiveEntry();
  }

  private static void put(TarArchiveOutputStream tar, Extent extent, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    entry.setModTime(extent.now().toEpochMilli());
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
