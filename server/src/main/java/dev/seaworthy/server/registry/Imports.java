package dev.seaworthy.server.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.ErrorType;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.CredentialProcesses;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Security;
import dev.seaworthy.image.RegistryOptions.Traffic;
import dev.seaworthy.image.registry.RegistryClient;
import dev.seaworthy.image.registry.ServedManifest;
import dev.seaworthy.server.jobs.JobHandler;
import dev.seaworthy.server.jobs.Jobs;
import dev.seaworthy.server.jobs.Queue;
import dev.seaworthy.server.jobs.Taken;
import dev.seaworthy.server.registry.ManifestDocument.Child;
import dev.seaworthy.server.registry.ManifestDocument.Part;
import dev.seaworthy.server.registry.Refusal.Code;
import dev.seaworthy.server.registry.RegistryTrail.By;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Brings images in by the platform's own pull, from the upstream that a project declares. They are
/// held like those that somebody pushes.
@Singleton
class Imports implements JobHandler {
  private static final String KIND = "import";
  private static final int DEPTH_MAX = 3;

  /// An import that was ordered earlier may have failed.
  private static final Duration AGAIN_AFTER = Duration.ofMinutes(30);

  private final Database database;
  private final FileBlobStore blobs;
  private final Manifests manifests;
  private final Jobs jobs;
  private final Settings settings;
  private final RegistryTrail trail;
  private final InstantSource clock;
  private final ObjectMapper json;

  Imports(
      Database database,
      FileBlobStore blobs,
      Manifests manifests,
      Jobs jobs,
      Settings settings,
      RegistryTrail trail,
      InstantSource clock,
      ObjectMapper json) {
    this.database = database;
    this.blobs = blobs;
    this.manifests = manifests;
    this.jobs = jobs;
    this.settings = settings;
    this.trail = trail;
    this.clock = clock;
    this.json = json;
  }

  /// Where the project has an upstream, orders the import of what somebody asks for.
  ///
  /// @throws Refusal DENIED, saying that it comes
  void atFirstRequest(By by, RepositoryName repository, Reference reference) {
    boolean ordered =
        database.inTransaction(tx -> {
          if (Laid.of(tx, repository.project()).upstream() == null) {
            return false;
          }
          if (!isUnderway(tx, repository, reference)) {
            order(tx, by, repository, reference);
          }
          return true;
        });
    if (ordered) {
      throw new Refusal(
          Code.DENIED,
          "%s%s is being imported from the project's upstream and scanned; ask again in a while, or look at https://%s/projects/%s/jobs."
              .formatted(repository, reference.suffix(), settings.name(), repository.project()));
    }
  }

  private boolean isUnderway(Transaction tx, RepositoryName repository, Reference reference)
      throws SQLException {
    return tx.exists(
        """
        select 1 from registry_import
        where project = ? and repository = ? and reference = ? and ordered_at > ?
        """,
        repository.project(),
        repository.path(),
        reference.suffix(),
        clock.instant().minus(AGAIN_AFTER));
  }

  /// Orders an import.
  UUID order(Transaction tx, By by, RepositoryName repository, Reference reference)
      throws SQLException {
    ObjectNode payload = json.createObjectNode();
    payload.put("repository", repository.path());
    payload.put("reference", reference.suffix());
    UUID id =
        jobs.order(
            tx,
            new Jobs.Order(
                Queue.ADHOC,
                repository.project(),
                KIND,
                new Json(payload.toString()),
                by.actor().name()));
    tx.update(
        """
        insert into registry_import (project, repository, reference, ordered_at)
        values (?, ?, ?, ?) on conflict (project, repository, reference)
        do update set ordered_at = excluded.ordered_at
        """,
        repository.project(),
        repository.path(),
        reference.suffix(),
        clock.instant());
    trail.done(
        tx,
        by,
        "registry.import.ordered",
        "image:" + repository + reference.suffix(),
        repository.project(),
        Map.of("job", id.toString()),
        "");
    return id;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void handle(Taken job, Consumer<Json> progress) throws InterruptedException {
    JsonNode payload = payload(job);
    RepositoryName repository =
        RepositoryName.parse(job.project() + "/" + payload.path("repository").asText())
            .orElseThrow();
    String suffix = payload.path("reference").asText();
    try {
      String upstream = database.inTransaction(tx -> Laid.of(tx, job.project())).upstream();
      if (upstream == null) {
        throw new HopelessException("the project has no upstream", new IllegalStateException());
      }
      ImageReference source = ImageReference.parse(upstream + "/" + repository.path() + suffix);
      Digest digest = bring(repository, source);
      database.inTransaction(tx -> {
        jobs.done(
            tx, job, new Json(json.createObjectNode().put("digest", digest.toString()).toString()));
        return forget(tx, repository, suffix);
      });
    } catch (SeaworthyException e) {
      ErrorType type = e.code().type();
      if (type == ErrorType.USER || type == ErrorType.LIMIT) {
        database.inTransaction(tx -> forget(tx, repository, suffix));
        throw new HopelessException(e.code().id() + ": " + e.getMessage(), e);
      }
      throw e;
    } catch (Refusal e) {
      database.inTransaction(tx -> forget(tx, repository, suffix));
      throw new HopelessException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new IllegalStateException("the import failed: " + e, e);
    }
  }

  private static int forget(Transaction tx, RepositoryName repository, String suffix)
      throws SQLException {
    return tx.update(
        "delete from registry_import where project = ? and repository = ? and reference = ?",
        repository.project(),
        repository.path(),
        suffix);
  }

  private JsonNode payload(Taken job) {
    try {
      return json.readTree(job.payload().text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job's payload is no JSON", e);
    }
  }

  private Digest bring(RepositoryName repository, ImageReference source) throws IOException {
    boolean isPlain =
        settings.survey().plainRegistries().orElse(List.of()).contains(source.registry());
    RegistryOptions options =
        RegistryOptions.of(Traffic.of(clock, Thread::sleep))
            .withEnvironment(System.getenv(), new CredentialProcesses(System.getenv()))
            .withSecurity(isPlain ? Security.PLAIN_HTTP : Security.TLS);
    try (RegistryClient client = new RegistryClient(options, Limits.defaults())) {
      return bring(client, repository, source, 0);
    }
  }

  private Digest bring(
      RegistryClient client, RepositoryName repository, ImageReference source, int depth)
      throws IOException {
    ServedManifest served = client.manifest(source);
    ManifestDocument document =
        ManifestDocument.read(
            served.bytes(), served.mediaType() == null ? "" : served.mediaType().value());
    if (depth > DEPTH_MAX) {
      throw new Refusal(Code.MANIFEST_INVALID, "Indexes lie in indexes, too deep.");
    }
    for (Child child : document.children()) {
      bring(
          client,
          repository,
          new ImageReference(source.registry(), source.repository(), null, child.part().digest()),
          depth + 1);
    }
    List<Part> parts =
        Stream.concat(Stream.ofNullable(document.config()), document.layers().stream())
            .filter(part -> !part.mediaType().isNonDistributable())
            .toList();
    for (Part part : parts) {
      fetch(client, repository, source, part);
    }
    String tag = source.tag();
    manifests.put(
        By.platform(),
        new Manifests.Wanted(
            repository,
            served.bytes(),
            served.digest(),
            document,
            tag == null || depth > 0 ? List.of() : List.of(tag)),
        "registry.image.imported");
    return served.digest();
  }

  private void fetch(
      RegistryClient client, RepositoryName repository, ImageReference source, Part part)
      throws IOException {
    if (blobs.size(part.digest()).isEmpty()) {
      Descriptor descriptor = Descriptor.of(part.mediaType(), part.digest(), part.size());
      try (InputStream in = client.blobStream(source, descriptor, "blob " + part.digest())) {
        blobs.put(part.digest(), in, part.size());
      }
    }
    long size = blobs.size(part.digest()).orElseThrow();
    database.inTransaction(tx -> {
      Blobs.stored(tx, part.digest(), size, clock.instant());
      Blobs.grant(tx, repository, part.digest(), Blobs.PLATFORM, clock.instant());
      return part;
    });
  }
}
