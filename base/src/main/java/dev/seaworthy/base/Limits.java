package dev.seaworthy.base;

import java.util.EnumMap;
import java.util.Map;

/// All bounds of a scan in one immutable value; every reader takes its bounds from here.
public final class Limits {

  private static final Limits DEFAULTS = new Limits(new EnumMap<>(Limit.class));

  private final EnumMap<Limit, Long> changed;

  private Limits(EnumMap<Limit, Long> changed) {
    this.changed = changed;
  }

  public static Limits defaults() {
    return DEFAULTS;
  }

  /// The bound, in the limit's own unit; always greater than zero.
  public long of(Limit limit) {
    Long value = changed.get(limit);
    return value == null ? limit.defaultValue() : value;
  }

  /// The bound as an `int`, cut off at the largest one.
  public int asInt(Limit limit) {
    return (int) Math.min(of(limit), Integer.MAX_VALUE);
  }

  /// These limits with another value for one.
  ///
  /// @throws SeaworthyException [BaseError#BAD_LIMIT] unless the value is greater than zero
  public Limits with(Limit limit, long value) {
    if (value <= 0) {
      throw new SeaworthyException(
          BaseError.BAD_LIMIT, "limit %s can't be %s".formatted(limit.key(), value));
    }
    EnumMap<Limit, Long> copy = new EnumMap<>(changed);
    copy.put(limit, value);
    return new Limits(copy);
  }

  /// These limits with another value for the limit of this name.
  ///
  /// @throws SeaworthyException [BaseError#UNKNOWN_LIMIT], [BaseError#BAD_LIMIT]
  public Limits with(String key, long value) {
    for (Limit limit : Limit.values()) {
      if (limit.key().equals(key)) {
        return with(limit, value);
      }
    }
    throw new SeaworthyException(
        BaseError.UNKNOWN_LIMIT,
        "there is no limit called \"%s\"".formatted(Text.shorten(key, 80)));
  }

  /// Those that differ from their defaults; part of the key of everything that is cached.
  public Map<Limit, Long> changed() {
    return new EnumMap<>(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits limits && limits.changed.equals(changed);
  }

  @Override
  public int hashCode() {
    return changed.hashCode();
  }

  @Override
  public String toString() {
    return changed.toString();
  }
}
