package dev.seaworthy.certificate;

import dev.seaworthy.base.Digest;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// That a certificate rests on an inventory that was kept, held against newer data: nobody looked
/// into the image again.
///
/// @param of the certificate that was re-evaluated
/// @param at when that was
/// @param acceptanceOrNull who accepted that it counts as a scan for findings in packages; null
///   when nobody did, and then it can only shorten or refuse
public record Reevaluated(Digest of, Instant at, @Nullable Acceptance acceptanceOrNull) {

  /// Who accepted it.
  ///
  /// @param by the person who is accountable for the system
  /// @param on the day
  public record Acceptance(String by, LocalDate on) {}
}
