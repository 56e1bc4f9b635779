package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.inventory.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The channels of a distribution that not everybody has: Ubuntu Pro, and the streams in which Red
/// Hat keeps minor releases alive. An image doesn't say which of them its user has, but a package's
/// version tells where that package was built.
final class Channels {

  private static final Pattern MINOR = Pattern.compile("([0-9]+)\\.([0-9]+).*");
  private static final Pattern RED_HAT_STREAM =
      Pattern.compile("Red Hat:(?:rhel|enterprise_linux)_[a-z0-9_]+:([0-9]+)\\.([0-9]+)");

  /// What Ubuntu Pro's packages bear in their versions.
  private static final Pattern PRO_BUILD = Pattern.compile(".*(esm[0-9]|[Ff]ips).*");

  private Channels() {}

  /// One of them.
  ///
  /// @param ecosystem where its statements are
  /// @param name for people
  /// @param build what the versions of its packages look like
  record Channel(String ecosystem, String name, Pattern build) {
    boolean isSource(String version) {
      return build.matcher(version).matches();
    }
  }

  /// Those that the snapshot has statements of.
  static List<Channel> of(AdvisoryDatabase database, Distribution distribution) {
    return switch (distribution.id()) {
      case "ubuntu" -> ubuntu(database, distribution.versionId());
      case "rhel", "centos" -> redHat(database, distribution.versionId());
      default -> List.of();
    };
  }

  private static List<Channel> ubuntu(AdvisoryDatabase database, String version) {
    List<Channel> channels = new ArrayList<>();
    for (String ecosystem : database.ecosystems()) {
      boolean isPro =
          ecosystem.startsWith("Ubuntu:Pro:")
              && (ecosystem.endsWith(":" + version) || ecosystem.endsWith(":" + version + ":LTS"));
      if (isPro) {
        channels.add(new Channel(ecosystem, "Ubuntu Pro", PRO_BUILD));
      }
    }
    return channels;
  }

  /// A build for a minor release has it in its release, as in `3.0.7-16.el9_2.3`.
  private static List<Channel> redHat(AdvisoryDatabase database, String version) {
    Matcher release = MINOR.matcher(version);
    if (!release.matches()) {
      return List.of();
    }
    List<Channel> channels = new ArrayList<>();
    for (String ecosystem : database.ecosystems()) {
      Matcher stream = RED_HAT_STREAM.matcher(ecosystem);
      if (stream.matches() && stream.group(1).equals(release.group(1))) {
        String tag = "el" + stream.group(1) + "[_.]" + stream.group(2);
        channels.add(
            new Channel(
                ecosystem,
                ecosystem.replace("Red Hat:", "Red Hat "),
                Pattern.compile(".*[.+]" + tag + "([^0-9].*)?")));
      }
    }
    return channels;
  }
}
