package dev.seaworthy.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.certificate.Bound;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.server.access.Authorizer;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent.Actor;
import dev.seaworthy.server.audit.DatabaseAudits;
import dev.seaworthy.server.identity.Projects;
import dev.seaworthy.server.identity.ProjectsOfTests;
import dev.seaworthy.server.jobs.Jobs;
import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.keys.KeysOfTests;
import dev.seaworthy.server.registry.PullGate.Closed;
import dev.seaworthy.server.registry.PullGate.Open;
import dev.seaworthy.server.registry.PullGate.Passage;
import dev.seaworthy.server.registry.PullGate.Puller;
import dev.seaworthy.server.registry.RegistryTrail.By;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.settings.TestSettings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.TestDatabase;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.BuiltInPolicies;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the gate lets through, as time goes by.
class PullGateTest {
  private static final Instant SURVEYED = Instant.parse("2026-11-01T09:14:00Z");
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final Puller ANYBODY = new Puller(false, false);
  private static final RepositoryName CART = new RepositoryName("shop", "cart");
  private static final RepositoryName OTHER = new RepositoryName("shop", "other");
  private static final String OCI = "application/vnd.oci.image.";

  @TempDir Path folder;
  private final Database database = TestDatabase.migrated();
  private Instant now = SURVEYED;
  private final InstantSource clock = () -> now;
  private final Principal ada =
      new Principal(
          new UUID(1, 1), Principal.Kind.HUMAN, "ada", "x", Principal.Factors.TWO, Instant.EPOCH);
  private final By by = new By(new Actor("human", "1", "ada"), "192.0.2.7");
  private FileBlobStore blobs;
  private Manifests manifests;
  private Quarantine quarantine;
  private PullGate gate;
  private Keys keys;

  @BeforeEach
  void aGateway() throws IOException {
    Settings settings = TestSettings.of(folder, Map.of("name", "gate.example"));
    Ids ids = new Ids(clock, new SecureRandom());
    Audit audit = DatabaseAudits.of(ids, clock);
    RegistryTrail trail = Gateways.trail(audit, clock);
    ObjectMapper json = new ObjectMapper();
    Projects projects = ProjectsOfTests.of(ids, clock);
    ProjectsOfTests.make(projects, database, "shop", "", "");
    blobs = FileBlobStore.open(folder.resolve("blobs"));
    keys = KeysOfTests.of(settings, database, clock);
    manifests =
        new Manifests(
            database,
            new Companions(blobs),
            projects,
            new Surveyor(new Jobs(database, ids, clock), json),
            trail,
            clock);
    quarantine = new Quarantine(database, blobs, settings, trail, clock);
    gate =
        new PullGate(
            (principal, permission, project) -> new Authorizer.Denied("not asked", false),
            new CertificateCheck(keys, new IdentityRules(database, projects), clock),
            settings,
            clock);
  }

  private Digest blob(RepositoryName repository, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Digest digest = Digest.sha256(bytes);
    blobs.put(digest, new ByteArrayInputStream(bytes), bytes.length);
    database.inTransaction(tx -> {
      Blobs.stored(tx, digest, bytes.length, now);
      Blobs.grant(tx, repository, digest, Blobs.PLATFORM, now);
      return digest;
    });
    return digest;
  }

  private static String descriptor(String type, Digest digest, long size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%s}".formatted(type, digest, size);
  }

  private Digest push(RepositoryName repository, String type, String document, String... tags)
      throws IOException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    Digest digest = Digest.sha256(bytes);
    manifests.put(
        by,
        new Manifests.Wanted(
            repository, bytes, digest, ManifestDocument.read(bytes, type), List.of(tags)),
        "registry.image.pushed");
    return digest;
  }

  /// A manifest with one layer of this type and content.
  private Digest image(
      RepositoryName repository, String layerType, String content, String more, String... tags)
      throws IOException {
    Digest config = blob(repository, "{\"architecture\":\"amd64\"}");
    Digest layer = blob(repository, content);
    return push(
        repository,
        OCI + "manifest.v1+json",
        "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]%s}"
            .formatted(
                descriptor(OCI + "config.v1+json", config, 24),
                descriptor(layerType, layer, content.length()),
                more),
        tags);
  }

  private Digest image(String content, String... tags) throws IOException {
    return image(CART, OCI + "layer.v1.tar", content, "", tags);
  }

  private SignedCertificate certify(Digest image, Outcome outcome, boolean malware, Signer signer) {
    Certificate certificate =
        new Certificate(
            "gate.example/shop/cart",
            image,
            new AssetClass("", "gate.example/shop/cart"),
            outcome,
            now,
            now,
            List.of(new Bound("scan-window", now.plus(WINDOW), "30 days after its scan")),
            "default",
            BuiltInPolicies.named("default").digest(),
            List.of(),
            "seaworthy test",
            Map.of(),
            outcome == Outcome.REFUSED ? 2 : 0,
            List.of(),
            null,
            List.of(),
            null,
            "",
            signer.cryptography(),
            false,
            null,
            List.of());
    byte[] envelope = SignedCertificate.sign(certificate, List.of(signer)).toJson();
    SignedCertificate signed =
        SignedCertificate.read(envelope, List.of(signer.verification()), "it", Limits.defaults());
    database.inTransaction(tx -> {
      quarantine.decided(tx, CART, signed, new String(envelope, StandardCharsets.UTF_8), malware);
      return signed;
    });
    return signed;
  }

  private SignedCertificate clear(Digest image) {
    return certify(image, Outcome.CLEARED, false, keys.signer());
  }

  private Passage pull(Digest digest, Puller puller) {
    return database.inTransaction(
        tx -> gate.decide(tx, puller, HeldManifest.find(tx, CART, digest).orElseThrow()));
  }

  private void isClosed(Digest digest, String why) {
    assertThat(pull(digest, ANYBODY))
        .isInstanceOfSatisfying(Closed.class, closed -> assertThat(closed.why()).contains(why));
  }

  private void isOpen(Digest digest) {
    assertThat(pull(digest, ANYBODY)).isEqualTo(new Open(""));
  }

  @Test
  void holdsWhatIsNotScannedButForItsScanner() throws IOException {
    Digest image = image("layer");
    String hex = image.hex();
    isClosed(
        image,
        "shop/cart@sha256:%s…%s is in quarantine since 2026-11-01 09:14 UTC: it has not been scanned yet. See https://gate.example/i/%s or ask the owners of project \"shop\"."
            .formatted(hex.substring(0, 4), hex.substring(60), hex.substring(0, 8)));
    assertThat(pull(image, new Puller(true, false))).isInstanceOf(Open.class);
    assertThat(
            database.<Long>inTransaction(tx ->
                tx.one("select count(*) from jobs_job where kind = 'scan'", row -> row.count())))
        .isEqualTo(1);
  }

  @Test
  void answersAtTheVeryEndOfTheWindowAndNotASecondLater() throws IOException {
    Digest image = image("layer");
    clear(image);
    isOpen(image);
    now = SURVEYED.plus(WINDOW);
    isOpen(image);
    now = now.plusSeconds(1);
    isClosed(image, "certificate ended with 2026-12-01T09:14:00Z (30 days after its scan)");
    assertThat(pull(image, new Puller(false, true))).isInstanceOf(Closed.class);
    database.inTransaction(tx ->
        tx.update(
            """
            insert into registry_running
              (id, project, repository, digest, place, recorded_at, recorded_by)
            values (?, 'shop', 'cart', ?, 'prod', ?, 'ada')
            """,
            new UUID(2, 2),
            image.toString(),
            now));
    assertThat(pull(image, new Puller(false, true)))
        .isEqualTo(new Open("as a restart, the certificate having ended"));
    isClosed(image, "certificate ended");
    clear(image);
    isOpen(image);
  }

  @Test
  void refusesWhatIsRefusedRevokedOrSignedByOthers() throws IOException {
    Digest image = image("layer");
    certify(image, Outcome.REFUSED, false, keys.signer());
    isClosed(image, "certificate refused (2 findings)");
    now = now.plusSeconds(1);
    SignedCertificate cleared = clear(image);
    isOpen(image);
    database.inTransaction(tx ->
        tx.update(
            """
            insert into registry_revocation (certificate, project, at, reason, revoked_by)
            values (?, 'shop', ?, 'wrong base', 'ada')
            """,
            cleared.digest().toString(),
            now));
    isClosed(image, "wrong base");
    now = now.plusSeconds(1);
    Signer stranger = new KeyFolder(folder.resolve("stranger")).own();
    certify(image, Outcome.CLEARED, false, stranger);
    isClosed(image, "may not be pulled");
  }

  @Test
  void takesAwayTheTagsOfMalwareAndNeverTakesItAgain() throws IOException {
    Digest image = image("layer", "1.8", "latest");
    certify(image, Outcome.REFUSED, true, keys.signer());
    isClosed(image, "malware was found in it");
    assertThat(
            database.<Long>inTransaction(
                tx -> tx.one("select count(*) from registry_tag", row -> row.count())))
        .isZero();
    now = now.plusSeconds(1);
    clear(image);
    isClosed(image, "malware was found in it");
    assertThatThrownBy(() -> image("layer", "1.9"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Malware was found");
    assertThatThrownBy(() -> image(OTHER, OCI + "layer.v1.tar", "layer", "", "1.9"))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void gatesEachChildOfAnIndex() throws IOException {
    Digest one = image("one");
    Digest two = image("two");
    long size = 400;
    String children =
        descriptor(OCI + "manifest.v1+json", one, size)
            + ","
            + descriptor(OCI + "manifest.v1+json", two, size);
    Digest index =
        push(
            CART,
            OCI + "index.v1+json",
            "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(children));
    clear(one);
    isClosed(index, two.hex().substring(0, 4));
    clear(two);
    isOpen(index);
    now = now.plus(WINDOW).plusSeconds(1);
    clear(two);
    isClosed(index, "certificate ended");
  }

  @Test
  void letsDocumentsFollowTheirImageAndNothingElse() throws IOException {
    Digest image = image("layer");
    String subject = ",\"subject\":" + descriptor(OCI + "manifest.v1+json", image, 1);
    String dsse = "application/vnd.dsse.envelope.v1+json";
    Digest signature = image(CART, dsse, "{\"payload\":\"\"}", subject);
    String cosign = "sha256-" + image.hex() + ".sig";
    Digest tagged =
        image(CART, "application/vnd.dev.cosign.simplesigning.v1+json", "{}", "", cosign);
    Digest disguised = image(CART, dsse, "{is a tar archive's first name", subject);
    Digest runs = image(CART, OCI + "layer.v1.tar", "evil", subject);
    Digest chart = image(CART, "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "c", "");
    isClosed(signature, "goes where its image goes");
    isClosed(tagged, "goes where its image goes");
    clear(image);
    isOpen(signature);
    isOpen(tagged);
    isClosed(disguised, "not been scanned");
    isClosed(runs, "not been scanned");
    isClosed(chart, "not been scanned");
  }

  @Test
  void givesABlobOutOnlyWithAnImageThatMayBePulled() throws IOException {
    Digest image = image("layer");
    Digest layer = Digest.sha256("layer".getBytes(StandardCharsets.UTF_8));
    assertThat(readable(CART, layer)).isFalse();
    clear(image);
    assertThat(readable(CART, layer)).isTrue();
    assertThat(readable(OTHER, layer)).isFalse();
    now = now.plus(WINDOW).plusSeconds(1);
    assertThat(readable(CART, layer)).isFalse();
  }

  private boolean readable(RepositoryName repository, Digest blob) {
    return database.inTransaction(tx -> gate.isReadable(tx, ANYBODY, ada, repository, blob));
  }

  @Test
  void opensForBrokenGlassUntilItEnds() throws IOException {
    Digest image = image("layer");
    database.inTransaction(tx ->
        tx.update(
            """
            insert into registry_break_glass (id, project, repository, digest, reason, hours,
              asked_by, asked_by_name, asked_at) values (?, 'shop', 'cart', ?, 'down', 1, ?, 'ada', ?)
            """,
            new UUID(3, 3),
            image.toString(),
            ada.id(),
            now));
    isClosed(image, "not been scanned");
    assertThatThrownBy(() -> grant(ada.id())).hasMessageContaining("check");
    grant(new UUID(1, 2));
    assertThat(pull(image, ANYBODY))
        .isInstanceOfSatisfying(
            Open.class, open -> assertThat(open.how()).startsWith("by broken glass"));
    now = now.plusSeconds(3600);
    isClosed(image, "not been scanned");
  }

  private void grant(UUID person) {
    database.inTransaction(tx ->
        tx.update(
            "update registry_break_glass set granted_by = ?, granted_at = ?, until = ?",
            person,
            now,
            now.plusSeconds(3600)));
  }
}
