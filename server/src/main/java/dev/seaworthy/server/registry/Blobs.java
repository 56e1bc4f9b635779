package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.store.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/// Which blobs are in which repositories. A blob is there when a manifest refers to it, or for a
/// while after somebody brought it.
final class Blobs {
  /// For so long what was uploaded waits for the manifest that refers to it.
  static final Duration GRANT_LIFE = Duration.ofHours(24);

  /// Who brings what is imported. Nobody comes with this id, which no other one is.
  static final UUID PLATFORM = new UUID(0, 0);

  private Blobs() {}

  static void stored(Transaction tx, Digest digest, long size, Instant now) throws SQLException {
    tx.update(
        "insert into registry_blob (digest, size, stored_at) values (?, ?, ?) on conflict do nothing",
        digest.toString(),
        size,
        now);
  }

  static void grant(
      Transaction tx, RepositoryName repository, Digest digest, UUID principal, Instant now)
      throws SQLException {
    repository(tx, repository, now);
    tx.update(
        """
        insert into registry_grant (project, repository, digest, principal, until)
        values (?, ?, ?, ?, ?)
        on conflict (project, repository, digest, principal) do update set until = excluded.until
        """,
        repository.project(),
        repository.path(),
        digest.toString(),
        principal,
        now.plus(GRANT_LIFE));
  }

  /// Notes that there is such a repository.
  static void repository(Transaction tx, RepositoryName repository, Instant now)
      throws SQLException {
    tx.update(
        """
        insert into registry_repository (project, repository, made_at) values (?, ?, ?)
        on conflict do nothing
        """,
        repository.project(),
        repository.path(),
        now);
  }

  static boolean isGranted(
      Transaction tx, RepositoryName repository, Digest digest, Principal principal, Instant now)
      throws SQLException {
    return tx.exists(
        """
        select 1 from registry_grant where project = ? and repository = ? and digest = ?
          and principal = ? and until > ?
        """,
        repository.project(),
        repository.path(),
        digest.toString(),
        principal.id(),
        now);
  }

  /// The size of a blob that is in the repository; until the transaction ends it stays.
  static OptionalLong size(Transaction tx, RepositoryName repository, Digest digest, Instant now)
      throws SQLException {
    return tx.find(
            """
            select size from registry_blob blob where digest = ? and (
              exists (select 1 from registry_reference
                where project = ? and repository = ? and blob = blob.digest)
              or exists (select 1 from registry_grant
                where project = ? and repository = ? and digest = blob.digest and until > ?))
            for key share
            """,
            row -> row.number("size"),
            digest.toString(),
            repository.project(),
            repository.path(),
            repository.project(),
            repository.path(),
            now)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /// Takes a blob that no manifest refers to out of a repository.
  ///
  /// @return whether it was there
  static boolean remove(Transaction tx, RepositoryName repository, Digest digest)
      throws SQLException {
    return tx.update(
            "delete from registry_grant where project = ? and repository = ? and digest = ?",
            repository.project(),
            repository.path(),
            digest.toString())
        > 0;
  }
}
