package dev.seaworthy.fuzz;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Lifecycle;
import dev.seaworthy.advisory.database.BuiltInFeeds;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.database.DatabaseTrust;
import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.advisory.version.ParsedVersion;
import dev.seaworthy.advisory.version.VersionOrder;
import dev.seaworthy.advisory.version.VersionOrder.Certain;
import dev.seaworthy.advisory.version.VersionScheme;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.PackageUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Versions, package URLs, the records of feeds, and database files.
final class AdvisoryTargets {

  private AdvisoryTargets() {}

  static List<Target> all() {
    List<Target> targets = new ArrayList<>();
    for (VersionScheme scheme : VersionScheme.values()) {
      targets.add(new Target("version-" + scheme.id(), bytes -> order(scheme, text(bytes))));
    }
    for (AdvisoryFeed feed : BuiltInFeeds.all(Limits.defaults())) {
      targets.add(ImageTargets.lawful("feed-" + feed.name(), bytes -> read(feed, bytes)));
    }
    targets.add(ImageTargets.lawful("purl", bytes -> purl(text(bytes))));
    targets.add(ImageTargets.lawful("database", AdvisoryTargets::database));
    return targets;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Three versions, one a line: the order of two is the reverse of their reverse, and what is
  /// before a version is before all that come after it. The latter is not so of Maven's own order:
  /// `hp00` is after `0.`, which is after `0cr`, but before `0cr`.
  private static void order(VersionScheme scheme, String lines) {
    String[] texts = (lines + "\n\n").split("\n", -1);
    ParsedVersion one = scheme.parse(texts[0]);
    ParsedVersion two = scheme.parse(texts[1]);
    ParsedVersion three = scheme.parse(texts[2]);
    VersionOrder first = one.order(two);
    VersionOrder second = two.order(three);
    VersionOrder both = one.order(three);
    VersionOrder back = two.order(one);
    boolean isReversed =
        first instanceof Certain ? back.equals(reversed(first)) : !(back instanceof Certain);
    if (!isReversed) {
      throw new IllegalStateException(
          "%s: %s is %s to %s, which is %s to it"
              .formatted(scheme, one.text(), first, two.text(), back));
    }
    boolean isChain =
        scheme != VersionScheme.MAVEN && first instanceof Certain && first.equals(second);
    if (isChain && both instanceof Certain && !both.equals(first)) {
      throw new IllegalStateException(
          "%s: %s, %s, %s are each %s to the next, but the first is %s to the last"
              .formatted(scheme, one.text(), two.text(), three.text(), first, both));
    }
  }

  private static VersionOrder reversed(VersionOrder order) {
    return switch (order) {
      case Certain.LESS -> Certain.GREATER;
      case Certain.EQUAL -> Certain.EQUAL;
      case Certain.GREATER -> Certain.LESS;
      case VersionOrder.Incomparable incomparable -> incomparable;
    };
  }

  /// What was understood is written so that it is understood again.
  private static void purl(String text) {
    PackageUrl purl = PackageUrl.parse(text);
    if (!PackageUrl.parse(purl.toString()).equals(purl)) {
      throw new IllegalStateException("read as another one: " + purl);
    }
  }

  private static void read(AdvisoryFeed feed, byte[] bytes) {
    FeedDocument document =
        new FeedDocument("input.json", bytesMax -> new ByteArrayInputStream(bytes));
    RecordSink sink =
        new RecordSink() {
          @Override
          public void record(FeedRecord record) {
            // That it could be made is enough.
          }

          @Override
          public void lifecycle(Lifecycle lifecycle) {
            // That it could be made is enough.
          }

          @Override
          public void leftOut(String reason) {
            // What is left out is counted elsewhere.
          }

          @Override
          public void damaged(String name, String reason) {
            // A record that says that it is damaged is lawful.
          }
        };
    try {
      feed.read(document, sink);
    } catch (IOException e) {
      throw new IllegalStateException("no stream failed", e);
    }
  }

  private static void database(byte[] bytes) {
    try (DatabaseFile database = DatabaseFile.open(bytes, "input", DatabaseTrust.OF_THE_PROGRAM)) {
      for (String ecosystem : database.ecosystems()) {
        database.statements(ecosystem, "openssl").toList();
      }
      database.byId(new AdvisoryId("CVE-2022-0778"));
      database.flaw(new AdvisoryId("CVE-2022-0778"));
    }
  }
}
