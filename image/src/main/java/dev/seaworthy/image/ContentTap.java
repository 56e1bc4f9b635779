package dev.seaworthy.image;

import dev.seaworthy.base.Limits;

/// Sees the bytes of every regular file of a layer while the walk streams them by, whatever the
/// file's size: nothing is kept for it. For what has to look into all files, such as secrets and
/// malware; who knows beforehand which files matter is an [Analyser].
public interface ContentTap extends FactTeller {

  /// Begins the reading of a layer, or one thread's share of a directory tree. May be called from
  /// several threads at once.
  ///
  /// @param limits the bounds for whatever the tap takes apart
  TapReading start(Limits limits);
}
