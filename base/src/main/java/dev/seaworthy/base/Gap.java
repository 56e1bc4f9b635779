package dev.seaworthy.base;

import java.util.Comparator;

/// Something of an image that could not be read. A gap is part of the result: it becomes a finding,
/// and an image with one is never cleared.
///
/// @param code the id of the [ErrorCode] that says what kind of failure it was
/// @param location where
/// @param detail what was tried and what was found, for people; foreign text in it has been made
///   visible
public record Gap(String code, Location location, String detail) implements Comparable<Gap> {

  private static final Comparator<Gap> ORDER =
      Comparator.comparing(Gap::location).thenComparing(Gap::code).thenComparing(Gap::detail);

  public static Gap of(ErrorCode code, Location location, String detail) {
    return new Gap(code.id(), location, detail);
  }

  /// The same gap, found in a layer.
  public Gap inLayer(int layer) {
    return new Gap(code, location.inLayer(layer), detail);
  }

  @Override
  public int compareTo(Gap other) {
    return ORDER.compare(this, other);
  }
}
