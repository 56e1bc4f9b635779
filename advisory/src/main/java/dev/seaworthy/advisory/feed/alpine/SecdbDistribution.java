package dev.seaworthy.advisory.feed.alpine;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose security database a document is.
///
/// @param ecosystem OSV's word; for Alpine the branch follows
/// @param source the name in [dev.seaworthy.advisory.Advisory#source]
/// @param licence of the records
/// @param addressPart what its `urlprefix` has in it
record SecdbDistribution(String ecosystem, String source, String licence, String addressPart) {

  static final SecdbDistribution ALPINE =
      new SecdbDistribution("Alpine", "alpine-secdb", "CC-BY-SA-4.0", "alpine");

  private static final List<SecdbDistribution> ROLLING =
      List.of(
          new SecdbDistribution("Wolfi", "wolfi-secdb", "Apache-2.0", "wolfi"),
          new SecdbDistribution("Chainguard", "chainguard-secdb", "Apache-2.0", "chainguard"));

  private static final Pattern BRANCH = Pattern.compile("(v[0-9]+\\.[0-9]+|edge)");

  /// @param document its path, whose folder names the branch where the document doesn't
  /// @param head the document's own members
  /// @throws SeaworthyException [AdvisoryError#FEED_DAMAGED] when neither tells the branch
  static SecdbDistribution of(String document, Map<String, String> head) {
    String address = head.getOrDefault("urlprefix", "");
    for (SecdbDistribution distribution : ROLLING) {
      if (address.contains(distribution.addressPart)) {
        return distribution;
      }
    }
    Matcher own = BRANCH.matcher(head.getOrDefault("distroversion", ""));
    if (own.matches()) {
      return ALPINE.branch(own.group());
    }
    for (String part : document.split("/", -1)) {
      Matcher folder = BRANCH.matcher(part);
      if (folder.matches()) {
        return ALPINE.branch(folder.group());
      }
    }
    throw new SeaworthyException(
        AdvisoryError.FEED_DAMAGED,
        "%s: neither its distroversion (\"%s\") nor its path tells the branch"
            .formatted(document, Text.shorten(head.getOrDefault("distroversion", ""), 40)));
  }

  private SecdbDistribution branch(String branch) {
    return new SecdbDistribution(ecosystem + ":" + branch, source, licence, addressPart);
  }
}
