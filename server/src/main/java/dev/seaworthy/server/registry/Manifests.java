package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.identity.Projects;
import dev.seaworthy.server.registry.HeldManifest.State;
import dev.seaworthy.server.registry.ManifestDocument.Child;
import dev.seaworthy.server.registry.ManifestDocument.Kind;
import dev.seaworthy.server.registry.ManifestDocument.Part;
import dev.seaworthy.server.registry.Refusal.Code;
import dev.seaworthy.server.registry.RegistryTrail.By;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Keeps manifests and tags. A manifest shows in one transaction, with everything that it refers to
/// there.
@Singleton
class Manifests {
  private final Database database;
  private final Companions companions;
  private final Projects projects;
  private final Surveyor surveyor;
  private final RegistryTrail trail;
  private final InstantSource clock;

  Manifests(
      Database database,
      Companions companions,
      Projects projects,
      Surveyor surveyor,
      RegistryTrail trail,
      InstantSource clock) {
    this.database = database;
    this.companions = companions;
    this.projects = projects;
    this.surveyor = surveyor;
    this.trail = trail;
    this.clock = clock;
  }

  /// What is put into a repository.
  ///
  /// @param digest of the bytes, by the algorithm that the client wants
  /// @param tags that name it from now on
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Wanted(
      RepositoryName repository,
      byte[] bytes,
      Digest digest,
      ManifestDocument document,
      List<String> tags) {}

  /// Stores it.
  ///
  /// @param action for the audit trail
  /// @throws Refusal when what it refers to is not there, or it may not be stored
  void put(By by, Wanted wanted, String action) throws IOException {
    database.inTransaction(tx -> {
      check(tx, wanted);
      return wanted;
    });
    Kind kind = wanted.document().kind();
    if (kind == Kind.COMPANION && !companions.areDocuments(wanted.document())) {
      kind = wanted.document().config() == null ? Kind.OTHER : Kind.IMAGE;
    }
    Kind found = kind;
    database.inTransaction(tx -> {
      store(tx, by, wanted, found, action);
      return wanted;
    });
  }

  private void check(Transaction tx, Wanted wanted) throws SQLException {
    RepositoryName repository = wanted.repository();
    for (Part part : blobs(wanted.document())) {
      OptionalLong size = Blobs.size(tx, repository, part.digest(), clock.instant());
      if (size.isEmpty() && !part.mediaType().isNonDistributable()) {
        throw new Refusal(
            Code.MANIFEST_BLOB_UNKNOWN,
            "The manifest refers to the blob %s, which is not in %s; upload it first."
                .formatted(part.digest(), repository));
      }
      if (size.isPresent() && size.getAsLong() != part.size()) {
        throw new Refusal(
            Code.MANIFEST_INVALID,
            "The manifest says that the blob %s has %s bytes, and it has %s."
                .formatted(part.digest(), part.size(), size.getAsLong()));
      }
    }
    for (Child child : wanted.document().children()) {
      if (HeldManifest.find(tx, repository, child.part().digest()).isEmpty()) {
        throw new Refusal(
            Code.MANIFEST_BLOB_UNKNOWN,
            "The index lists the manifest %s, which is not in %s; push it first."
                .formatted(child.part().digest(), repository));
      }
    }
  }

  private static List<Part> blobs(ManifestDocument document) {
    return Stream.concat(Stream.ofNullable(document.config()), document.layers().stream()).toList();
  }

  private void store(Transaction tx, By by, Wanted wanted, Kind kind, String action)
      throws SQLException {
    RepositoryName repository = wanted.repository();
    Instant now = clock.instant();
    // One at a time in a project, so that neither quota nor tags are outrun.
    tx.exists("select pg_advisory_xact_lock(hashtextextended(?, 8))", repository.project());
    Laid laid = Laid.of(tx, repository.project());
    refuseMalware(tx, wanted);
    check(tx, wanted);
    boolean isNew = HeldManifest.find(tx, repository, wanted.digest()).isEmpty();
    if (isNew) {
      insert(tx, by, wanted, kind, now);
      references(tx, wanted);
      quota(tx, laid, repository.project());
    }
    for (String tag : wanted.tags()) {
      tag(tx, by, laid, wanted, tag, now);
    }
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("mediaType", wanted.document().mediaType().value());
    after.put("size", wanted.bytes().length);
    after.put("tags", wanted.tags());
    trail.done(
        tx,
        by,
        action,
        "image:%s@%s".formatted(repository, wanted.digest()),
        repository.project(),
        after,
        "");
    if (isNew && kind == Kind.IMAGE) {
      surveyor.pushed(tx, repository, wanted.digest(), wanted.tags(), by.actor().name());
    }
  }

  private static void refuseMalware(Transaction tx, Wanted wanted) throws SQLException {
    List<String> all =
        Stream.concat(
                Stream.of(wanted.digest()),
                wanted.document().children().stream().map(child -> child.part().digest()))
            .map(Digest::toString)
            .toList();
    Optional<String> found =
        tx.find(
            "select digest from registry_malware where digest = any(?) limit 1",
            row -> row.text("digest"),
            all);
    if (found.isPresent()) {
      throw new Refusal(
          Code.DENIED,
          "Malware was found in %s before; it is not taken again.".formatted(found.get()));
    }
  }

  private void insert(Transaction tx, By by, Wanted wanted, Kind kind, Instant now)
      throws SQLException {
    RepositoryName repository = wanted.repository();
    ManifestDocument document = wanted.document();
    Digest subject = document.subject();
    Blobs.repository(tx, repository, now);
    tx.update(
        "insert into registry_content (digest, bytes) values (?, ?) on conflict do nothing",
        wanted.digest().toString(),
        wanted.bytes());
    tx.update(
        """
        insert into registry_manifest (project, repository, digest, media_type, artifact_type, size,
          kind, subject, annotations, state, since, pushed_at, pushed_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        repository.project(),
        repository.path(),
        wanted.digest().toString(),
        document.mediaType().value(),
        document.artifactType(),
        wanted.bytes().length,
        kind,
        subject == null ? null : subject.toString(),
        new Json(document.annotations()),
        State.QUARANTINED,
        now,
        now,
        by.actor().name());
  }

  private static void references(Transaction tx, Wanted wanted) throws SQLException {
    RepositoryName repository = wanted.repository();
    String digest = wanted.digest().toString();
    List<List<?>> blobs = new ArrayList<>();
    for (Part part : blobs(wanted.document())) {
      if (tx.exists("select 1 from registry_blob where digest = ?", part.digest().toString())) {
        blobs.add(
            List.of(repository.project(), repository.path(), digest, part.digest().toString()));
      }
    }
    tx.batch(
        """
        insert into registry_reference (project, repository, manifest, blob) values (?, ?, ?, ?)
        on conflict do nothing
        """,
        blobs);
    List<List<?>> children = new ArrayList<>();
    List<List<?>> follows = new ArrayList<>();
    for (Child child : wanted.document().children()) {
      String of = child.part().digest().toString();
      children.add(List.of(repository.project(), repository.path(), digest, of, child.runnable()));
      if (child.follows() != null) {
        follows.add(
            List.of(
                repository.project(), repository.path(), digest, of, child.follows().toString()));
      }
    }
    if (wanted.document().subject() != null) {
      follows.add(
          List.of(
              repository.project(),
              repository.path(),
              digest,
              digest,
              wanted.document().subject().toString()));
    }
    tx.batch(
        """
        insert into registry_child as known (project, repository, parent, child, runnable)
        values (?, ?, ?, ?, ?)
        on conflict (project, repository, parent, child) do update
          set runnable = known.runnable or excluded.runnable
        """,
        children);
    tx.batch(
        """
        insert into registry_follow (project, repository, said_by, manifest, subject)
        values (?, ?, ?, ?, ?) on conflict do nothing
        """,
        follows);
  }

  private static void quota(Transaction tx, Laid laid, String project) throws SQLException {
    Long quota = laid.quotaBytes();
    if (quota != null) {
      long used = Laid.used(tx, project);
      if (used > quota) {
        throw new Refusal(
            Code.DENIED,
            "The project %s may take %s bytes, and would take %s; delete images or ask for more."
                .formatted(project, quota, used));
      }
    }
  }

  private static void tag(Transaction tx, By by, Laid laid, Wanted wanted, String tag, Instant now)
      throws SQLException {
    RepositoryName repository = wanted.repository();
    Optional<String> before =
        tx.find(
            "select digest from registry_tag where project = ? and repository = ? and tag = ?",
            row -> row.text("digest"),
            repository.project(),
            repository.path(),
            tag);
    boolean moves = before.isPresent() && !before.get().equals(wanted.digest().toString());
    if (moves && laid.isImmutable(tag)) {
      throw new Refusal(
          Code.DENIED,
          "The tag %s of %s never moves, and names %s; push another tag."
              .formatted(tag, repository, before.get()));
    }
    tx.update(
        """
        insert into registry_tag (project, repository, tag, digest, set_at, set_by)
        values (?, ?, ?, ?, ?, ?)
        on conflict (project, repository, tag) do update
          set digest = excluded.digest, set_at = excluded.set_at, set_by = excluded.set_by
        """,
        repository.project(),
        repository.path(),
        tag,
        wanted.digest().toString(),
        now,
        by.actor().name());
  }

  /// Removes a manifest with its tags, or a tag alone.
  ///
  /// @param reference a digest or a tag
  /// @throws Refusal MANIFEST_UNKNOWN, or DENIED for tags that never move
  void delete(By by, RepositoryName repository, Reference reference) {
    database.inTransaction(tx -> {
      projects.named(tx, repository.project());
      Laid laid = Laid.of(tx, repository.project());
      List<String> tags =
          switch (reference) {
            case Reference.ByTag byTag -> List.of(byTag.tag());
            case Reference.ByDigest byDigest ->
                tx.list(
                    "select tag from registry_tag where project = ? and repository = ? and digest = ?",
                    row -> row.text("tag"),
                    repository.project(),
                    repository.path(),
                    byDigest.digest().toString());
          };
      for (String tag : tags) {
        if (laid.isImmutable(tag)) {
          throw new Refusal(
              Code.DENIED, "The tag %s of %s is never removed.".formatted(tag, repository));
        }
      }
      if (remove(tx, repository, reference) == 0) {
        throw new Refusal(
            Code.MANIFEST_UNKNOWN, "There is no %s in %s.".formatted(reference, repository));
      }
      trail.done(
          tx,
          by,
          "registry.image.deleted",
          "image:%s%s".formatted(repository, reference.suffix()),
          repository.project(),
          Map.of(),
          "");
      return repository;
    });
  }

  private static int remove(Transaction tx, RepositoryName repository, Reference reference)
      throws SQLException {
    return switch (reference) {
      case Reference.ByTag byTag ->
          tx.update(
              "delete from registry_tag where project = ? and repository = ? and tag = ?",
              repository.project(),
              repository.path(),
              byTag.tag());
      case Reference.ByDigest byDigest ->
          tx.update(
              "delete from registry_manifest where project = ? and repository = ? and digest = ?",
              repository.project(),
              repository.path(),
              byDigest.digest().toString());
    };
  }
}
