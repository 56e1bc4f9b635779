package dev.seaworthy.server.survey;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.seaworthy.base.Digest;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Row;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what scans came to.
@Singleton
class Images {
  private static final String COLUMNS =
      """
      repository, digest, tags, asset_boundary, asset_name, platform, distribution, size_bytes, verdict,
      surveyed_at, valid_until, ends_because, policy, data_digest, data_date,
      counts::text as counts, in_the_way, components, certificate, report, cyclonedx, spdx
      """;

  private final Database database;

  Images(Database database) {
    this.database = database;
  }

  /// An image that was scanned.
  ///
  /// @param distribution as it calls itself; empty when there is none
  /// @param validUntil until when its certificate counts
  /// @param endsBecause why it ends then
  /// @param dataDate of the advisory data that it was decided by
  /// @param counts open findings by severity
  /// @param inTheWay how many of them refuse
  record Surveyed(
      String repository,
      String digest,
      List<String> tags,
      Asset asset,
      String platform,
      String distribution,
      long sizeBytes,
      String verdict,
      Instant surveyedAt,
      Instant validUntil,
      String endsBecause,
      String policy,
      String dataDigest,
      Instant dataDate,
      @JsonRawValue String counts,
      long inTheWay,
      long components,
      String certificate) {
    static Surveyed of(Row row) throws SQLException {
      return new Surveyed(
          row.text("repository"),
          row.text("digest"),
          row.texts("tags"),
          new Asset(row.text("asset_boundary"), row.text("asset_name")),
          row.text("platform"),
          row.text("distribution"),
          row.number("size_bytes"),
          row.text("verdict"),
          row.instant("surveyed_at"),
          row.instant("valid_until"),
          row.text("ends_because"),
          row.text("policy"),
          row.text("data_digest"),
          row.instant("data_date"),
          row.text("counts"),
          row.number("in_the_way"),
          row.number("components"),
          row.text("certificate"));
    }
  }

  /// The class of images that it belongs to.
  record Asset(String boundary, String name) {}

  /// An image's documents in the blob store.
  record Documents(Digest report, Digest cyclonedx, Digest spdx) {}

  /// The images of a project, by repository, then digest.
  ///
  /// @param verdict that alone, or null
  /// @param after repository and digest of the last one before, or empty
  List<Surveyed> list(
      String project,
      @Nullable String verdict,
      @Nullable String repository,
      List<String> after,
      int limit) {
    StringBuilder sql =
        new StringBuilder("select " + COLUMNS + " from survey_image where project = ?");
    List<Object> values = new ArrayList<>(List.of(project));
    if (verdict != null) {
      sql.append(" and verdict = ?");
      values.add(verdict);
    }
    if (repository != null) {
      sql.append(" and repository = ?");
      values.add(repository);
    }
    if (!after.isEmpty()) {
      sql.append(" and (repository, digest) > (?, ?)");
      values.addAll(after);
    }
    sql.append(" order by repository, digest limit ?");
    values.add(limit);
    return database.onSnapshot(tx -> tx.list(sql.toString(), Surveyed::of, values.toArray()));
  }

  /// An image: in one of its repositories, the one that was scanned last unless one is named.
  Optional<Surveyed> find(String project, String digest, @Nullable String repository) {
    return database.onSnapshot(tx ->
        tx.find(
            "select "
                + COLUMNS
                + """
                 from survey_image where project = ? and digest = ? and repository = coalesce(?, repository)
                order by surveyed_at desc, repository limit 1
                """,
            Surveyed::of,
            project,
            digest,
            repository));
  }

  /// Where its documents are.
  Optional<Documents> documents(String project, Surveyed image) {
    return database.onSnapshot(tx ->
        tx.find(
            """
            select report, cyclonedx, spdx from survey_image
            where project = ? and repository = ? and digest = ?
            """,
            row ->
                new Documents(
                    Digest.parse(row.text("report")),
                    Digest.parse(row.text("cyclonedx")),
                    Digest.parse(row.text("spdx"))),
            project,
            image.repository(),
            image.digest()));
  }

  /// Its layers from the first, as the report has them.
  String layers(String project, Surveyed image) {
    return database.onSnapshot(tx ->
        tx.one(
            """
            select layers::text as layers from survey_image
            where project = ? and repository = ? and digest = ?
            """,
            row -> row.text("layers"),
            project,
            image.repository(),
            image.digest()));
  }

  /// A finding, as the report has it.
  ///
  /// @param kind `vulnerability`, `secret`, `malware`, `check`, `condition` or `gap`
  /// @param name such as a CVE's id or a rule's
  /// @param severity a rating's word; empty for what has none
  /// @param document the finding, in a list without the statements that explain it; with the
  ///   deadline, if it has one
  record Found(
      long position,
      String id,
      String kind,
      String name,
      String severity,
      boolean inTheWay,
      @JsonRawValue String document) {
    static Found of(Row row) throws SQLException {
      return new Found(
          row.number("position"),
          row.text("id"),
          row.text("kind"),
          row.text("name"),
          row.text("severity"),
          row.truth("in_the_way"),
          row.text("document"));
    }
  }

  /// The findings of an image, those in the way first, without their statements: of many findings
  /// these come to megabytes.
  ///
  /// @param after the position of the last one before
  List<Found> findings(
      String project,
      Surveyed image,
      @Nullable String severity,
      @Nullable String kind,
      @Nullable String name,
      @Nullable Boolean inTheWay,
      long after,
      int limit) {
    return database.onSnapshot(tx ->
        tx.list(
            """
            select position, id, kind, name, severity, in_the_way,
              (document - 'statements')::text as document
            from survey_finding
            where project = ? and repository = ? and digest = ? and position > ?
              and severity = coalesce(?, severity) and kind = coalesce(?, kind)
              and name = coalesce(?, name) and in_the_way = coalesce(?, in_the_way)
            order by position limit ?
            """,
            Found::of,
            project,
            image.repository(),
            image.digest(),
            after,
            severity,
            kind,
            name,
            inTheWay,
            limit));
  }

  /// One finding of an image.
  Optional<Found> finding(String project, Surveyed image, String id) {
    return database.onSnapshot(tx ->
        tx.find(
            """
            select position, id, kind, name, severity, in_the_way, document::text as document
            from survey_finding
            where project = ? and repository = ? and digest = ? and id = ?
            order by position limit 1
            """,
            Found::of,
            project,
            image.repository(),
            image.digest(),
            id));
  }

  /// When a finding was first seen in an asset.
  Optional<Instant> firstDetected(Surveyed image, String finding) {
    return database.onSnapshot(tx ->
        tx.find(
            """
            select first_detected from survey_detection
            where boundary = ? and asset = ? and finding = ?
            """,
            row -> row.instant("first_detected"),
            image.asset().boundary(),
            image.asset().name(),
            finding));
  }

  /// The envelope of a certificate.
  Optional<String> envelope(String certificate) {
    return database.onSnapshot(tx ->
        tx.find(
            "select envelope from survey_certificate where digest = ?",
            row -> row.text("envelope"),
            certificate));
  }
}
