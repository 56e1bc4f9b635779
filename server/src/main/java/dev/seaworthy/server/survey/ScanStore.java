package dev.seaworthy.server.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.base.Digest;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.Detection;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.ledger.Entry;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.jobs.Jobs;
import dev.seaworthy.server.jobs.Taken;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Transaction;
import dev.seaworthy.server.survey.Decision.Decided;
import dev.seaworthy.verdict.AssetClass;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Stores what a scan came to, all in one transaction with the end of its job: the image, its
/// findings, first detections, the certificate, and their records in the ledger.
@Singleton
class ScanStore {
  private final Database database;
  private final Jobs jobs;
  private final Audit audit;
  private final InstantSource clock;
  private final HeldImages held;
  private final ObjectMapper json;

  ScanStore(
      Database database,
      Jobs jobs,
      Audit audit,
      InstantSource clock,
      HeldImages held,
      ObjectMapper json) {
    this.database = database;
    this.jobs = jobs;
    this.audit = audit;
    this.clock = clock;
    this.held = held;
    this.json = json;
  }

  /// Where an image lies and what it is called there.
  private record Place(String repository, List<String> tags) {
    static Place of(ScanResult result, ImageSource source) {
      if (source instanceof ImageSource.Remote remote) {
        ImageReference reference = remote.reference();
        String tag = reference.tag();
        return new Place(
            reference.registry() + "/" + reference.repository(),
            tag == null ? List.of() : List.of(tag));
      }
      AssetClass asset = result.verdict().asset();
      int colon = asset.name().lastIndexOf(':');
      return asset.repository().isEmpty() || colon < asset.name().lastIndexOf('/')
          ? new Place(asset.name(), List.of())
          : new Place(asset.repository(), List.of(asset.name().substring(colon + 1)));
    }
  }

  /// @return false when something else is known of the asset than what the decision rests on
  /// @throws dev.seaworthy.server.jobs.LostJobException when the job is another worker's
  boolean store(Taken job, ImageSource source, Decided decided) {
    return database.inTransaction(tx -> {
      Certificate certificate = decided.certificate().certificate();
      AssetClass asset = certificate.asset();
      Known.lock(tx, asset);
      if (!Known.of(tx, asset, certificate.subject()).equals(decided.before())) {
        return false;
      }
      jobs.done(tx, job, result(decided));
      Place place = Place.of(decided.result(), source);
      JsonNode report = tree(decided.report());
      image(tx, job, place, decided, report.path("image"));
      findings(tx, job, place, decided, report);
      detections(tx, certificate);
      certificate(tx, job, decided);
      record(tx, job, decided);
      tell(tx, job, decided, report);
      return true;
    });
  }

  private void tell(Transaction tx, Taken job, Decided decided, JsonNode report)
      throws SQLException {
    String reference = ScanWork.reference(json, job);
    if (reference.startsWith(HeldImages.SCHEME)) {
      held.decided(
          tx,
          job.project(),
          reference,
          decided.certificate(),
          decided.envelope(),
          hasMalware(report));
    }
  }

  private static boolean hasMalware(JsonNode report) {
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("kind").asText().equals("malware") && finding.path("inTheWay").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  private Json result(Decided decided) {
    Certificate certificate = decided.certificate().certificate();
    ObjectNode node = json.createObjectNode();
    node.put("digest", certificate.subject().toString());
    node.put("verdict", certificate.outcome().word());
    node.put("validUntil", certificate.validUntil().toString());
    node.put("certificate", decided.certificate().digest().toString());
    return new Json(node.toString());
  }

  private void image(Transaction tx, Taken job, Place place, Decided decided, JsonNode described)
      throws SQLException {
    Certificate certificate = decided.certificate().certificate();
    ScanResult result = decided.result();
    ObjectNode counts = json.createObjectNode();
    certificate.counts().forEach((rating, count) -> counts.put(rating.word(), count));
    tx.update(
        """
        insert into survey_image as image (project, repository, digest, tags, asset_boundary,
          asset_name, platform, distribution, layers, size_bytes, verdict, surveyed_at, valid_until, ends_because, policy,
          data_digest, data_date, counts, in_the_way, components, certificate, report, cyclonedx,
          spdx, job)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (project, repository, digest) do update set
          tags = (select coalesce(array_agg(distinct tag order by tag), '{}')
            from unnest(image.tags || excluded.tags) tag),
          asset_boundary = excluded.asset_boundary, asset_name = excluded.asset_name,
          platform = excluded.platform, distribution = excluded.distribution,
          layers = excluded.layers, size_bytes = excluded.size_bytes,
          verdict = excluded.verdict, surveyed_at = excluded.surveyed_at,
          valid_until = excluded.valid_until, ends_because = excluded.ends_because,
          policy = excluded.policy, data_digest = excluded.data_digest,
          data_date = excluded.data_date, counts = excluded.counts,
          in_the_way = excluded.in_the_way, components = excluded.components,
          certificate = excluded.certificate, report = excluded.report,
          cyclonedx = excluded.cyclonedx, spdx = excluded.spdx, job = excluded.job
        """,
        job.project(),
        place.repository(),
        certificate.subject().toString(),
        place.tags(),
        certificate.asset().boundary(),
        certificate.asset().name(),
        result.image().platform().toString(),
        described.path("distribution").path("prettyName").asText(),
        new Json(described.path("layers").toString()),
        result.image().sizeBytes(),
        certificate.outcome().word(),
        certificate.surveyedAt(),
        certificate.validUntil(),
        certificate.endsBecause(),
        certificate.policyName(),
        result.data().digest().toString(),
        result.data().dataDate(),
        new Json(counts.toString()),
        certificate.inTheWay(),
        result.inventory().components().size(),
        decided.certificate().digest().toString(),
        decided.reportDigest().toString(),
        decided.cyclonedx().toString(),
        decided.spdx().toString(),
        job.id());
  }

  private void findings(Transaction tx, Taken job, Place place, Decided decided, JsonNode report)
      throws SQLException {
    Digest digest = decided.certificate().certificate().subject();
    tx.update(
        "delete from survey_finding where project = ? and repository = ? and digest = ?",
        job.project(),
        place.repository(),
        digest.toString());
    Map<String, JsonNode> obligations = obligations(report);
    List<List<?>> rows = new ArrayList<>();
    for (String list : List.of("findings", "gaps")) {
      for (JsonNode finding : report.path(list)) {
        boolean isGap = list.equals("gaps");
        rows.add(
            List.of(
                job.project(),
                place.repository(),
                digest.toString(),
                rows.size(),
                finding.path("id").asText(),
                isGap ? "gap" : finding.path("kind").asText(),
                finding.path(isGap ? "code" : "name").asText(),
                severity(finding),
                finding.path("inTheWay").asBoolean(),
                new Json(withObligation(finding, obligations).toString())));
      }
    }
    tx.batch(
        """
        insert into survey_finding (project, repository, digest, position, id, kind, name,
          severity, in_the_way, document)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows);
  }

  private static Map<String, JsonNode> obligations(JsonNode report) {
    Map<String, JsonNode> byFinding = new HashMap<>();
    for (JsonNode obligation : report.path("obligations")) {
      byFinding.put(obligation.path("finding").asText(), obligation);
    }
    return byFinding;
  }

  /// The report lists deadlines apart; whoever reads one finding wants its own.
  private static JsonNode withObligation(JsonNode finding, Map<String, JsonNode> obligations) {
    JsonNode obligation = obligations.get(finding.path("id").asText());
    return obligation != null && finding instanceof ObjectNode object
        ? object.set("obligation", obligation)
        : finding;
  }

  /// The rating's word; empty for what has none.
  private static String severity(JsonNode finding) {
    JsonNode rating = finding.path("rating");
    return (rating.isObject() ? rating.path("word") : rating).asText("").toLowerCase(Locale.ROOT);
  }

  private JsonNode tree(String report) {
    try {
      return json.readTree(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own report is no JSON", e);
    }
  }

  private static void detections(Transaction tx, Certificate certificate) throws SQLException {
    List<List<?>> rows = new ArrayList<>();
    for (Detection detection : certificate.detections()) {
      rows.add(
          List.of(
              certificate.asset().boundary(),
              certificate.asset().name(),
              detection.finding().value(),
              detection.firstDetected()));
    }
    tx.batch(
        """
        insert into survey_detection as known (boundary, asset, finding, first_detected)
        values (?, ?, ?, ?)
        on conflict (boundary, asset, finding) do update set
          first_detected = least(known.first_detected, excluded.first_detected)
        """,
        rows);
  }

  private static void certificate(Transaction tx, Taken job, Decided decided) throws SQLException {
    Certificate certificate = decided.certificate().certificate();
    tx.update(
        """
        insert into survey_certificate (digest, project, boundary, asset, image, outcome,
          issued_at, valid_until, envelope, job)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        decided.certificate().digest().toString(),
        job.project(),
        certificate.asset().boundary(),
        certificate.asset().name(),
        certificate.subject().toString(),
        certificate.outcome().word(),
        certificate.issuedAt(),
        certificate.validUntil(),
        decided.envelope(),
        job.id());
  }

  private void record(Transaction tx, Taken job, Decided decided) throws SQLException {
    for (Entry entry : ScanLedger.entries(decided.certificate(), decided.before().ledger())) {
      audit.enter(tx, entry);
    }
    audit.record(
        tx,
        new AuditEvent(
            clock.instant(),
            AuditEvent.Actor.platform("survey"),
            "",
            "survey.image.certified",
            "image:" + decided.certificate().certificate().subject(),
            job.project(),
            null,
            result(decided),
            AuditEvent.Result.DONE,
            "job " + job.id()));
  }
}
