package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.access.Authorizer;
import dev.seaworthy.server.access.Authorizer.Allowed;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.registry.CertificateCheck.Failed;
import dev.seaworthy.server.registry.HeldManifest.State;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides whether a manifest may leave its repository, at every pull anew.
@Singleton
class PullGate {
  /// How long a chain of documents about documents, or of indexes in indexes, is followed.
  private static final int DEPTH_MAX = 4;

  private static final int REFERRING_MAX = 64;

  private final Authorizer authorizer;
  private final CertificateCheck certificates;
  private final Settings settings;
  private final InstantSource clock;

  PullGate(
      Authorizer authorizer,
      CertificateCheck certificates,
      Settings settings,
      InstantSource clock) {
    this.authorizer = authorizer;
    this.certificates = certificates;
    this.settings = settings;
    this.clock = clock;
  }

  /// What was decided.
  sealed interface Passage {}

  /// It may be pulled.
  ///
  /// @param how for the audit trail; empty when nothing is remarkable
  record Open(String how) implements Passage {}

  /// It may not.
  ///
  /// @param why for the client: why, what to fix, where to look
  record Closed(String why) implements Passage {}

  /// Who asks, and what else was found out about them while they did.
  ///
  /// @param scanner whether they look into what is in quarantine
  /// @param restart whether they start again what already ran
  record Puller(boolean scanner, boolean restart) {}

  /// What somebody may do in a project beyond pulling. Asks the database in a transaction of its
  /// own.
  Puller puller(Principal principal, String project) {
    return new Puller(
        may(principal, Permission.QUARANTINE_PULL, project),
        may(principal, Permission.IMAGE_RESTART, project));
  }

  private boolean may(Principal principal, Permission permission, String project) {
    return authorizer.decide(principal, permission, project) instanceof Allowed;
  }

  /// Decides on a manifest. The caller has found that the puller may pull from the repository.
  Passage decide(Transaction tx, Puller puller, HeldManifest manifest) throws SQLException {
    return decide(tx, puller, Laid.of(tx, manifest.repository().project()), manifest, 0);
  }

  private Passage decide(Transaction tx, Puller puller, Laid laid, HeldManifest manifest, int depth)
      throws SQLException {
    if (puller.scanner()) {
      return new Open(manifest.state() == State.CLEARED ? "" : "from quarantine, to be scanned");
    }
    if (isMalware(tx, manifest)) {
      return closed(manifest, "is kept aside: malware was found in it");
    }
    if (!laid.quarantine()) {
      return new Open("");
    }
    Optional<String> glass = glass(tx, manifest);
    if (glass.isPresent()) {
      return new Open("by broken glass " + glass.get());
    }
    if (depth > DEPTH_MAX) {
      return closed(manifest, "lies too deep in others to be decided on");
    }
    return switch (manifest.kind()) {
      case IMAGE -> image(tx, puller, manifest);
      case INDEX -> index(tx, puller, laid, manifest, depth);
      case COMPANION -> following(tx, puller, laid, manifest, depth);
      case OTHER ->
          closed(manifest, "is no image and no document about one, and such are not given out");
    };
  }

  private static boolean isMalware(Transaction tx, HeldManifest manifest) throws SQLException {
    return manifest.state() == State.MALWARE
        || tx.exists(
            """
            select 1 from registry_malware where digest = ? or digest in (select child
              from registry_child where project = ? and repository = ? and parent = ?)
            """,
            manifest.digest().toString(),
            manifest.repository().project(),
            manifest.repository().path(),
            manifest.digest().toString());
  }

  private Passage image(Transaction tx, Puller puller, HeldManifest manifest) throws SQLException {
    Optional<Failed> failed = certificates.check(tx, manifest);
    if (failed.isEmpty()) {
      return new Open("");
    }
    if (failed.get().expired() && puller.restart() && runs(tx, manifest)) {
      return new Open("as a restart, the certificate having ended");
    }
    return closed(manifest, failed.get().why());
  }

  private boolean runs(Transaction tx, HeldManifest manifest) throws SQLException {
    return tx.exists(
        """
        select 1 from registry_running
        where project = ? and repository = ? and digest = ? and (until is null or until > ?)
        """,
        manifest.repository().project(),
        manifest.repository().path(),
        manifest.digest().toString(),
        clock.instant());
  }

  private Optional<String> glass(Transaction tx, HeldManifest manifest) throws SQLException {
    return tx.find(
        """
        select id from registry_break_glass
        where project = ? and repository = ? and digest = ? and granted_by is not null
          and withdrawn_at is null and until > ? order by id limit 1
        """,
        row -> row.id("id").toString(),
        manifest.repository().project(),
        manifest.repository().path(),
        manifest.digest().toString(),
        clock.instant());
  }

  private Passage index(Transaction tx, Puller puller, Laid laid, HeldManifest index, int depth)
      throws SQLException {
    List<Digest> children =
        tx.list(
            """
            select child from registry_child
            where project = ? and repository = ? and parent = ? and runnable order by child
            """,
            row -> Digest.parse(row.text("child")),
            index.repository().project(),
            index.repository().path(),
            index.digest().toString());
    if (children.isEmpty()) {
      return following(tx, puller, laid, index, depth);
    }
    for (Digest child : children) {
      Optional<HeldManifest> held = HeldManifest.find(tx, index.repository(), child);
      if (held.isEmpty()) {
        return closed(index, "lists %s, which was removed".formatted(child));
      }
      if (decide(tx, puller, laid, held.get(), depth + 1) instanceof Closed closed) {
        return closed;
      }
    }
    return new Open("");
  }

  private Passage following(
      Transaction tx, Puller puller, Laid laid, HeldManifest manifest, int depth)
      throws SQLException {
    RepositoryName repository = manifest.repository();
    List<Digest> subjects =
        Stream.concat(
                tx
                    .list(
                        """
                        select subject from registry_follow
                        where project = ? and repository = ? and manifest = ?
                        """,
                        row -> Digest.parse(row.text("subject")),
                        repository.project(),
                        repository.path(),
                        manifest.digest().toString())
                    .stream(),
                tags(tx, manifest).stream().flatMap(tag -> Companions.subject(tag).stream()))
            .distinct()
            .toList();
    for (Digest subject : subjects) {
      Optional<HeldManifest> held = HeldManifest.find(tx, repository, subject);
      if (held.isPresent()
          && decide(tx, puller, laid, held.get(), depth + 1) instanceof Open open) {
        return open;
      }
    }
    return closed(
        manifest,
        subjects.isEmpty()
            ? "is a document about no image here"
            : "goes where its image goes, and that is held");
  }

  private static List<String> tags(Transaction tx, HeldManifest manifest) throws SQLException {
    return tx.list(
        "select tag from registry_tag where project = ? and repository = ? and digest = ?",
        row -> row.text("tag"),
        manifest.repository().project(),
        manifest.repository().path(),
        manifest.digest().toString());
  }

  /// Whether a blob may be read: a manifest that may be pulled here refers to it, or whoever asks
  /// brought it here.
  boolean isReadable(
      Transaction tx, Puller puller, Principal principal, RepositoryName repository, Digest blob)
      throws SQLException {
    if (Blobs.isGranted(tx, repository, blob, principal, clock.instant())) {
      return true;
    }
    for (HeldManifest manifest : HeldManifest.referring(tx, repository, blob, REFERRING_MAX)) {
      if (decide(tx, puller, manifest) instanceof Open) {
        return true;
      }
    }
    return false;
  }

  private Closed closed(HeldManifest manifest, String why) {
    return new Closed(
        "%s %s. See https://%s/i/%s or ask the owners of project \"%s\"."
            .formatted(
                manifest.shown(),
                why,
                settings.name(),
                manifest.digest().hex().substring(0, 8),
                manifest.repository().project()));
  }
}
