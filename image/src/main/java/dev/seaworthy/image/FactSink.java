package dev.seaworthy.image;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Limits;

/// What an analyser tells about the file at hand.
public interface FactSink {

  /// The bounds for whatever the analyser opens.
  Limits limits();

  void fact(Fact fact);

  /// A part of the file that could not be read, while other parts could.
  ///
  /// @param nestedPath a place inside the file as in `!/WEB-INF/lib/a.jar`, or empty for the file
  ///   itself
  void gap(ErrorCode code, String nestedPath, String detail);

  /// What is told of this file may be more another time, as when a service could not be asked: the
  /// facts of its layer are not to be kept.
  default void unsettled() {}
}
