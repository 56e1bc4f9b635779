package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.SnapshotInfo.FeedInfo;
import dev.seaworthy.advisory.lifecycle.SupportTable;
import dev.seaworthy.advisory.match.Uncovered;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Values to decide on.
public final class Given {

  static final Instant NOW = Instant.parse("2026-11-21T09:14:00Z");
  static final AssetClass CART = new AssetClass("", "registry.example/shop/cart:1.8");
  static final String CRITICAL_VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H";
  static final String MODERATE_VECTOR = "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N";

  public static final Distribution DEBIAN =
      new Distribution(
          "debian", "12", "bookworm", "Debian GNU/Linux 12", List.of(), "/etc/os-release");

  static final Enrichment LOG4SHELL_IN_KEV =
      new Enrichment.KnownExploited(
          "cisa-kev", "CC0-1.0", "2026-08-07", "2021-12-10", "2021-12-24", "Known", "Log4Shell");

  private Given() {}

  static Component deb(String name, String version, String source) {
    return component(
        "deb",
        "debian",
        name,
        version,
        "pkg:deb/debian/" + name + "@" + version + "?arch=amd64&distro=debian-12",
        new SourcePackage(source, version),
        "/var/lib/dpkg/status");
  }

  public static Component npm(String name, String version, String path) {
    return component("npm", "", name, version, "pkg:npm/" + name + "@" + version, null, path);
  }

  static Component component(
      String type,
      String namespace,
      String name,
      String version,
      String purl,
      @Nullable SourcePackage source,
      String path) {
    return new Component(
        type,
        namespace,
        name,
        version,
        purl,
        "",
        source,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(evidence(path)),
        Map.of());
  }

  static Evidence evidence(String path) {
    return new Evidence(new Location(path, 0), 0, new AnalyserId("test", 1), "test");
  }

  static Advisory advisory(String id, Statement statement, Severity... severities) {
    return new Advisory(
        new AdvisoryId(id),
        List.of(),
        List.of(),
        "osv",
        "any",
        "any",
        List.of(),
        List.of(),
        statement,
        List.of(severities),
        "",
        "",
        "");
  }

  static Severity cvss3(String vector) {
    return new Severity("CVSS_V3", vector, "nvd");
  }

  static Severity word(String word) {
    return new Severity("WORD", word, "github");
  }

  static Match match(Component component, String flaw, MatchStatus status, Severity... severities) {
    return match(component, flaw, List.of(), status, Statement.RANGES, severities);
  }

  static Match match(
      Component component,
      String flaw,
      List<String> aliases,
      MatchStatus status,
      Statement statement,
      Severity... severities) {
    return new Match(
        component,
        new AdvisoryId(flaw),
        aliases.stream().map(AdvisoryId::new).toList(),
        advisory(flaw, statement, severities),
        List.of(),
        status,
        "",
        "matching.ranges");
  }

  static MatchStatus fixedIn(String version) {
    return new MatchStatus.Affected(new Fix.Available(version));
  }

  static MatchStatus unfixed() {
    return new MatchStatus.Affected(new Fix.None());
  }

  static SnapshotInfo data(String dataDate) {
    return new SnapshotInfo(
        Digest.sha256(new byte[0]), Instant.parse(dataDate), false, List.of(), 100_000, 50_000);
  }

  static SnapshotInfo starterSet() {
    return new SnapshotInfo(
        Digest.sha256(new byte[0]), Instant.parse("2026-11-20T00:00:00Z"), true, List.of(), 60, 60);
  }

  static SnapshotInfo dataWithDamage(String feed, long damaged) {
    return new SnapshotInfo(
        Digest.sha256(new byte[0]),
        Instant.parse("2026-11-20T00:00:00Z"),
        false,
        List.of(new FeedInfo(feed, NOW, Digest.sha256(new byte[0]), 10, damaged, "")),
        100_000,
        50_000);
  }

  /// Everything was looked for and nothing seen.
  static final Inspection NOTHING_SEEN =
      new Inspection(
          List.of(),
          Stream.of(Subject.values())
              .map(subject -> new EngineReport(subject, "sample", "1", "1", null, 1, 1, 1))
              .toList(),
          List.of());

  /// A survey of a whole, well-read Debian image with fresh data.
  static Survey survey(Match... matches) {
    return survey(data("2026-11-20T00:00:00Z"), List.of(), List.of(), matches);
  }

  /// A survey of an image that says that it is Debian, or says nothing, with these components.
  public static Survey surveyOf(@Nullable Distribution distribution, Component... components) {
    return new Survey(
        CART,
        NOW,
        new Inventory(distribution, List.of(components), List.of(), List.of()),
        List.of(),
        List.of(),
        NOTHING_SEEN,
        List.of(),
        data("2026-11-20T00:00:00Z"),
        SupportTable.builtIn().at(distribution, LocalDate.of(2026, 11, 21), false),
        Map.of(),
        id -> Optional.empty(),
        id -> List.of());
  }

  /// The same survey at another time, of another asset, in other circumstances.
  static Survey with(
      Survey given,
      Instant at,
      AssetClass asset,
      List<Deviation> deviations,
      Circumstances circumstances) {
    return new Survey(
        asset,
        at,
        given.inventory(),
        given.matches(),
        given.uncovered(),
        given.inspection(),
        given.gaps(),
        given.data(),
        given.support(),
        given.detections(),
        deviations,
        given.flaws(),
        given.enrichments(),
        circumstances);
  }

  static Survey survey(
      SnapshotInfo data, List<Gap> gaps, List<Uncovered> uncovered, Match... matches) {
    List<Component> components =
        Stream.concat(
                Stream.of(deb("base-files", "12", "base-files")),
                Stream.of(matches).map(Match::component))
            .distinct()
            .sorted()
            .toList();
    return new Survey(
        CART,
        NOW,
        new Inventory(DEBIAN, components, List.of(), List.of()),
        List.of(matches),
        uncovered,
        NOTHING_SEEN,
        gaps,
        data,
        SupportTable.builtIn().at(DEBIAN, LocalDate.of(2026, 11, 21), false),
        Map.of(),
        id -> Optional.of(new Flaw(id, "A flaw called " + id + ".", "", List.of(), List.of())),
        id -> id.value().equals("CVE-2021-44228") ? List.of(LOG4SHELL_IN_KEV) : List.of());
  }
}
