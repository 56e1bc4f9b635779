package dev.seaworthy.certificate;

import java.time.Instant;
import java.util.Comparator;

/// Something that ends a certificate.
///
/// @param kind such as `scan-window`, `deadline`, `deviation`, `data-age`, `malware-data-age` or
///   `signer`
/// @param until the last instant at which it still holds
/// @param reason for people, such as `deadline of CVE-2026-34182: High, 30 days from 2026-10-21`
public record Bound(String kind, Instant until, String reason) implements Comparable<Bound> {

  private static final Comparator<Bound> ORDER =
      Comparator.comparing(Bound::until).thenComparing(Bound::kind).thenComparing(Bound::reason);

  @Override
  public int compareTo(Bound other) {
    return ORDER.compare(this, other);
  }
}
