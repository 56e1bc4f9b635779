package dev.seaworthy.server.survey;

import dev.seaworthy.base.Digest;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.server.store.Transaction;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.FindingId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the platform knows of an asset before a scan: the same as the command line takes from its
/// ledger ([ScanLedger#known]).
///
/// @param ledger when findings were first seen, and the image's former names
/// @param previous the envelope of the asset's last certificate, or empty
record Known(ScanLedger.Known ledger, String previous) {
  private record First(FindingId finding, Instant at) {}

  /// Reads it. Two scans of one asset must not both believe that they are the first: whoever stores
  /// takes [#lock] and reads it again.
  static Known of(Transaction tx, AssetClass asset, Digest image) throws SQLException {
    List<AssetClass> formerly = new ArrayList<>();
    for (AssetClass each :
        tx.list(
            "select distinct boundary, asset from survey_certificate where image = ?"
                + " order by boundary, asset",
            row -> new AssetClass(row.text("boundary"), row.text("asset")),
            image.toString())) {
      if (!each.equals(asset)) {
        formerly.add(each);
      }
    }
    Map<FindingId, Instant> detections = new HashMap<>(detections(tx, asset));
    for (AssetClass former : formerly) {
      detections(tx, former)
          .forEach((finding, at) ->
              detections.merge(finding, at, (one, other) -> one.isBefore(other) ? one : other));
    }
    Optional<String> previous =
        tx.find(
            """
            select envelope from survey_certificate where boundary = ? and asset = ?
            order by issued_at desc, digest limit 1
            """,
            row -> row.text("envelope"),
            asset.boundary(),
            asset.name());
    return new Known(new ScanLedger.Known(detections, formerly), previous.orElse(""));
  }

  private static Map<FindingId, Instant> detections(Transaction tx, AssetClass asset)
      throws SQLException {
    Map<FindingId, Instant> detections = new HashMap<>();
    tx.list(
            "select finding, first_detected from survey_detection where boundary = ? and asset = ?",
            row -> new First(FindingId.parse(row.text("finding")), row.instant("first_detected")),
            asset.boundary(),
            asset.name())
        .forEach(first -> detections.put(first.finding(), first.at()));
    return detections;
  }

  /// Until the transaction ends nobody else stores what is known of this asset.
  static void lock(Transaction tx, AssetClass asset) throws SQLException {
    tx.exists(
        "select pg_advisory_xact_lock(hashtextextended(?, 7))",
        asset.boundary() + "\n" + asset.name());
  }
}
