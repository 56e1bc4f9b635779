package dev.seaworthy.advisory.feed.csaf;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.CvssMetrics;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.Ids;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads one document: a record for each flaw that it speaks of.
final class CsafRecord {

  static final String SOURCE = "redhat-vex";
  static final String LICENCE = "CC-BY-4.0";

  private static final int TEXT_WEIGHT = 3;
  private static final int REFERENCES_MAX = 10;
  private static final int REMARK_CHARS_MAX = 60;
  private static final String RATER = "redhat";

  private final JsonObject document;
  private final ProductTree products;
  private final Consumer<String> leftOut;

  CsafRecord(JsonObject whole, Consumer<String> leftOut) {
    this.document = whole;
    this.products = new ProductTree(whole.object("product_tree"));
    this.leftOut = leftOut;
  }

  /// What one statement is kept under.
  private record Key(String ecosystem, String name, String module) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = ecosystem.compareTo(other.ecosystem);
      order = order != 0 ? order : name.compareTo(other.name);
      return order != 0 ? order : module.compareTo(other.module);
    }
  }

  List<FeedRecord> read() throws BadRecordException {
    JsonObject tracking = document.object("document").object("tracking");
    String own = tracking.text("id");
    if (!Ids.isId(own)) {
      throw new BadRecordException("its tracking id is missing or is none");
    }
    Instant modified = Fields.date(tracking.text("current_release_date"));
    List<FeedRecord> records = new ArrayList<>();
    for (JsonObject vulnerability : document.objects("vulnerabilities")) {
      String cve = vulnerability.text("cve");
      if (cve.isEmpty()) {
        leftOut.accept("a flaw without a CVE number");
      } else if (!Ids.isId(cve)) {
        throw new BadRecordException("a CVE number that is none");
      } else {
        records.add(record(vulnerability, new AdvisoryId(own), new AdvisoryId(cve), modified));
      }
    }
    return records;
  }

  private FeedRecord record(
      JsonObject vulnerability, AdvisoryId own, AdvisoryId cve, Instant modified)
      throws BadRecordException {
    List<Severity> vectors = vectors(vulnerability);
    Map<Key, PackageStatements> packages = packages(vulnerability);
    boolean isBulletin = !own.equals(cve);
    List<Advisory> advisories = new ArrayList<>();
    packages.forEach((key, statements) -> {
      List<Severity> severities = new ArrayList<>(vectors);
      statements.ratings().forEach(word -> severities.add(new Severity("WORD", word, RATER)));
      severities.sort(null);
      statements.forEach((said, architectures) ->
          advisories.add(
              new Advisory(
                  own,
                  List.of(),
                  isBulletin ? List.of(cve) : List.of(),
                  SOURCE,
                  key.ecosystem,
                  key.name,
                  ranges(said),
                  said.kind() == PackageStatements.Kind.NOT_AFFECTED && !said.version().isEmpty()
                      ? List.of(said.version())
                      : List.of(),
                  said.statement(),
                  severities,
                  Fields.dateText(modified),
                  "",
                  LICENCE,
                  new Scope(key.module.isEmpty() ? Scope.NO_MODULE : key.module, architectures, ""),
                  said.remark())));
    });
    return new FeedRecord(flaw(vulnerability, cve, vectors), TEXT_WEIGHT, advisories, modified);
  }

  private static List<AffectedRange> ranges(PackageStatements.Said said) {
    return switch (said.kind()) {
      case FIXED -> List.of(AffectedRange.before(said.version()));
      case AFFECTED -> List.of(AffectedRange.all());
      case NOT_AFFECTED -> List.of();
    };
  }

  private static Flaw flaw(JsonObject vulnerability, AdvisoryId cve, List<Severity> vectors) {
    String description =
        vulnerability.objects("notes").stream()
            .filter(note -> note.text("category").equals("description"))
            .map(note -> note.text("text"))
            .findFirst()
            .orElse("");
    List<String> references =
        vulnerability.objects("references").stream()
            .map(reference -> reference.text("url"))
            .filter(url -> url.startsWith("https://") && url.length() < 500)
            .distinct()
            .limit(REFERENCES_MAX)
            .toList();
    return new Flaw(
        cve,
        Fields.summary(vulnerability.text("title"), description),
        Fields.dateText(Fields.date(vulnerability.text("release_date"))),
        vectors,
        references);
  }

  private static List<Severity> vectors(JsonObject vulnerability) {
    List<Severity> severities = new ArrayList<>();
    for (JsonObject score : vulnerability.objects("scores")) {
      for (String member : CvssMetrics.members()) {
        CvssMetrics.severity(member, score.object(member), RATER).ifPresent(severities::add);
      }
    }
    return severities.stream().distinct().sorted().toList();
  }

  private Map<Key, PackageStatements> packages(JsonObject vulnerability) throws BadRecordException {
    Map<String, JsonObject> remediations = new HashMap<>();
    for (JsonObject remediation : vulnerability.objects("remediations")) {
      switch (remediation.text("category")) {
        case "no_fix_planned", "none_available" ->
            remediation.strings("product_ids").forEach(id -> remediations.put(id, remediation));
        default -> {
          // Fixes are told by the product status, and workarounds change no status.
        }
      }
    }
    Map<String, String> reasons = texts(vulnerability, "flags", "label");
    Map<String, String> ratings = texts(vulnerability, "threats", "details");
    JsonObject status = vulnerability.object("product_status");
    Map<Key, PackageStatements> found = new TreeMap<>();
    for (String kind : status.members().keySet()) {
      for (String id : status.strings(kind)) {
        ProductTree.Packaged packaged = products.packaged(id, leftOut).orElse(null);
        if (packaged == null || isForDebugging(packaged.rpm().name())) {
          continue;
        }
        RpmName rpm = packaged.rpm();
        PackageStatements statements =
            found.computeIfAbsent(
                new Key(packaged.ecosystem(), Fields.name(rpm.name(), "name"), rpm.module()),
                _ -> new PackageStatements());
        String rating = ratings.getOrDefault(id, "");
        if (!rating.isEmpty()) {
          statements.rating(rating);
        }
        say(kind, rpm, remediations.get(id), reasons.getOrDefault(id, ""), statements);
      }
    }
    return found;
  }

  private void say(
      String kind,
      RpmName rpm,
      @Nullable JsonObject remediation,
      String reason,
      PackageStatements statements)
      throws BadRecordException {
    switch (kind) {
      case "fixed", "first_fixed" -> {
        if (rpm.version().isEmpty()) {
          throw new BadRecordException("a fixed product without a version");
        }
        statements.fixed(rpm.architecture(), Fields.name(rpm.version(), "version"));
      }
      case "known_affected", "first_affected", "last_affected" -> {
        String details = remediation == null ? "" : remediation.text("details");
        statements.affected(rpm.architecture(), fixState(remediation, details), remark(details));
      }
      case "known_not_affected" ->
          statements.notAffected(rpm.architecture(), rpm.version(), remark(reason));
      case "under_investigation" ->
          statements.affected(rpm.architecture(), Statement.UNDETERMINED, "under investigation");
      default -> leftOut.accept("a product status that says nothing of being affected: " + kind);
    }
  }

  private static Statement fixState(@Nullable JsonObject remediation, String details) {
    if (remediation == null) {
      return Statement.RANGES;
    }
    if (remediation.text("category").equals("no_fix_planned")) {
      return Statement.WILL_NOT_FIX;
    }
    return details.equals("Fix deferred") ? Statement.DEFERRED : Statement.RANGES;
  }

  private static String remark(String words) {
    return words.length() <= REMARK_CHARS_MAX && !words.equals("Affected") ? words : "";
  }

  private boolean isForDebugging(String name) {
    boolean isDebug =
        name.endsWith("-debuginfo")
            || name.endsWith("-debugsource")
            || name.contains("-debuginfo-common");
    if (isDebug) {
      leftOut.accept("debuginfo and debugsource packages");
    }
    return isDebug;
  }

  /// A member of the entries of a list, by the product ids that each entry is for.
  private static Map<String, String> texts(JsonObject vulnerability, String list, String member) {
    Map<String, String> texts = new HashMap<>();
    for (JsonObject entry : vulnerability.objects(list)) {
      String text = entry.text(member);
      if (text.length() <= REMARK_CHARS_MAX) {
        entry.strings("product_ids").forEach(id -> texts.put(id, text));
      }
    }
    return texts;
  }
}
