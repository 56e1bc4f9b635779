package dev.seaworthy.advisory.lifecycle;

import java.time.LocalDate;

/// Whether a distribution gets fixes at some day.
public sealed interface Support {

  /// Everybody gets fixes.
  record Supported(SupportTerm term) implements Support {}

  /// It gets no fixes any more, or only subscribers do.
  ///
  /// @param end the last day on which everybody got them
  record Ended(SupportTerm term, LocalDate end) implements Support {}

  /// Nobody can tell.
  ///
  /// @param reason for people
  record Unknown(String reason) implements Support {}

  /// Nothing in the image says which distribution it is.
  record NoDistribution() implements Support {}
}
