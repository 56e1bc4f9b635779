package dev.seaworthy.checks;

import java.util.List;
import java.util.stream.Stream;

/// Rules on Java sources, which are parsed once for all of them.
record JavaRules(List<JavaRule> rules) implements TidyRule {
  JavaRules {
    rules = List.copyOf(rules);
  }

  @Override
  public Stream<Offence> offences(Repository repository) {
    return ParsedJava.parse(repository.java()).stream()
        .flatMap(java -> rules.stream().flatMap(rule -> rule.offences(java)));
  }
}
