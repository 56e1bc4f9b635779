package dev.seaworthy.advisory.version;

import dev.seaworthy.base.Text;

/// A text that its ecosystem doesn't take for a version, or can't place.
///
/// @param why the answer to every comparison but the one with the same text
record UnorderedVersion(VersionScheme scheme, String text, VersionOrder.Incomparable why)
    implements ParsedVersion {

  private static final int SHOWN_CHARS = 60;

  /// @param reason what is wrong, to follow "…: "
  static UnorderedVersion of(VersionScheme scheme, String text, String reason) {
    String sentence =
        "\"%s\" can't be ordered as a %s version: %s"
            .formatted(Text.shorten(text, SHOWN_CHARS), scheme.id(), reason);
    return new UnorderedVersion(scheme, text, new VersionOrder.Incomparable(sentence));
  }

  @Override
  public boolean isOrdered() {
    return false;
  }

  @Override
  public VersionOrder order(ParsedVersion other) {
    return ParsedVersion.orderUnless(this, other);
  }
}
