package dev.seaworthy.base;

import java.io.IOException;

/// Thrown by a bounded reader when its bound is reached. An `IOException`, so that whoever reads a
/// file of an image turns it into a [Gap] like any other unreadable content.
public final class LimitExceededException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Limit limit;

  /// @param what what was being read, such as `entry "usr/lib/x"`
  public LimitExceededException(Limit limit, long bound, String what) {
    super(
        "%s is larger than the limit %s = %s %s (%s)"
            .formatted(what, limit.key(), bound, limit.unit(), limit.meaning()));
    this.limit = limit;
  }

  public Limit limit() {
    return limit;
  }
}
