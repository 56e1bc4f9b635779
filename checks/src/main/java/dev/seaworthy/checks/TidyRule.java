package dev.seaworthy.checks;

import java.util.stream.Stream;

/// A rule on the sources and documents of the repository.
interface TidyRule {
  /// Every place that breaks it.
  Stream<Offence> offences(Repository repository);
}
