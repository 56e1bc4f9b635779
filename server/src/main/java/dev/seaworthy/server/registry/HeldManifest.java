package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A manifest in a repository.
///
/// @param since when it came into its state
/// @param envelope the certificate that speaks of it; null before a scan
/// @param surveyedAt when it was last scanned
record HeldManifest(
    RepositoryName repository,
    Digest digest,
    String mediaType,
    String artifactType,
    long size,
    ManifestDocument.Kind kind,
    State state,
    Instant since,
    @Nullable String envelope,
    @Nullable Instant surveyedAt,
    String annotations) {
  /// Whether it may leave its repository. What its certificate says is asked at each pull as well.
  enum State {
    QUARANTINED,
    CLEARED,
    REFUSED,
    MALWARE
  }

  private static final String COLUMNS =
      """
      select project, repository, digest, media_type, artifact_type, size, kind, state, since,
        envelope, surveyed_at, annotations::text as annotations from registry_manifest
      """;

  private static HeldManifest read(Row row) throws SQLException {
    return new HeldManifest(
        new RepositoryName(row.text("project"), row.text("repository")),
        Digest.parse(row.text("digest")),
        row.text("media_type"),
        row.text("artifact_type"),
        row.number("size"),
        row.constant("kind", ManifestDocument.Kind.class),
        row.constant("state", State.class),
        row.instant("since"),
        row.maybeText("envelope").orElse(null),
        row.maybeInstant("surveyed_at").orElse(null),
        row.text("annotations"));
  }

  static Optional<HeldManifest> find(Transaction tx, RepositoryName repository, Digest digest)
      throws SQLException {
    return tx.find(
        COLUMNS + " where project = ? and repository = ? and digest = ?",
        HeldManifest::read,
        repository.project(),
        repository.path(),
        digest.toString());
  }

  static Optional<HeldManifest> tagged(Transaction tx, RepositoryName repository, String tag)
      throws SQLException {
    return tx.find(
        COLUMNS
            + """
             where (project, repository, digest) in (select project, repository, digest
              from registry_tag where project = ? and repository = ? and tag = ?)
            """,
        HeldManifest::read,
        repository.project(),
        repository.path(),
        tag);
  }

  /// Those that refer to a blob, the likeliest to be pulled first.
  static List<HeldManifest> referring(
      Transaction tx, RepositoryName repository, Digest blob, int limit) throws SQLException {
    return tx.list(
        COLUMNS
            + """
             where (project, repository, digest) in (select project, repository, manifest
              from registry_reference where project = ? and repository = ? and blob = ?)
            order by state = 'CLEARED' desc, surveyed_at desc nulls last, digest limit ?
            """,
        HeldManifest::read,
        repository.project(),
        repository.path(),
        blob.toString(),
        limit);
  }

  /// Those that say that they are attached to another.
  static List<HeldManifest> attached(Transaction tx, RepositoryName repository, Digest subject)
      throws SQLException {
    return tx.list(
        COLUMNS + " where project = ? and repository = ? and subject = ? order by digest",
        HeldManifest::read,
        repository.project(),
        repository.path(),
        subject.toString());
  }

  byte[] bytes(Transaction tx) throws SQLException {
    return tx.one(
        "select bytes from registry_content where digest = ?",
        row -> row.bytes("bytes"),
        digest.toString());
  }

  /// As the gate's messages name it: the digest is cut to its ends.
  String shown() {
    String hex = digest.hex();
    return "%s@%s:%s…%s"
        .formatted(
            repository,
            digest.algorithm().wireName(),
            hex.substring(0, 4),
            hex.substring(hex.length() - 4));
  }
}
