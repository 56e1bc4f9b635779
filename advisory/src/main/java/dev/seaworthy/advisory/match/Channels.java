package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.inventory.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The channels of a distribution that not everybody has: Ubuntu Pro, and the streams in which Red
/// Hat keeps minor releases alive. An image doesn't say which of them its user has, the policy does
/// ([Subscriptions]); a package's version tells where that package was built.
final class Channels {

  private static final Pattern MINOR = Pattern.compile("([0-9]+)\\.([0-9]+).*");
  private static final Pattern RED_HAT_STREAM =
      Pattern.compile("Red Hat:(?:rhel|enterprise_linux)_([a-z0-9_]+):([0-9]+)(?:\\.([0-9]+))?");

  /// The one stream that names no minor release: it keeps the last of a major one alive.
  private static final String LIFECYCLE_SUPPORT = "els";

  private static final Map<String, String> LAST_MINORS =
      Map.of("6", "10", "7", "9", "8", "10", "9", "10", "10", "10");

  /// Its packages bear no mark that others of that minor release don't.
  private static final Pattern NO_BUILD = Pattern.compile("(?!)");

  private static final String PRO = "Ubuntu:Pro:";

  /// Those that go on when public support has ended.
  private static final Set<String> EXTENDING = Set.of("ubuntu-pro", "rhel-els");

  /// What Ubuntu Pro's packages bear in their versions.
  private static final Pattern PRO_BUILD = Pattern.compile(".*(esm[0-9]|[Ff]ips).*");

  private Channels() {}

  /// One of them.
  ///
  /// @param ecosystem where its statements are
  /// @param word as [Subscriptions] has it
  /// @param name for people
  /// @param build what the versions of its packages look like
  /// @param isSubscribed whether the operator has it for this image
  record Channel(String ecosystem, String word, String name, Pattern build, boolean isSubscribed) {
    boolean isSource(String version) {
      return build.matcher(version).matches();
    }

    boolean extendsSupport() {
      return EXTENDING.contains(word);
    }
  }

  /// Those that the snapshot has statements of.
  static List<Channel> of(
      AdvisoryDatabase database, Distribution distribution, Subscriptions subscriptions) {
    return switch (distribution.id()) {
      case "ubuntu" -> ubuntu(database, distribution.versionId(), subscriptions);
      case "rhel", "centos" -> redHat(database, distribution.versionId(), subscriptions);
      default -> List.of();
    };
  }

  private static List<Channel> ubuntu(
      AdvisoryDatabase database, String version, Subscriptions subscriptions) {
    List<Channel> channels = new ArrayList<>();
    for (String ecosystem : database.ecosystems()) {
      boolean isPro =
          ecosystem.startsWith(PRO)
              && (ecosystem.endsWith(":" + version) || ecosystem.endsWith(":" + version + ":LTS"));
      if (isPro) {
        // `Ubuntu:Pro:22.04:LTS`, and `Ubuntu:Pro:FIPS-updates:22.04:LTS`.
        int end = ecosystem.lastIndexOf(":" + version);
        String part = end < PRO.length() ? "" : ecosystem.substring(PRO.length(), end);
        String word = "ubuntu-pro" + (part.isEmpty() ? "" : "-" + part.toLowerCase(Locale.ROOT));
        String name = "Ubuntu Pro" + (part.isEmpty() ? "" : " " + part);
        channels.add(
            new Channel(ecosystem, word, name, PRO_BUILD, subscriptions.channels().contains(word)));
      }
    }
    return channels;
  }

  /// A build for a minor release has it in its release, as in `3.0.7-16.el9_2.3`.
  private static List<Channel> redHat(
      AdvisoryDatabase database, String version, Subscriptions subscriptions) {
    Matcher release = MINOR.matcher(version);
    if (!release.matches()) {
      return List.of();
    }
    List<Channel> channels = new ArrayList<>();
    for (String ecosystem : database.ecosystems()) {
      Matcher stream = RED_HAT_STREAM.matcher(ecosystem);
      String minor = stream.matches() ? minor(stream) : "";
      if (!minor.isEmpty() && stream.group(2).equals(release.group(1))) {
        String word = "rhel-" + stream.group(1).replace('_', '-');
        boolean isOfThisMinor = minor.equals(release.group(2));
        channels.add(
            new Channel(
                ecosystem,
                word,
                ecosystem.replace("Red Hat:", "Red Hat "),
                stream.group(3) == null ? NO_BUILD : build(stream.group(2), minor),
                isOfThisMinor && subscriptions.channels().contains(word)));
      }
    }
    return channels;
  }

  /// The minor release that a stream keeps alive, or empty where it keeps none.
  private static String minor(Matcher stream) {
    if (stream.group(3) != null) {
      return stream.group(3);
    }
    return stream.group(1).equals(LIFECYCLE_SUPPORT)
        ? LAST_MINORS.getOrDefault(stream.group(2), "")
        : "";
  }

  private static Pattern build(String major, String minor) {
    return Pattern.compile(".*[.+]el" + major + "[_.]" + minor + "([^0-9].*)?");
  }
}
