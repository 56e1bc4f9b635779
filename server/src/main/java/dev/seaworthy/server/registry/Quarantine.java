package dev.seaworthy.server.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.server.registry.HeldManifest.State;
import dev.seaworthy.server.registry.RegistryTrail.By;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Transaction;
import dev.seaworthy.server.survey.HeldImages;
import dev.seaworthy.verdict.Verdict.Outcome;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is held until it is scanned, and what becomes of it then.
@Singleton
class Quarantine implements HeldImages {
  private final Database database;
  private final FileBlobStore blobs;
  private final Settings settings;
  private final RegistryTrail trail;
  private final InstantSource clock;

  Quarantine(
      Database database,
      FileBlobStore blobs,
      Settings settings,
      RegistryTrail trail,
      InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.settings = settings;
    this.trail = trail;
    this.clock = clock;
  }

  /// A manifest with its bytes, and the blob of its configuration.
  @SuppressWarnings("ArrayRecordComponent") // read once, where it was made
  private record Laid(HeldManifest manifest, byte[] bytes) {}

  @Override
  public Optional<String> lay(String project, String reference, Path folder) throws IOException {
    Optional<ImageReference> parsed = parse(project, reference);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    ImageReference wanted = parsed.get();
    RepositoryName repository = RepositoryName.parse(wanted.repository()).orElseThrow();
    Digest digest = wanted.digest();
    if (digest == null) {
      return Optional.empty();
    }
    Optional<Laid> held =
        database.onSnapshot(tx -> {
          Optional<HeldManifest> manifest = HeldManifest.find(tx, repository, digest);
          return manifest.isEmpty()
              ? Optional.empty()
              : Optional.of(new Laid(manifest.get(), manifest.get().bytes(tx)));
        });
    if (held.isEmpty()) {
      return Optional.empty();
    }
    String name =
        settings.name() + "/" + repository + (wanted.tag() == null ? "" : ":" + wanted.tag());
    write(folder, held.get(), name);
    return Optional.of(name);
  }

  private Optional<ImageReference> parse(String project, String reference) {
    ImageReference parsed =
        ImageReference.parse("gateway.invalid/" + reference.substring(HeldImages.SCHEME.length()));
    Optional<RepositoryName> repository = RepositoryName.parse(parsed.repository());
    return repository.isPresent() && repository.get().project().equals(project)
        ? Optional.of(parsed)
        : Optional.empty();
  }

  /// An OCI layout whose blobs are links to those of the store.
  private void write(Path folder, Laid held, String name) throws IOException {
    Digest digest = held.manifest().digest();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.writeString(
        folder.resolve("index.json"),
        """
        {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%s,
        "annotations":{"org.opencontainers.image.ref.name":"%s"}}]}
        """
            .formatted(held.manifest().mediaType(), digest, held.bytes().length, name),
        StandardCharsets.UTF_8);
    Path file = blob(folder, digest);
    Files.write(file, held.bytes());
    ManifestDocument document = ManifestDocument.read(held.bytes(), held.manifest().mediaType());
    if (document.config() != null) {
      link(folder, document.config().digest());
    }
    for (ManifestDocument.Part layer : document.layers()) {
      link(folder, layer.digest());
    }
  }

  private void link(Path folder, Digest digest) throws IOException {
    Path file = blob(folder, digest);
    if (Files.exists(file) || blobs.size(digest).isEmpty()) {
      return;
    }
    try {
      Files.createLink(file, blobs.file(digest));
    } catch (java.nio.file.FileSystemException | UnsupportedOperationException e) {
      Files.copy(blobs.file(digest), file);
    }
  }

  private static Path blob(Path folder, Digest digest) throws IOException {
    return Files.createDirectories(folder.resolve("blobs").resolve(digest.algorithm().wireName()))
        .resolve(digest.hex());
  }

  @Override
  public void decided(
      Transaction tx,
      String project,
      String reference,
      SignedCertificate certificate,
      String envelope,
      boolean malware)
      throws SQLException {
    Optional<ImageReference> parsed = parse(project, reference);
    if (parsed.isPresent()) {
      decided(
          tx,
          RepositoryName.parse(parsed.get().repository()).orElseThrow(),
          certificate,
          envelope,
          malware);
    }
  }

  /// A certificate of an image came: it opens the gate, or keeps it shut. One of an older scan than
  /// is known changes nothing.
  void decided(
      Transaction tx,
      RepositoryName repository,
      SignedCertificate certificate,
      String envelope,
      boolean malware)
      throws SQLException {
    Digest digest = certificate.certificate().subject();
    State state =
        malware
            ? State.MALWARE
            : certificate.certificate().outcome() == Outcome.REFUSED
                ? State.REFUSED
                : State.CLEARED;
    int changed =
        tx.update(
            """
            update registry_manifest set
              since = case when state = ? then since else ? end, state = ?, certificate = ?,
              envelope = ?, surveyed_at = ?
            where project = ? and repository = ? and digest = ? and state <> 'MALWARE'
              and (surveyed_at is null or surveyed_at <= ?)
            """,
            state,
            clock.instant(),
            state,
            certificate.digest().toString(),
            envelope,
            certificate.certificate().surveyedAt(),
            repository.project(),
            repository.path(),
            digest.toString(),
            certificate.certificate().surveyedAt());
    if (changed == 0) {
      return;
    }
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("state", state.name());
    after.put("certificate", certificate.digest().toString());
    after.put("validUntil", certificate.certificate().validUntil().toString());
    if (state == State.MALWARE) {
      after.put("tagsRemoved", setAside(tx, repository, digest));
    }
    trail.done(
        tx,
        By.platform(),
        "registry.image.decided",
        "image:%s@%s".formatted(repository, digest),
        repository.project(),
        after,
        "");
  }

  /// No tag names it any more, nor an index that lists it, in any repository.
  private List<String> setAside(Transaction tx, RepositoryName repository, Digest digest)
      throws SQLException {
    tx.update(
        """
        insert into registry_malware (digest, project, repository, found_at) values (?, ?, ?, ?)
        on conflict do nothing
        """,
        digest.toString(),
        repository.project(),
        repository.path(),
        clock.instant());
    tx.update(
        "update registry_manifest set state = 'MALWARE', since = ? where digest = ? and state <> 'MALWARE'",
        clock.instant(),
        digest.toString());
    return tx.list(
        """
        delete from registry_tag where digest = ? or (project, repository, digest) in
          (select project, repository, parent from registry_child where child = ?)
        returning project || '/' || repository || ':' || tag as name
        """,
        row -> row.text("name"),
        digest.toString(),
        digest.toString());
  }
}
