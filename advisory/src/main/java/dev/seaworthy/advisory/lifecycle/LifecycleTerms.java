package dev.seaworthy.advisory.lifecycle;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.Lifecycle;
import dev.seaworthy.advisory.Lifecycle.When;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.lifecycle.SupportTerm.Extended;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the lifecycles in a database say of a distribution, as terms of support. They count where
/// they are newer than the table's, or speak of a release that the table doesn't know.
///
/// What the source leaves open stays as the table has it: which `ID`s a distribution goes by, its
/// codenames, who gets extended support. An end that the source only calls past, or a day that is
/// none, says too little to replace a date.
final class LifecycleTerms {

  /// endoflife.date's names of distributions, by the `ID` of their images.
  private static final Map<String, String> PRODUCTS =
      Map.ofEntries(
          Map.entry("almalinux", "almalinux"),
          Map.entry("alpine", "alpine-linux"),
          Map.entry("amzn", "amazon-linux"),
          Map.entry("centos", "centos"),
          Map.entry("centos-stream", "centos-stream"),
          Map.entry("debian", "debian"),
          Map.entry("fedora", "fedora"),
          Map.entry("ol", "oracle-linux"),
          Map.entry("opensuse", "opensuse"),
          Map.entry("opensuse-leap", "opensuse"),
          Map.entry("photon", "vmware-photon"),
          Map.entry("rhel", "rhel"),
          Map.entry("rocky", "rocky-linux"),
          Map.entry("sl-micro", "suse-linux-micro"),
          Map.entry("sle-micro", "suse-linux-micro"),
          Map.entry("sled", "sles"),
          Map.entry("sles", "sles"),
          Map.entry("ubuntu", "ubuntu"));

  private final String distribution;
  private final List<SupportTerm> known;

  private LifecycleTerms(String distribution, List<SupportTerm> known) {
    this.distribution = distribution;
    this.known = known;
  }

  /// @param distribution the `ID` of os-release; `centos-stream` for CentOS Stream
  /// @param known the table's terms of that distribution
  static List<SupportTerm> of(
      AdvisoryDatabase advisories, String distribution, List<SupportTerm> known) {
    return Optional.ofNullable(PRODUCTS.get(distribution))
        .flatMap(advisories::lifecycle)
        .map(lifecycle ->
            new LifecycleTerms(distribution, known)
                .terms(lifecycle, asOf(lifecycle, advisories.info())))
        .orElse(List.of());
  }

  /// endoflife.date's first API has no date, so that of the whole feed stands in.
  private static @Nullable LocalDate asOf(Lifecycle lifecycle, SnapshotInfo snapshot) {
    if (lifecycle.asOf().length() >= 10) {
      return day(lifecycle.asOf().substring(0, 10));
    }
    return snapshot.sources().stream()
        .filter(feed -> feed.name().equals(lifecycle.source()))
        .map(SnapshotInfo.FeedInfo::dataDate)
        .filter(date -> date.isAfter(Instant.EPOCH))
        .max(Instant::compareTo)
        .map(date -> LocalDate.ofInstant(date, ZoneOffset.UTC))
        .orElse(null);
  }

  private List<SupportTerm> terms(Lifecycle lifecycle, @Nullable LocalDate asOf) {
    List<SupportTerm> terms = new ArrayList<>();
    if (asOf == null) {
      return terms;
    }
    for (Lifecycle.Release release : lifecycle.releases()) {
      SupportTerm before = before(name(release));
      boolean isNews = before == null ? isOfThisDistribution(release) : asOf.isAfter(before.asOf());
      if (isNews) {
        term(release, before, lifecycle.source(), asOf).ifPresent(terms::add);
      }
    }
    return terms;
  }

  private @Nullable SupportTerm before(String release) {
    return known.stream().filter(term -> term.release().equals(release)).findFirst().orElse(null);
  }

  /// SUSE's images have no number for the first release of a line, but from 16 on.
  private String name(Lifecycle.Release release) {
    boolean isFirst = release.name().equals("12.0") || release.name().equals("15.0");
    return isFirst && distribution.startsWith("sle")
        ? release.name().substring(0, 2)
        : release.name();
  }

  /// Two distributions may be one product, of which each has its own releases.
  private boolean isOfThisDistribution(Lifecycle.Release release) {
    return switch (distribution) {
      case "opensuse", "sle-micro" -> false;
      default -> !release.name().isEmpty();
    };
  }

  private Optional<SupportTerm> term(
      Lifecycle.Release release, @Nullable SupportTerm before, String source, LocalDate asOf) {
    When end = release.endOfLife();
    LocalDate standard = day(end.word());
    if (standard == null && !end.word().equals("no")) {
      return Optional.empty();
    }
    LocalDate extended = day(release.extendedSupportEnd().word());
    Extended by = Extended.NOBODY;
    if (extended != null) {
      by = extendedBy(before);
    } else if (before != null && !release.extendedSupportEnd().word().equals("no")) {
      extended = before.extendedEndOrNull();
      by = before.extendedBy();
    }
    return Optional.of(
        new SupportTerm(
            before == null ? List.of(distribution) : before.distributions(),
            name(release),
            before == null ? codename(release) : before.codename(),
            standard,
            extended,
            by,
            source,
            asOf));
  }

  /// Debian's long-term support is public, all others have to be paid or asked for.
  private Extended extendedBy(@Nullable SupportTerm before) {
    if (before != null && before.extendedBy() != Extended.NOBODY) {
      return before.extendedBy();
    }
    return distribution.equals("debian") ? Extended.EVERYBODY : Extended.SUBSCRIBERS;
  }

  /// Debian's images of testing are known by it alone.
  private String codename(Lifecycle.Release release) {
    return distribution.equals("debian") ? release.codename().toLowerCase(Locale.ROOT) : "";
  }

  private static @Nullable LocalDate day(String word) {
    try {
      return word.length() == 10 ? LocalDate.parse(word) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
