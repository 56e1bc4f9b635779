package dev.seaworthy.advisory.version;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A version of a scheme that is a total order, held as its [SortKey].
final class KeyedVersion implements ParsedVersion {

  private final VersionScheme scheme;
  private final String text;
  private final byte[] key;
  private final VersionOrder.@Nullable Incomparable openEnd;
  private final boolean isBroken;

  private KeyedVersion(VersionScheme scheme, String text, SortKey key) {
    this.scheme = scheme;
    this.text = text;
    this.key = key.toBytes();
    this.isBroken = key.end() == SortKey.End.BROKEN;
    this.openEnd = openEnd(scheme, text, key);
  }

  private static VersionOrder.@Nullable Incomparable openEnd(
      VersionScheme scheme, String text, SortKey key) {
    return switch (key.end()) {
      case CLOSED -> null;
      case SEVERAL -> UnorderedVersion.of(scheme, text, "it stands for several versions").why();
      case BROKEN -> UnorderedVersion.of(scheme, text, key.refusal()).why();
    };
  }

  /// Writes a version's key.
  @FunctionalInterface
  interface Writer {
    /// @param text ASCII, stripped of blanks, not empty
    /// @return false, from [SortKey#refuse], when the text is no version
    boolean write(String text, SortKey key);
  }

  /// How versions of a scheme are read that writes keys.
  static VersionScheme.Parser parser(Writer writer) {
    return (scheme, text) -> {
      SortKey key = new SortKey();
      return writer.write(text.strip(), key)
          ? new KeyedVersion(scheme, text, key)
          : UnorderedVersion.of(scheme, text, key.refusal());
    };
  }

  @Override
  public VersionScheme scheme() {
    return scheme;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public boolean isOrdered() {
    return !isBroken;
  }

  @Override
  public VersionOrder order(ParsedVersion other) {
    if (other instanceof KeyedVersion keyed && keyed.scheme == scheme) {
      return order(keyed);
    }
    return ParsedVersion.orderUnless(this, other);
  }

  private VersionOrder order(KeyedVersion other) {
    int place = Arrays.mismatch(key, other.key);
    if (place < 0) {
      return openEnd != null && isBroken && !text.equals(other.text)
          ? openEnd
          : VersionOrder.Certain.EQUAL;
    }
    if (place == key.length && openEnd != null) {
      return openEnd;
    }
    if (place == other.key.length && other.openEnd != null) {
      return other.openEnd;
    }
    return VersionOrder.Certain.of(Arrays.compareUnsigned(key, other.key));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyedVersion keyed && scheme == keyed.scheme && text.equals(keyed.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return scheme.id() + ":" + text;
  }
}
