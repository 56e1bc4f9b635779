package dev.seaworthy.image;

import java.time.Duration;

/// Waits before something is tried again; a parameter, so that whoever owns the thread decides how.
@FunctionalInterface
public interface Pause {

  void of(Duration time) throws InterruptedException;
}
