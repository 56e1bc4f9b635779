package dev.seaworthy.checks;

import java.util.stream.Stream;

/// A rule on one Java source at a time.
interface JavaRule {
  /// Every place in it that breaks the rule.
  Stream<Offence> offences(ParsedJava java);
}
