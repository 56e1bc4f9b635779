package dev.seaworthy.server.registry;

import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is laid down for the images of a project.
///
/// @param quarantine whether what enters is held until a certificate clears it
/// @param immutableTags tags that never move, with `*` for any characters
/// @param quotaBytes how much its images may take together; null for any amount
/// @param upstream where its images come from, as `host/prefix`; null for no such place
record Laid(
    boolean quarantine,
    List<String> immutableTags,
    @Nullable Long quotaBytes,
    @Nullable String upstream) {
  /// What holds where nobody said anything.
  static final Laid DEFAULT = new Laid(true, List.of(), null, null);

  Laid {
    immutableTags = List.copyOf(immutableTags);
  }

  static Laid of(Transaction tx, String project) throws SQLException {
    return tx.find(
            "select quarantine, immutable_tags, quota_bytes, upstream from registry_project"
                + " where project = ?",
            Laid::read,
            project)
        .orElse(DEFAULT);
  }

  private static Laid read(Row row) throws SQLException {
    return new Laid(
        row.truth("quarantine"),
        row.texts("immutable_tags"),
        row.maybeNumber("quota_bytes").orElse(null),
        row.maybeText("upstream").orElse(null));
  }

  static void write(Transaction tx, String project, Laid laid) throws SQLException {
    tx.update(
        """
        insert into registry_project (project, quarantine, immutable_tags, quota_bytes, upstream)
        values (?, ?, ?, ?, ?)
        on conflict (project) do update set quarantine = excluded.quarantine,
          immutable_tags = excluded.immutable_tags, quota_bytes = excluded.quota_bytes,
          upstream = excluded.upstream
        """,
        project,
        laid.quarantine(),
        laid.immutableTags(),
        laid.quotaBytes(),
        laid.upstream());
  }

  /// Whether the tag never moves.
  boolean isImmutable(String tag) {
    return immutableTags.stream().anyMatch(glob -> matches(glob, tag));
  }

  private static boolean matches(String glob, String tag) {
    StringBuilder pattern = new StringBuilder();
    for (String literal : glob.split("\\*+", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.matches(pattern.toString(), tag);
  }

  /// How much the distinct blobs of a project's images take, in bytes.
  static long used(Transaction tx, String project) throws SQLException {
    Optional<Long> used =
        tx.find(
            """
            select coalesce(sum(size), 0) as used from registry_blob where digest in
              (select blob from registry_reference where project = ?)
            """,
            row -> row.number("used"),
            project);
    return used.orElse(0L);
  }
}
