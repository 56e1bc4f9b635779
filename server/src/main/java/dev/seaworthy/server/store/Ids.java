package dev.seaworthy.server.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/// Makes ids: UUIDs of version 7 (RFC 9562 §5.7), which sort by the millisecond they were made in.
public final class Ids {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final InstantSource clock;
  private final SecureRandom chance;

  public Ids(InstantSource clock, SecureRandom chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /// A fresh id.
  public UUID next() {
    long high = (clock.millis() << 16) | VERSION_7 | (chance.nextInt() & 0xFFFL);
    long low = VARIANT | (chance.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    return new UUID(high, low);
  }
}
