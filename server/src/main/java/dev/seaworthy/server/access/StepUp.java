package dev.seaworthy.server.access;

import dev.seaworthy.server.http.Problem;
import java.time.Duration;

/// Showing a factor again, for what a session that somebody left open must not do.
public final class StepUp {
  /// How long it counts.
  public static final Duration LIFE = Duration.ofMinutes(5);

  /// The problem's type, by which a client knows that asking for a factor helps.
  public static final String TYPE = "urn:seaworthy:problem:step-up";

  private StepUp() {}

  /// The answer to who has not shown one.
  public static Problem needed() {
    return new Problem(
        TYPE,
        "Forbidden",
        403,
        "This needs a factor that you showed within the last 5 minutes.",
        null,
        "Show one to POST /api/v1/session/step-up and try again.");
  }
}
