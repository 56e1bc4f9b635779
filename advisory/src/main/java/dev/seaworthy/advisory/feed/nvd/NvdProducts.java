package dev.seaworthy.advisory.feed.nvd;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Turns NVD's configurations into statements on products: one for each product and for what has to
/// be there too.
final class NvdProducts {

  /// What the database calls products that are known by a CPE name; not one of OSV's words.
  static final String ECOSYSTEM = "CPE";

  /// Platforms that no Linux image is.
  private static final Set<String> FOREIGN =
      Set.of(
          "android",
          "iphone_os",
          "ipados",
          "mac_os",
          "mac_os_x",
          "macos",
          "windows",
          "windows_10",
          "windows_11",
          "windows_7",
          "windows_server",
          "windows_server_2016",
          "windows_server_2019",
          "windows_server_2022");

  private static final int ALONGSIDE_MAX = 3;

  private final AdvisoryId id;
  private final String modified;
  private final List<Severity> severities;
  private final Consumer<String> leftOut;
  private final Map<Key, Versions> found = new TreeMap<>();

  NvdProducts(AdvisoryId id, String modified, List<Severity> severities, Consumer<String> leftOut) {
    this.id = id;
    this.modified = modified;
    this.severities = severities;
    this.leftOut = leftOut;
  }

  private record Key(String product, String alongside) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byProduct = product.compareTo(other.product);
      return byProduct != 0 ? byProduct : alongside.compareTo(other.alongside);
    }
  }

  private static final class Versions {
    private final List<AffectedRange> ranges = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private boolean isUnsaid;
  }

  List<Advisory> read(List<JsonObject> configurations) throws BadRecordException {
    for (JsonObject configuration : configurations) {
      configuration(configuration);
    }
    List<Advisory> advisories = new ArrayList<>();
    found.forEach((key, versions) -> advisories.add(advisory(key, versions)));
    return advisories;
  }

  private Advisory advisory(Key key, Versions versions) {
    boolean isUnsaid = versions.isUnsaid && versions.ranges.isEmpty() && versions.listed.isEmpty();
    return new Advisory(
        id,
        List.of(),
        List.of(),
        NvdRecord.SOURCE,
        ECOSYSTEM,
        key.product,
        versions.ranges.stream().distinct().toList(),
        versions.listed.stream().distinct().sorted().toList(),
        isUnsaid ? Statement.UNDETERMINED : Statement.RANGES,
        severities,
        modified,
        "",
        NvdRecord.LICENCE,
        new Scope("", List.of(), key.alongside),
        "");
  }

  private void configuration(JsonObject configuration) throws BadRecordException {
    boolean isTogether = configuration.text("operator").equals("AND");
    List<JsonObject> vulnerable = new ArrayList<>();
    List<PlatformName> platforms = new ArrayList<>();
    for (JsonObject node : configuration.objects("nodes")) {
      if (node.isTrue("negate")) {
        leftOut.accept("a configuration by what is not there");
        return;
      }
      for (JsonObject match : node.objects("cpeMatch")) {
        if (match.isTrue("vulnerable")) {
          vulnerable.add(match);
        } else if (isTogether || node.text("operator").equals("AND")) {
          platforms.add(PlatformName.parse(match.text("criteria")));
        }
      }
    }
    boolean isElsewhere =
        !platforms.isEmpty()
            && platforms.stream()
                .allMatch(each -> FOREIGN.contains(each.product()) || each.part().equals("h"));
    if (isElsewhere) {
      leftOut.accept("only on platforms or hardware that no Linux image is");
      return;
    }
    for (JsonObject match : vulnerable) {
      match(match, platforms);
    }
  }

  private void match(JsonObject match, List<PlatformName> platforms) throws BadRecordException {
    PlatformName name = PlatformName.parse(match.text("criteria"));
    if (name.part().equals("h") || FOREIGN.contains(name.targetSoftware())) {
      leftOut.accept("only on platforms or hardware that no Linux image is");
      return;
    }
    List<String> alongside = new ArrayList<>();
    if (!name.isForAnySoftware()) {
      alongside.add(name.targetSoftware());
    }
    platforms.stream().map(PlatformName::product).distinct().sorted().forEach(alongside::add);
    String together = String.join(" or ", alongside.stream().limit(ALONGSIDE_MAX).toList());
    Key key = new Key(Fields.name(name.key(), "product"), together);
    add(found.computeIfAbsent(key, _ -> new Versions()), match, name);
  }

  /// The excluded start of a range is taken as included: OSV's ranges can't say it, and one version
  /// too many is the error that gets noticed.
  private static void add(Versions versions, JsonObject match, PlatformName name)
      throws BadRecordException {
    if (!name.isAnyVersion()) {
      if (name.isWithoutVersion()) {
        versions.isUnsaid = true;
      } else {
        versions.listed.add(Fields.name(name.version(), "version"));
      }
      return;
    }
    String start = match.text("versionStartIncluding");
    start = start.isEmpty() ? match.text("versionStartExcluding") : start;
    versions.ranges.add(
        new AffectedRange(
            start.isEmpty() ? AffectedRange.FIRST : start,
            match.text("versionEndExcluding"),
            match.text("versionEndIncluding")));
  }
}
