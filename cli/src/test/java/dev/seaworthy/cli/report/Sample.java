package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.SnapshotInfo.FeedInfo;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportTable;
import dev.seaworthy.advisory.match.MatchingRule;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.scan.ImageSummary;
import dev.seaworthy.scan.ImageSummary.LayerSummary;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.BuiltInPolicies;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.Survey;
import dev.seaworthy.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A scan's result with everything in it that an output must be able to say.
public final class Sample {

  private static final Instant NOW = Instant.parse("2026-11-21T09:14:00Z");
  private static final AssetClass ASSET = new AssetClass("", "registry.example/shop/cart:1.8");

  private static final Component OPENSSL = deb("openssl", "3.0.19-1~deb12u2", "openssl");
  private static final Component LIBSSL = deb("libssl3", "3.0.19-1~deb12u2", "openssl");
  private static final Component LIBC = deb("libc6", "2.36-9+deb12u14", "glibc");
  private static final Component LOG4J =
      library(
          new ComponentBuilder("maven")
              .namespace("org.apache.logging.log4j")
              .name("log4j-core")
              .version("2.14.1"),
          4,
          "/app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar");
  private static final Component LODASH =
      library(
          new ComponentBuilder("npm").name("lodash").version("4.17.20"),
          5,
          "/srv/价格/node_modules/lodash/package.json",
          "/srv/a-very-long-name-of-a-service/with/many/folders/node_modules/lodash/package.json");
  private static final Component HOSTILE =
      library(
          new ComponentBuilder("npm").name("evil<script>").version("1.0\u001b[31m\u202e"),
          5,
          "/srv/\u202egnp.evil/package.json");

  private Sample() {}

  /// A refused image.
  public static ScanResult refused() {
    return result(
        data("2026-11-20T00:00:00Z"),
        List.of(
            Gap.of(
                InventoryError.ARCHIVE_DAMAGED,
                new Location("/opt/tool/data.jar", 3),
                "the central directory is damaged")),
        log4j(),
        openssl(OPENSSL),
        openssl(LIBSSL),
        unrated(),
        unimportant(),
        low(),
        hostile(),
        denied());
  }

  /// A cleared image with one finding that doesn't stand in the way.
  public static ScanResult cleared() {
    return result(data("2026-11-20T00:00:00Z"), List.of(), low(), denied());
  }

  /// A clean image that only the starter set was searched for.
  public static ScanResult withStarterSet() {
    return result(
        new SnapshotInfo(
            digest("starter"), Instant.parse("2026-11-01T00:00:00Z"), true, List.of(), 64, 60),
        List.of());
  }

  /// Many findings, more than are shown.
  public static ScanResult withMany() {
    Match[] matches = new Match[60];
    for (int i = 0; i < matches.length; i++) {
      matches[i] =
          match(OPENSSL, "CVE-2025-" + (1000 + i), fixed("3.0.20-1~deb12u2"), word("high"));
    }
    return result(data("2026-11-20T00:00:00Z"), List.of(), matches);
  }

  /// What inspections saw, some of it in the way.
  public static ScanResult inspected() {
    return result(
        data("2026-11-20T00:00:00Z"),
        Inspected.inspection(),
        BuiltInPolicies.named("fedramp"),
        List.of());
  }

  private static ScanResult result(SnapshotInfo data, List<Gap> gaps, Match... matches) {
    return result(data, Inspection.NONE, BuiltInPolicies.standard(), gaps, matches);
  }

  private static ScanResult result(
      SnapshotInfo data, Inspection inspection, Policy policy, List<Gap> gaps, Match... matches) {
    Inventory inventory =
        new Inventory(
            new Distribution(
                "debian",
                "12",
                "bookworm",
                "Debian GNU/Linux 12 (bookworm)",
                List.of(),
                "/usr/lib/os-release"),
            List.of(LIBC, LIBSSL, OPENSSL, LOG4J, HOSTILE, LODASH),
            List.of(),
            List.of());
    Support support =
        SupportTable.builtIn()
            .at(inventory.distributionOrNull(), LocalDate.ofInstant(NOW, ZoneOffset.UTC), false);
    Verdict verdict =
        Verdict.decide(
            new Survey(
                ASSET,
                NOW,
                inventory,
                List.of(matches),
                List.of(),
                inspection,
                gaps,
                data,
                support,
                Map.of(),
                Sample::flaw,
                Sample::enrichments),
            policy);
    return new ScanResult(image(), inventory, inspection, support, data, verdict);
  }

  private static List<Enrichment> enrichments(AdvisoryId id) {
    return id.value().equals("CVE-2021-44228")
        ? List.of(
            new Enrichment.KnownExploited(
                "cisa-kev",
                "CC0-1.0",
                "2026-08-07",
                "2021-12-10",
                "2021-12-24",
                "Known",
                "Log4Shell"),
            new Enrichment.ExploitForecast(
                "first-epss", "EPSS", "2026-08-16", "0.94358", "0.99962", "v2025.03.14"),
            new Enrichment.Decision(
                "cve-list",
                "CVE",
                "2024-10-24",
                "adp:CISA-ADP",
                "2.0.3",
                Map.of(
                    "Exploitation", "active", "Automatable", "yes", "Technical Impact", "total")))
        : List.of();
  }

  private static Match log4j() {
    return match(
        LOG4J,
        "CVE-2021-44228",
        fixed("2.15.0"),
        new Severity("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "nvd"),
        word("CRITICAL"));
  }

  private static Match openssl(Component component) {
    return match(
        component,
        "CVE-2026-34182",
        fixed("3.0.20-1~deb12u2"),
        new Severity("CVSS_V3", "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H", "nvd"));
  }

  private static Match unrated() {
    return match(LODASH, "GHSA-35jh-r3h4-6jhm", new MatchStatus.Affected(new Fix.None()));
  }

  private static Match hostile() {
    return match(
        HOSTILE,
        "CVE-2024-0001",
        new MatchStatus.Unknown("the version \"1.0\u001b[31m\u202e\" can't be compared"),
        word("high"));
  }

  private static Match low() {
    return match(
        LIBC, "CVE-2019-1010025", new MatchStatus.Affected(new Fix.WillNotFix()), word("low"));
  }

  private static Match unimportant() {
    return match(
        LIBC,
        "CVE-2010-4756",
        Statement.UNIMPORTANT,
        new MatchStatus.Affected(new Fix.None()),
        word("high"));
  }

  private static Match denied() {
    return match(
        LIBC, "CVE-2023-4911", new MatchStatus.NotAffected(MatchStatus.Reason.FIXED), word("high"));
  }

  private static Match match(
      Component component, String flaw, MatchStatus status, Severity... severities) {
    return match(component, flaw, Statement.RANGES, status, severities);
  }

  private static Match match(
      Component component,
      String flaw,
      Statement statement,
      MatchStatus status,
      Severity... severities) {
    boolean isDebian = component.type().equals("deb");
    Advisory advisory =
        new Advisory(
            new AdvisoryId(flaw),
            isDebian ? List.of() : List.of(new AdvisoryId("GHSA-0000-0000-0000")),
            List.of(),
            isDebian ? "debian-tracker" : "osv/github",
            isDebian ? "Debian:12" : component.type(),
            component.name(),
            List.of(new AffectedRange("0", "3.0.20-1~deb12u2", "")),
            List.of(),
            statement,
            List.of(severities),
            "2026-08-21T00:00:00Z",
            "",
            "CC-BY-4.0");
    return new Match(
        component,
        new AdvisoryId(flaw),
        advisory.aliases(),
        advisory,
        List.of(),
        status,
        component.version() + " < 3.0.20-1~deb12u2 (dpkg)",
        isDebian ? MatchingRule.DISTRIBUTION_FIRST : MatchingRule.ECOSYSTEM);
  }

  private static MatchStatus fixed(String version) {
    return new MatchStatus.Affected(new Fix.Available(version));
  }

  private static Severity word(String word) {
    return new Severity("WORD", word, "github");
  }

  private static Optional<Flaw> flaw(AdvisoryId id) {
    return Optional.of(
        new Flaw(
            id,
            "What " + id + " is about, <in a sentence> & more.",
            "2026-01-01T00:00:00Z",
            List.of(),
            List.of("javascript:alert(1)", "https://flaws.example/" + id)));
  }

  private static Component deb(String name, String version, String source) {
    Component component =
        new ComponentBuilder("deb")
            .namespace("debian")
            .name(name)
            .version(version)
            .architecture("amd64")
            .source(source, version)
            .build();
    return component.withEvidence(List.of(evidence("/var/lib/dpkg/status", 0)));
  }

  private static Component library(ComponentBuilder builder, int layer, String... paths) {
    return builder
        .build()
        .withEvidence(List.of(paths).stream().map(path -> evidence(path, layer)).sorted().toList());
  }

  private static Evidence evidence(String path, int layer) {
    return new Evidence(new Location(path, layer), layer, new AnalyserId("sample", 1), "sample");
  }

  private static SnapshotInfo data(String date) {
    return new SnapshotInfo(
        digest("data"),
        Instant.parse(date),
        false,
        List.of(
            new FeedInfo(
                "debian-tracker", Instant.parse(date), digest("feed"), 46_882, 0, "public domain")),
        316_651,
        60_840);
  }

  private static ImageSummary image() {
    return new ImageSummary(
        "registry.example/shop/cart:1.8",
        "registry.example/shop/cart:1.8",
        false,
        Optional.of(digest("manifest")),
        Optional.empty(),
        Optional.of(digest("config")),
        Platform.of("linux", "amd64"),
        "2026-11-01T12:00:00Z",
        Instant.parse("2026-11-01T12:00:00Z"),
        List.of(
            layer(0, "/bin/sh -c #(nop) ADD file:4f0c91aa in / "),
            layer(1, "RUN /bin/sh -c apt-get update && apt-get install -y openssl # buildkit"),
            layer(2, ""),
            layer(3, "COPY tool /opt/tool # buildkit"),
            layer(4, "COPY shop.war /app/ # buildkit"),
            layer(5, "COPY\tsrv\u001b /srv")),
        new Lineage(
            new BaseImage(
                "registry.example/debian:12", digest("base"), 2, Recognition.LAYER_PREFIX),
            List.of("registry.example/alpine:3: its layer 1 of 1 is not this image's")),
        "",
        12_345,
        Optional.empty());
  }

  private static LayerSummary layer(int index, String createdBy) {
    return new LayerSummary(
        index,
        new DiffId(digest("diff" + index)),
        Optional.of(digest("layer" + index)),
        "application/vnd.oci.image.layer.v1.tar+gzip",
        12_000_000,
        35_000_000,
        createdBy);
  }

  private static Digest digest(String of) {
    return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
  }
}
