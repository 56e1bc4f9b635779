package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.PackageNames;
import dev.seaworthy.advisory.PurlEcosystems;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.version.VersionScheme;
import dev.seaworthy.advisory.version.VersionSchemes;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells where to look each component of one image up, and remembers what could not be looked up.
final class Targets {

  /// By purl type: how a distribution's own packages are ordered.
  private static final Map<String, VersionScheme> ORDERINGS =
      Map.of("deb", VersionScheme.DPKG, "apk", VersionScheme.APK, "rpm", VersionScheme.RPM);

  /// Distributions of rpm whose statements name source packages; the others name binary ones.
  private static final Set<String> RPM_BY_SOURCE =
      Set.of("Azure Linux", "Mageia", "SUSE", "openEuler", "openSUSE");

  /// What the inventory calls the module of an rpm, and the CPE names of a recognised program.
  private static final String MODULARITY_PROPERTY = "rpm:modularity";

  private static final String CPE_PROPERTY = "cpe";

  /// What the database calls products that are known by CPE names.
  private static final String PLATFORM_NAMES = "CPE";

  private static final int CPE_VENDOR = 3;
  private static final int CPE_PRODUCT = 4;

  private final AdvisoryDatabase database;
  private final List<String> distributionEcosystems;
  private final List<Ecosystem> covered;
  private final List<Channels.Channel> channels;
  private final boolean isDistributionKnown;
  private final Map<Missing, Integer> missing = new HashMap<>();
  private String lastReason = "";

  Targets(
      AdvisoryDatabase database, @Nullable Distribution distribution, Subscriptions subscriptions) {
    this.database = database;
    this.isDistributionKnown = distribution != null;
    this.distributionEcosystems =
        distribution == null ? List.of() : DistributionEcosystems.of(distribution);
    this.covered =
        distributionEcosystems.stream().filter(database::covers).map(Ecosystem::of).toList();
    this.channels =
        distribution == null ? List.of() : Channels.of(database, distribution, subscriptions);
  }

  /// One of the distribution's ecosystems that the snapshot covers.
  ///
  /// @param naming which packages its statements name
  private record Ecosystem(String name, VersionScheme ordering, Naming naming) {
    static Ecosystem of(String name) {
      VersionScheme ordering = VersionSchemes.forEcosystem(name);
      String family = PackageNames.family(name);
      Naming naming =
          ordering != VersionScheme.RPM || RPM_BY_SOURCE.contains(family)
              ? Naming.SOURCE
              : family.equals("Red Hat") ? Naming.BOTH : Naming.BINARY;
      return new Ecosystem(name, ordering, naming);
    }
  }

  /// Which packages statements name.
  private enum Naming {
    BINARY,
    SOURCE,
    BOTH
  }

  /// Why components can't be looked up; counted.
  private record Missing(String ecosystem, boolean isDistribution, String reason) {}

  /// Where to look a component up; empty when the snapshot has nothing on its ecosystem, which is
  /// then counted.
  List<Target> of(Component component) {
    VersionScheme ordering = ORDERINGS.get(component.type());
    return ordering == null ? ofLanguage(component) : ofDistribution(component, ordering);
  }

  /// The distribution's ecosystems that the snapshot covers.
  List<String> coveredDistribution() {
    return covered.stream().map(Ecosystem::name).toList();
  }

  private List<Target> ofLanguage(Component component) {
    String ecosystem = PurlEcosystems.of(component.type()).orElse(null);
    if (ecosystem == null && component.properties().containsKey(CPE_PROPERTY)) {
      return ofPlatformName(component);
    }
    if (ecosystem == null) {
      missing(component.type(), false, "no feed speaks of components of type " + component.type());
      return List.of();
    }
    if (!database.covers(ecosystem)) {
      boolean isTouched = database.touches(ecosystem);
      String what = isTouched ? " but single packages" : "";
      missing(ecosystem, false, "the advisory database has nothing on " + ecosystem + what);
      if (!isTouched) {
        return List.of();
      }
    }
    String name = component.qualifiedName();
    VersionScheme scheme = VersionSchemes.forPackage(ecosystem, name);
    return List.of(Target.of(ecosystem, name, scheme.parse(component.version()), Target.OWN));
  }

  /// A program that no package manager installed, recognised by what is in it: NVD's products are
  /// asked, and only by the CPE names that the recognition gives as evidence.
  private List<Target> ofPlatformName(Component component) {
    if (!database.covers(PLATFORM_NAMES)) {
      missing(
          PLATFORM_NAMES,
          false,
          "the advisory database has nothing on products by their CPE names");
      return List.of();
    }
    List<Target> targets = new ArrayList<>();
    for (String cpe : component.properties().getOrDefault(CPE_PROPERTY, "").split("\\s+", -1)) {
      String[] fields = cpe.split("(?<!\\\\):", -1);
      if (fields.length > CPE_PRODUCT && cpe.startsWith("cpe:2.3:")) {
        targets.add(
            Target.of(
                PLATFORM_NAMES,
                (fields[CPE_VENDOR] + ":" + fields[CPE_PRODUCT]).replace("\\", ""),
                VersionSchemes.forEcosystem(PLATFORM_NAMES).parse(component.version()),
                Target.OWN));
      }
    }
    return targets;
  }

  private List<Target> ofDistribution(Component component, VersionScheme ordering) {
    if (!isDistributionKnown) {
      missing(
          component.type(),
          true,
          "%s packages of a distribution that doesn't say which it is".formatted(component.type()));
      return List.of();
    }
    List<Target> targets = new ArrayList<>(1);
    for (Ecosystem ecosystem : covered) {
      if (ecosystem.ordering() == ordering) {
        addTargets(component, ecosystem, Target.DISTRIBUTION, targets);
      }
    }
    for (Channels.Channel channel : channels) {
      Ecosystem ecosystem = Ecosystem.of(channel.ecosystem());
      if (ecosystem.ordering() == ordering) {
        boolean isSource = channel.isSource(component.version());
        addTargets(
            component,
            ecosystem,
            new Target.OfChannel(channel.name(), isSource, channel.isSubscribed()),
            targets);
      }
    }
    if (targets.isEmpty()) {
      String ecosystem = distributionEcosystems.getFirst();
      missing(ecosystem, true, "the advisory database has nothing on " + ecosystem);
    }
    return targets;
  }

  private static void addTargets(
      Component component, Ecosystem ecosystem, Target.Origin origin, List<Target> targets) {
    Component.SourcePackage source = component.source();
    if (ecosystem.naming() != Naming.SOURCE) {
      targets.add(
          target(component, ecosystem, origin, component.name(), component.version(), false));
    }
    if (ecosystem.naming() != Naming.BINARY) {
      String version =
          source == null || source.version().isEmpty() ? component.version() : source.version();
      String name = source == null ? component.name() : source.name();
      targets.add(target(component, ecosystem, origin, name, version, true));
    }
  }

  private static Target target(
      Component component,
      Ecosystem ecosystem,
      Target.Origin origin,
      String name,
      String packageVersion,
      boolean isSource) {
    String version = packageVersion;
    if (ecosystem.ordering() == VersionScheme.RPM && version.indexOf(':') < 0) {
      version = withEpoch(version, component.purl());
    }
    Target.Packaging packaging =
        ecosystem.ordering() == VersionScheme.RPM
            ? new Target.Packaging(
                module(component), isSource ? Scope.SOURCE : component.architecture())
            : Target.Packaging.PLAIN;
    return new Target(
        ecosystem.name(), name, ecosystem.ordering().parse(version), origin, packaging);
  }

  /// Name and stream of the module that an rpm was built in, as its `modularitylabel` begins.
  private static String module(Component component) {
    String label = component.properties().getOrDefault(MODULARITY_PROPERTY, "");
    int first = label.indexOf(':');
    int second = first < 0 ? -1 : label.indexOf(':', first + 1);
    return second < 0 ? label : label.substring(0, second);
  }

  /// purl keeps an rpm's epoch apart from its version.
  private static String withEpoch(String version, String purl) {
    int qualifiers = purl.indexOf('?');
    int at = qualifiers < 0 ? -1 : purl.indexOf("epoch=", qualifiers);
    if (at < 0 || version.isEmpty()) {
      return version;
    }
    int from = at + "epoch=".length();
    int to = purl.indexOf('&', from);
    return purl.substring(from, to < 0 ? purl.length() : to) + ":" + version;
  }

  /// Why the last component that could not be looked up could not.
  String lastReason() {
    return lastReason;
  }

  private void missing(String ecosystem, boolean isDistribution, String reason) {
    lastReason = reason;
    missing.merge(new Missing(ecosystem, isDistribution, reason), 1, Integer::sum);
  }

  List<Uncovered> uncovered() {
    List<Uncovered> uncovered = new ArrayList<>();
    missing.forEach((what, count) ->
        uncovered.add(new Uncovered(what.ecosystem, what.isDistribution, count, what.reason)));
    uncovered.sort(null);
    return uncovered;
  }
}
