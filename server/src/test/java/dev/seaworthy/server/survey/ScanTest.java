package dev.seaworthy.server.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.server.jobs.Job;
import dev.seaworthy.server.jobs.Jobs;
import dev.seaworthy.server.jobs.Queue;
import dev.seaworthy.server.jobs.Working;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.TestDatabase;
import dev.seaworthy.testkit.image.MadeImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scans of images in the folder for imports, each read by a process of its own.
class ScanTest {
  @TempDir Path folder;
  private final Database database = TestDatabase.migrated();
  private Path imports;
  private Replica replica;
  private Working worker;

  @BeforeEach
  void aReplica() throws IOException {
    imports = Files.createDirectories(folder.resolve("imports"));
    Files.createDirectories(folder.resolve("heads"));
    replica =
        new Replica(Files.createDirectories(folder.resolve("data")), folder, imports, database);
    worker = new Working(replica.jobs, replica.scans, "test", Replica.LEASE);
  }

  private Job scan(String reference) {
    UUID id =
        database.inTransaction(tx ->
            replica.jobs.order(
                tx,
                new Jobs.Order(
                    Queue.ADHOC,
                    "web",
                    ScanWork.KIND,
                    new Json("{\"reference\":\"%s\"}".formatted(reference)),
                    "ada")));
    assertThat(worker.round()).isTrue();
    return replica.jobs.find("web", id).orElseThrow();
  }

  @Test
  void givesASignedCertificateFindingsAndDocuments() throws IOException {
    MadeImage made = SampleImage.in(imports.resolve("shop"), "registry.example/shop/cart:1.8", 10);
    Job job = scan("oci-layout:shop");
    assertThat(job.state()).as(job.failure()).isEqualTo(Job.State.DONE);

    List<Images.Surveyed> images = replica.images.list("web", null, null, List.of(), 10);
    assertThat(images).hasSize(1);
    Images.Surveyed image = images.getFirst();
    assertThat(image.repository()).isEqualTo("registry.example/shop/cart");
    assertThat(image.tags()).containsExactly("1.8");
    assertThat(image.digest()).isEqualTo(made.manifest().digest());
    assertThat(image.components()).isEqualTo(1);
    assertThat(image.distribution()).isEqualTo("Alpine Linux v3.20");
    assertThat(replica.images.layers("web", image))
        .contains("\"index\": 0", "\"diffId\": \"sha256:");
    // Decision 18: the starter set alone clears nothing under the standard policy.
    assertThat(image.verdict()).isEqualTo("refused");
    assertThat(
            replica.images.findings("web", image, null, "condition", null, true, -1, 50).stream()
                .map(Images.Found::name))
        .contains("data.starter-set");

    byte[] envelope =
        replica.images.envelope(image.certificate()).orElseThrow().getBytes(StandardCharsets.UTF_8);
    SignedCertificate certificate =
        SignedCertificate.read(envelope, replica.keys.trusted(), "it", Limits.defaults());
    assertThat(certificate.certificate().subject()).hasToString(made.manifest().digest());
    assertThat(replica.images.documents("web", image)).isPresent();
    try (Stream<Path> left = Files.list(folder.resolve("data/scans"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFindingKeepsItsFirstDetectionThroughARebuild() throws IOException {
    SampleImage.in(imports.resolve("one"), "registry.example/shop/cart:1.8", 10);
    SampleImage.in(
        imports.resolve("two"), "registry.example/shop/cart:1.8", SampleImage.layer(11, 5));
    assertThat(scan("oci-layout:one").state()).isEqualTo(Job.State.DONE);
    database.inTransaction(tx ->
        tx.update(
            "update survey_detection set first_detected = ?",
            Instant.parse("2026-01-02T03:04:05Z")));
    Job second = scan("oci-layout:two");
    assertThat(second.state()).as(second.failure()).isEqualTo(Job.State.DONE);
    assertThat(
            database.<List<Instant>>onSnapshot(tx ->
                tx.list(
                    "select distinct first_detected from survey_detection",
                    row -> row.instant("first_detected"))))
        .allMatch(Instant.parse("2026-01-02T03:04:05Z")::equals);
    assertThat(replica.images.list("web", null, null, List.of(), 10)).hasSize(2);
  }

  @Test
  void aLayerThatIsNotWhatTheConfigSaysIsParkedAtOnce() throws IOException {
    SampleImage.in(
        imports.resolve("bad"),
        "registry.example/shop/cart:1.8",
        SampleImage.layer(10, 1).claimingDiffId("sha256:" + "0".repeat(64)));
    Job job = scan("oci-layout:bad");
    assertThat(job.state()).isEqualTo(Job.State.PARKED);
    assertThat(job.failure()).contains("SW-SURVEY-0005").contains("but it unpacks to");
    assertThat(replica.images.list("web", null, null, List.of(), 10)).isEmpty();
  }

  @Test
  void aLayerThatBreaksOffIsAFindingAndNeverCleared() throws IOException {
    SampleImage.in(
        imports.resolve("cut"),
        "registry.example/shop/cart:1.8",
        dev.seaworthy.testkit.image.LayerSpec.ofBytes(new byte[700]));
    Job job = scan("oci-layout:cut");
    assertThat(job.state()).as(job.failure()).isEqualTo(Job.State.DONE);
    Images.Surveyed image = replica.images.list("web", null, null, List.of(), 10).getFirst();
    assertThat(image.verdict()).isEqualTo("refused");
    assertThat(replica.images.findings("web", image, null, "gap", null, null, -1, 50)).isNotEmpty();
  }

  @Test
  void nothingOutsideTheFolderForImportsIsInReach() throws IOException {
    SampleImage.in(folder.resolve("elsewhere"), "registry.example/shop/cart:1.8", 10);
    Files.createSymbolicLink(imports.resolve("link"), folder.resolve("elsewhere"));
    for (String reference :
        List.of(
            "oci-layout:../elsewhere",
            "oci-layout:link",
            "oci-layout:" + folder.resolve("elsewhere"),
            "dir:/etc",
            "docker-archive:shop.tar")) {
      Job job = scan(reference);
      assertThat(job.state()).as(reference).isEqualTo(Job.State.PARKED);
      assertThat(job.failure()).as(reference).contains("SW-SURVEY-0001");
    }
  }
}
