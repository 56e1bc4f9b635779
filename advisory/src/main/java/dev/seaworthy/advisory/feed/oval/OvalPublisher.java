package dev.seaworthy.advisory.feed.oval;

import dev.seaworthy.advisory.RedHatStreams;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose OVAL definitions we read, by what their ids begin with, and what each calls its platforms.
///
/// @param idPart what the ids of its definitions have in them
/// @param source the name in [dev.seaworthy.advisory.Advisory#source]
/// @param licence of the records
/// @param rater who rated
/// @param platform finds the release in a criterion's comment or the title of a platform
/// @param ecosystem from that release to OSV's word
record OvalPublisher(
    String idPart,
    String source,
    String licence,
    String rater,
    Pattern platform,
    Function<String, String> ecosystem) {

  private static final List<OvalPublisher> KNOWN =
      List.of(
          of(
              "com.redhat.",
              "redhat-oval",
              "CC-BY-4.0",
              "Red Hat Enterprise Linux ([0-9]+)\\b.*",
              release -> "Red Hat:enterprise_linux:" + release),
          of(
              "org.almalinux.",
              "almalinux-oval",
              "MIT",
              "AlmaLinux ([0-9]+)\\b.*",
              release -> "AlmaLinux:" + release),
          of(
              "com.oracle.",
              "oracle-oval",
              "LicenseRef-Oracle",
              "Oracle Linux ([0-9]+)\\b.*",
              release -> "Oracle Linux:" + release),
          of(
              "com.vmware.",
              "photon-oval",
              "Apache-2.0",
              "Photon(?: OS)? ([0-9.]+)\\b.*",
              release -> "Photon OS:" + (release.contains(".") ? release : release + ".0")),
          of(
              "com.microsoft.azurelinux",
              "azurelinux-oval",
              "MIT",
              "Azure Linux(?: ([0-9]+).*)?",
              release -> "Azure Linux:" + (release.isEmpty() ? "3" : release)),
          of(
              "com.microsoft.cbl-mariner",
              "azurelinux-oval",
              "MIT",
              "CBL-Mariner(?: ([0-9]+).*)?",
              release -> "Azure Linux:" + (release.isEmpty() ? "2" : release)));

  private static OvalPublisher of(
      String idPart,
      String source,
      String licence,
      String platform,
      Function<String, String> ecosystem) {
    String rater = source.substring(0, source.indexOf('-'));
    return new OvalPublisher(idPart, source, licence, rater, Pattern.compile(platform), ecosystem);
  }

  static Optional<OvalPublisher> of(String definitionId) {
    return KNOWN.stream().filter(each -> definitionId.contains(each.idPart)).findFirst();
  }

  /// The ecosystem that a platform's name means; empty when it means none of the publisher's.
  String ecosystemOf(String name) {
    Matcher matcher = platform.matcher(name);
    if (!matcher.matches()) {
      return "";
    }
    String release = matcher.group(1);
    return RedHatStreams.ofEcosystem(ecosystem.apply(release == null ? "" : release));
  }

  /// Whether its statements tell modular packages from others.
  boolean isAwareOfModules() {
    return switch (source) {
      case "redhat-oval", "almalinux-oval", "oracle-oval" -> true;
      default -> false;
    };
  }
}
