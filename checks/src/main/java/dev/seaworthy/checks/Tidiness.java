package dev.seaworthy.checks;

import java.util.List;
import java.util.stream.Stream;

/// All the rules together, against one list of exceptions.
///
/// @param rules what holds
/// @param exceptions what may break it
record Tidiness(List<TidyRule> rules, List<TidyException> exceptions) {
  Tidiness {
    rules = List.copyOf(rules);
    exceptions = List.copyOf(exceptions);
  }

  /// Every offence that no exception covers, and every exception that covers no offence.
  List<String> complaints(Repository repository) {
    List<Offence> offences = rules.stream().flatMap(rule -> rule.offences(repository)).toList();
    Stream<String> open =
        offences.stream()
            .filter(offence -> exceptions.stream().noneMatch(each -> each.covers(offence)))
            .map(Offence::toString);
    Stream<String> stale =
        exceptions.stream()
            .filter(each -> offences.stream().noneMatch(each::covers))
            .map(each -> "stale exception, take it out of the list: " + each);
    return Stream.concat(open, stale).sorted().toList();
  }
}
