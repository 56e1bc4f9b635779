package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.DatedDigest;
import dev.seaworthy.certificate.Detection;
import dev.seaworthy.certificate.Reevaluated;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.ledger.Entry;
import dev.seaworthy.ledger.Keying;
import dev.seaworthy.ledger.Ledger;
import dev.seaworthy.ledger.LedgerIndex;
import dev.seaworthy.ledger.LedgerReader;
import dev.seaworthy.ledger.LedgerRecord;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was scanned and certified, and when each finding was first seen, in the ledger. First
/// detection never changes: the earliest record counts, whatever came after it.
///
/// | kind | members |
/// |---|---|
/// | `scan` | `asset`, `image`, `surveyedAt`, `verdict`, `policy`, `advisories` |
/// | `reevaluation` | `asset`, `image`, `at`, `of`, `verdict`, `policy`, `advisories` |
/// | `detections` | `asset`, `image`, `firstDetected`, `findings` (ids) |
/// | `certificate` | `asset`, `image`, `certificate` (digest), `validUntil`, `deviations`, `signer` |
/// | `deviation` | `deviation` (id), `request` (digest), `head` (digest of the last step), `steps` (how many) |
/// | `revocation` | `certificate`, `reason` |
public final class ScanLedger implements AutoCloseable {

  private static final String SCAN = "scan";
  private static final String REEVALUATION = "reevaluation";
  private static final String DETECTIONS = "detections";
  private static final String CERTIFICATE = "certificate";
  private static final String DEVIATION = "deviation";
  private static final String REVOCATION = "revocation";

  /// Records are found by the image that was certified, by the asset whose findings were seen, and
  /// by the deviation whose file was read.
  private static final Keying KEYING =
      new Keying("scan-2", Set.of(CERTIFICATE, DETECTIONS, DEVIATION), ScanLedger::key);

  private static String key(LedgerRecord record) {
    JsonObject payload = record.payload();
    return switch (record.kind()) {
      case CERTIFICATE -> imageKey(payload.text("image"));
      case DEVIATION -> deviationKey(payload.text("request"));
      default -> assetKey(AssetClass.read(payload.object("asset")));
    };
  }

  /// So many ids stay far below the longest record.
  private static final int FINDINGS_A_RECORD = 10_000;

  private final Ledger ledger;

  private ScanLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Opens the ledger, or makes one.
  ///
  /// @param id what to call a new one
  /// @throws dev.seaworthy.base.SeaworthyException with a code of the room `ledger`
  public static ScanLedger openOrCreate(Path folder, String id, InstantSource clock) {
    return new ScanLedger(Ledger.openOrCreate(folder, id, clock));
  }

  /// What a ledger knows of an asset.
  ///
  /// @param detections when findings were first seen, in the asset and under its former names
  /// @param formerly the names under which this very image was certified before, so that a finding
  ///   keeps its clock through a new tag, a new name or another repository
  /// @param deviations by the digest of the request: the last steps that the deviation's file had
  ///   whenever it was read
  public record Known(
      Map<FindingId, Instant> detections,
      List<AssetClass> formerly,
      Map<Digest, Set<Digest>> deviations) {
    public Known {
      detections = Map.copyOf(detections);
      formerly = List.copyOf(formerly);
      deviations = Map.copyOf(deviations);
    }

    /// Where no files of deviations were read.
    public Known(Map<FindingId, Instant> detections, List<AssetClass> formerly) {
      this(detections, formerly, Map.of());
    }

    /// The deviations, of which those give no relief whose files are older than what was seen.
    public List<Deviation> held(List<Deviation> claimed) {
      return claimed.stream().map(each -> each.heldAgainst(seen(each))).toList();
    }

    private Set<Digest> seen(Deviation deviation) {
      return deviations.getOrDefault(deviation.request().digest(), Set.of());
    }

    /// With those that somebody else knows: the earlier of two counts.
    public Map<FindingId, Instant> detectionsWith(Map<FindingId, Instant> others) {
      Map<FindingId, Instant> all = new HashMap<>(detections);
      others.forEach((finding, first) -> all.merge(finding, first, ScanLedger::earlier));
      return all;
    }
  }

  /// Finds records by their keys.
  private interface Lookup {
    void records(Set<String> keys, Consumer<LedgerRecord> each);
  }

  /// What the ledger in a folder knows; nothing where there is none.
  ///
  /// @param image the digest of the image's manifest
  /// @param renamedFrom former names that a person declares
  /// @param claimed the deviations that were read
  /// @param signer keeps an index beside the ledger; null where no key lasts, and then the whole
  ///   ledger is read
  /// @throws dev.seaworthy.base.SeaworthyException when the chain is broken: then nothing in it is
  ///   believed
  public static Known known(
      Path folder,
      AssetClass asset,
      Digest image,
      Collection<AssetClass> renamedFrom,
      Collection<Deviation> claimed,
      @Nullable Signer signer) {
    if (!Ledger.isIn(folder)) {
      return new Known(Map.of(), List.copyOf(renamedFrom));
    }
    if (signer == null) {
      return known(
          asset,
          image,
          renamedFrom,
          claimed,
          (keys, each) ->
              LedgerReader.read(
                  folder,
                  KEYING.kinds(),
                  record -> {
                    if (keys.contains(KEYING.key().apply(record))) {
                      each.accept(record);
                    }
                  }));
    }
    try (LedgerIndex index = LedgerIndex.open(folder, KEYING, signer)) {
      return known(asset, image, renamedFrom, claimed, index::records);
    }
  }

  private static Known known(
      AssetClass asset,
      Digest image,
      Collection<AssetClass> renamedFrom,
      Collection<Deviation> claimed,
      Lookup lookup) {
    Set<AssetClass> formerly = new TreeSet<>(AssetClass.ORDER);
    formerly.addAll(renamedFrom);
    lookup.records(
        Set.of(imageKey(image.toString())),
        record -> formerly.add(AssetClass.read(record.payload().object("asset"))));
    formerly.add(asset);
    // Looked up by what was found, so that the memory it takes is that of one asset and not of all.
    Map<FindingId, Instant> detections = new HashMap<>();
    lookup.records(
        formerly.stream().map(ScanLedger::assetKey).collect(Collectors.toSet()),
        record -> {
          Instant at = Instant.parse(record.payload().text("firstDetected"));
          record
              .payload()
              .strings("findings")
              .forEach(id -> detections.merge(FindingId.parse(id), at, ScanLedger::earlier));
        });
    formerly.remove(asset);
    return new Known(detections, List.copyOf(formerly), deviations(claimed, lookup));
  }

  private static Map<Digest, Set<Digest>> deviations(Collection<Deviation> claimed, Lookup lookup) {
    Map<Digest, Set<Digest>> heads = new HashMap<>();
    if (!claimed.isEmpty()) {
      lookup.records(
          claimed.stream()
              .map(each -> deviationKey(each.request().digest().toString()))
              .collect(Collectors.toSet()),
          record ->
              heads
                  .computeIfAbsent(
                      Digest.parse(record.payload().text("request")), _ -> new HashSet<>())
                  .add(Digest.parse(record.payload().text("head"))));
    }
    return heads;
  }

  private static String deviationKey(String request) {
    return "deviation " + request;
  }

  private static String imageKey(String digest) {
    return "image " + digest;
  }

  /// The length keeps a boundary from running into a name.
  private static String assetKey(AssetClass asset) {
    return "asset %s %s %s".formatted(asset.boundary().length(), asset.boundary(), asset.name());
  }

  /// Records a scan, its certificate, how far the files of deviations reached and what it saw for
  /// the first time, all at once.
  ///
  /// @param deviations that were read, whether they were used or not: of a withdrawn one that is
  ///   what counts
  /// @throws dev.seaworthy.base.SeaworthyException when it can't be recorded; then nothing was
  public List<LedgerRecord> record(
      SignedCertificate signed, Known before, List<Deviation> deviations) {
    List<Entry> entries = new ArrayList<>();
    deviations.stream()
        .filter(each -> each.flawOrNull() == null && !before.seen(each).contains(each.digest()))
        .map(ScanLedger::head)
        .distinct()
        .forEach(entries::add);
    entries.addAll(entries(signed, before));
    return ledger.appendAll(entries);
  }

  private static Entry head(Deviation deviation) {
    return new Entry(
        DEVIATION,
        new JsonBuilder()
            .put("deviation", deviation.request().id())
            .put("request", deviation.request().digest().toString())
            .put("head", deviation.digest().toString())
            .put("steps", deviation.steps().size())
            .build());
  }

  /// What is recorded of a scan, for a ledger that is kept elsewhere than in files.
  public static List<Entry> entries(SignedCertificate signed, Known before) {
    Certificate certificate = signed.certificate();
    List<Entry> entries = new ArrayList<>();
    entries.add(decision(certificate));
    Map<Instant, List<String>> fresh = new HashMap<>();
    for (Detection detection : certificate.detections()) {
      Instant known = before.detections().get(detection.finding());
      if (known == null || detection.firstDetected().isBefore(known)) {
        fresh
            .computeIfAbsent(detection.firstDetected(), _ -> new ArrayList<>())
            .add(detection.finding().value());
      }
    }
    fresh.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> entries.addAll(detections(certificate, each.getKey(), each.getValue())));
    entries.add(
        new Entry(
            CERTIFICATE,
            about(certificate)
                .put("certificate", signed.digest().toString())
                .put("validUntil", certificate.validUntil().toString())
                .putStrings("deviations", certificate.deviations())
                .put("signer", signed.signer().toString())
                .build()));
    return List.copyOf(entries);
  }

  private static Entry decision(Certificate certificate) {
    Reevaluated again = certificate.reevaluatedOrNull();
    JsonBuilder payload =
        again == null
            ? about(certificate).put("surveyedAt", certificate.surveyedAt().toString())
            : about(certificate).put("at", again.at().toString()).put("of", again.of().toString());
    return new Entry(
        again == null ? SCAN : REEVALUATION,
        payload
            .put("verdict", certificate.outcome().word())
            .put("policy", certificate.policy().toString())
            .put("advisories", advisories(certificate).toString())
            .build());
  }

  /// The certificates that were taken back, as far as the ledger in a folder knows.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when the chain is broken
  public static Set<Digest> revoked(Path folder) {
    Set<Digest> revoked = new HashSet<>();
    if (Ledger.isIn(folder)) {
      LedgerReader.read(
          folder,
          Set.of(REVOCATION),
          record -> revoked.add(Digest.parse(record.payload().text(CERTIFICATE))));
    }
    return revoked;
  }

  /// The latest decision on each image, as far as the ledger in a folder knows.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when the chain is broken
  public static Map<Decision.Subject, Decision> decisions(Path folder) {
    Map<Decision.Subject, Decision> latest = new HashMap<>();
    Map<Decision.Subject, LedgerRecord> decided = new HashMap<>();
    if (Ledger.isIn(folder)) {
      LedgerReader.read(
          folder,
          Set.of(SCAN, REEVALUATION, CERTIFICATE),
          record -> {
            JsonObject payload = record.payload();
            Decision.Subject subject =
                new Decision.Subject(
                    AssetClass.read(payload.object("asset")), Digest.parse(payload.text("image")));
            if (!record.kind().equals(CERTIFICATE)) {
              decided.put(subject, record);
              return;
            }
            // They are written together, the decision before the certificate that says it.
            LedgerRecord before = decided.remove(subject);
            if (before != null) {
              latest.merge(subject, decision(before, payload), Decision::later);
            }
          });
    }
    return latest;
  }

  private static Decision decision(LedgerRecord decided, JsonObject certificate) {
    return new Decision(
        Digest.parse(certificate.text(CERTIFICATE)),
        decided.payload().text("verdict").equals(Outcome.REFUSED.word()),
        Instant.parse(decided.payload().text(decided.kind().equals(SCAN) ? "surveyedAt" : "at")),
        Instant.parse(certificate.text("validUntil")));
  }

  /// Records that a certificate was taken back.
  public LedgerRecord revoked(Digest certificate, String reason) {
    return ledger.append(
        new Entry(
            REVOCATION,
            new JsonBuilder()
                .put("certificate", certificate.toString())
                .put("reason", reason)
                .build()));
  }

  private static List<Entry> detections(
      Certificate certificate, Instant firstDetected, List<String> findings) {
    List<Entry> entries = new ArrayList<>();
    for (int from = 0; from < findings.size(); from += FINDINGS_A_RECORD) {
      entries.add(
          new Entry(
              DETECTIONS,
              about(certificate)
                  .put("firstDetected", firstDetected.toString())
                  .putStrings(
                      "findings",
                      findings.subList(from, Math.min(findings.size(), from + FINDINGS_A_RECORD)))
                  .build()));
    }
    return entries;
  }

  private static Digest advisories(Certificate certificate) {
    return certificate.dataOf(Certifying.ADVISORIES).map(DatedDigest::digest).orElseThrow();
  }

  private static JsonBuilder about(Certificate certificate) {
    return new JsonBuilder()
        .put("asset", certificate.asset().toJson())
        .put("image", certificate.subject().toString());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  @Override
  public void close() {
    ledger.close();
  }
}
