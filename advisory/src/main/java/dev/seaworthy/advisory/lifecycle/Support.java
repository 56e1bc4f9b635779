package dev.seaworthy.advisory.lifecycle;

import java.time.LocalDate;

/// Whether a distribution gets fixes at some day.
public sealed interface Support {

  /// It gets fixes.
  ///
  /// @param isBySubscription whether only subscribers do, of whom the operator is one
  record Supported(SupportTerm term, boolean isBySubscription) implements Support {}

  /// It gets no fixes any more, or only subscribers do.
  ///
  /// @param end the last day on which the operator got them
  record Ended(SupportTerm term, LocalDate end) implements Support {}

  /// Nobody can tell.
  ///
  /// @param reason for people
  record Unknown(String reason) implements Support {}

  /// Nothing in the image says which distribution it is.
  record NoDistribution() implements Support {}
}
