package dev.seaworthy.advisory.feed.openvex;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.PackageNames;
import dev.seaworthy.advisory.PurlEcosystems;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.Ids;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.PackageUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// One OpenVEX document. Taken is what speaks of a package wherever it is installed; what speaks of
/// an image, or of a package as a part of some product, holds nowhere else and is left out.
final class OpenVexDocument {

  static final String SOURCE = "openvex";

  private static final int TEXT_WEIGHT = 0;
  private static final int AUTHOR_CHARS_MAX = 40;
  private static final int REMARK_CHARS_MAX = 120;

  /// What one document may come to: each flaw of a statement by each of its packages. Published
  /// documents of a whole language come to some thousands.
  private static final int ADVISORIES_MAX = 200_000;

  /// Types of purls that mean an image, or whatever a vendor calls a product of its own.
  private static final Set<String> IMAGES = Set.of("docker", "oci", "dhi", "generic");

  private final String name;
  private final JsonObject document;
  private final RecordSink sink;
  private final String source;
  private final String documentTime;
  private long advisoriesLeft = ADVISORIES_MAX;

  /// @param sink is told what is left out
  OpenVexDocument(String name, JsonObject document, RecordSink sink) {
    this.name = name;
    this.document = document;
    this.sink = sink;
    this.source = source(member("author"));
    String updated = member("last_updated");
    this.documentTime = updated.isEmpty() ? member("timestamp") : updated;
  }

  /// Some publishers put the document's own members into one.
  private String member(String member) {
    String own = document.text(member);
    return own.isEmpty() ? document.object("metadata").text(member) : own;
  }

  private static String source(String author) {
    String plain =
        author.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String shown = plain.substring(0, Math.min(plain.length(), AUTHOR_CHARS_MAX));
    return plain.isEmpty() ? SOURCE : SOURCE + "/" + shown.replaceAll("-$", "");
  }

  List<FeedRecord> records() {
    List<FeedRecord> records = new ArrayList<>();
    int place = 0;
    for (JsonObject statement : document.objects("statements")) {
      try {
        record(statement, records);
      } catch (BadRecordException e) {
        sink.damaged("%s, statement %s".formatted(name, place), e.reason());
      }
      place++;
    }
    return records;
  }

  private void record(JsonObject statement, List<FeedRecord> records) throws BadRecordException {
    List<AdvisoryId> flaws = flaws(statement);
    String time =
        statement.text("timestamp").isEmpty() ? documentTime : statement.text("timestamp");
    Instant modified = Fields.date(time);
    List<Claim> claims = claims(statement);
    long made = (long) flaws.size() * claims.size();
    if (made > advisoriesLeft) {
      throw new BadRecordException(
          "its %s flaws in %s packages are too many: more than %s for one document"
              .formatted(flaws.size(), claims.size(), ADVISORIES_MAX));
    }
    advisoriesLeft -= made;
    if (claims.isEmpty()) {
      return;
    }
    String remark = remark(statement);
    for (AdvisoryId flaw : flaws) {
      records.add(
          new FeedRecord(
              new Flaw(flaw, "", "", List.of(), List.of()),
              TEXT_WEIGHT,
              claims.stream().map(claim -> advisory(flaw, claim, modified, remark)).toList(),
              modified));
    }
  }

  /// The flaws that it speaks of: its CVEs, or else its name, which before version 0.2 was a text
  /// alone. Each by itself: which names mean the same flaw is for those to say who give the names,
  /// and a statement that calls two flaws one would make one finding of two.
  private static List<AdvisoryId> flaws(JsonObject statement) throws BadRecordException {
    JsonObject flaw = statement.object("vulnerability");
    String named =
        flaw.text("name").isEmpty() ? statement.text("vulnerability") : flaw.text("name");
    if (!Ids.isId(named)) {
      throw new BadRecordException("it names no flaw");
    }
    AdvisoryId name = new AdvisoryId(named);
    List<AdvisoryId> cves =
        Stream.concat(Stream.of(name), Ids.of(flaw.strings("aliases")).stream())
            .filter(Ids::isCve)
            .distinct()
            .toList();
    return cves.isEmpty() ? List.of(name) : cves;
  }

  /// The products that are packages by themselves.
  private List<PackageUrl> products(JsonObject statement) {
    List<PackageUrl> products = new ArrayList<>();
    boolean isOfImage = false;
    boolean hasParts = false;
    if (statement.members().get("products") instanceof JsonArray(List<JsonValue> items)) {
      for (JsonValue item : items) {
        boolean isWhole =
            !(item instanceof JsonObject product) || product.objects("subcomponents").isEmpty();
        PackageUrl purl = purl(item);
        hasParts |= !isWhole;
        if (purl == null) {
          sink.leftOut("products without a package URL");
        } else if (IMAGES.contains(purl.type())) {
          isOfImage = true;
        } else if (isWhole) {
          products.add(purl);
        }
      }
    }
    if (hasParts) {
      sink.leftOut("statements on a package as a part of a product");
    }
    if (isOfImage) {
      sink.leftOut("statements on images and what is in them");
      return List.of();
    }
    return products;
  }

  private static @org.jspecify.annotations.Nullable PackageUrl purl(JsonValue product) {
    String text =
        switch (product) {
          case JsonString(String id) -> id;
          case JsonObject object -> {
            String told = object.object("identifiers").text("purl");
            yield told.isEmpty() ? object.text("@id") : told;
          }
          default -> "";
        };
    try {
      return text.startsWith("pkg:") ? PackageUrl.parse(text) : null;
    } catch (SeaworthyException e) {
      return null;
    }
  }

  /// What is said of one package, whichever flaw it is.
  private record Claim(String ecosystem, String packageName, Said said) {}

  private List<Claim> claims(JsonObject statement) throws BadRecordException {
    List<Claim> claims = new ArrayList<>();
    for (PackageUrl product : products(statement)) {
      String ecosystem = PurlEcosystems.of(product.type()).orElse("");
      if (ecosystem.isEmpty()) {
        sink.leftOut("packages of distributions, whose release a package URL doesn't tell");
        continue;
      }
      String separator = product.type().equals("maven") ? ":" : "/";
      String named =
          product.namespace().isEmpty()
              ? product.name()
              : product.namespace() + separator + product.name();
      String version = product.version();
      if (!version.isEmpty()) {
        Fields.name(version, "version");
      }
      Said said = said(statement.text("status"), version);
      claims.add(
          new Claim(
              ecosystem,
              PackageNames.normalise(ecosystem, Fields.name(named, "package name")),
              said));
    }
    return claims;
  }

  private Advisory advisory(AdvisoryId flaw, Claim claim, Instant modified, String remark) {
    return new Advisory(
        flaw,
        List.of(),
        List.of(),
        source,
        claim.ecosystem(),
        claim.packageName(),
        claim.said().ranges(),
        claim.said().versions(),
        claim.said().statement(),
        List.of(),
        Fields.dateText(modified),
        "",
        "",
        Scope.NONE,
        remark);
  }

  /// What a status becomes.
  private record Said(Statement statement, List<AffectedRange> ranges, List<String> versions) {}

  private static Said said(String status, String version) throws BadRecordException {
    List<String> versions = version.isEmpty() ? List.of() : List.of(version);
    AffectedRange range =
        version.isEmpty() ? AffectedRange.all() : new AffectedRange(version, "", version);
    return switch (status) {
      case "not_affected" -> new Said(Statement.NOT_AFFECTED, List.of(), versions);
      case "affected" -> new Said(Statement.RANGES, List.of(range), List.of());
      case "under_investigation" -> new Said(Statement.UNDETERMINED, List.of(range), List.of());
      case "fixed" -> {
        if (version.isEmpty()) {
          throw new BadRecordException("it is fixed in no version");
        }
        yield new Said(Statement.NOT_AFFECTED, List.of(), versions);
      }
      default ->
          throw new BadRecordException(
              "its status is \"%s\", which is none".formatted(Text.shorten(status, 40)));
    };
  }

  private static String remark(JsonObject statement) {
    String justification = statement.text("justification");
    String words = justification.isEmpty() ? statement.text("status") : justification;
    return Text.shorten(words, REMARK_CHARS_MAX);
  }
}
