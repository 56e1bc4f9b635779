package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.Expansion;
import dev.seaworthy.inspection.dockerfile.Variable;
import dev.seaworthy.inspection.dockerfile.Variables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables at one place: some with values, some that are only declared.
final class Scope implements Variables {

  /// What BuildKit declares by itself; `TARGET...` and `BUILD...` in `FROM`, the others everywhere.
  private static final List<String> PLATFORM =
      List.of(
          "TARGETPLATFORM",
          "TARGETOS",
          "TARGETARCH",
          "TARGETVARIANT",
          "TARGETSTAGE",
          "BUILDPLATFORM",
          "BUILDOS",
          "BUILDARCH",
          "BUILDVARIANT");

  /// More variables than this have no values here.
  private static final int VARIABLES_MAX = 2_000;

  static final Scope EMPTY = new Scope(Map.of(), '\\');

  private final Map<String, Optional<String>> values;
  private final char escape;

  private Scope(Map<String, Optional<String>> values, char escape) {
    this.values = values;
    this.escape = escape;
  }

  /// What holds before the first instruction.
  static Scope global(char escape) {
    Map<String, Optional<String>> values = new HashMap<>();
    PLATFORM.forEach(name -> values.put(name, Optional.empty()));
    return new Scope(values, escape);
  }

  /// What holds in a stage before its first instruction.
  static Scope stage(char escape) {
    return new Scope(Map.of(), escape);
  }

  @Override
  public Optional<String> value(String name) {
    return values.getOrDefault(name, Optional.empty());
  }

  boolean isDeclared(String name) {
    return values.containsKey(name);
  }

  /// With the variables of an `ENV`, whose values can't yet use each other.
  Scope withEnv(List<Variable> variables) {
    Scope next = copy();
    for (Variable variable : variables) {
      next.put(variable.name(), expand(variable.value().orElse("")).known());
    }
    return next;
  }

  /// With the variables of an `ARG`.
  ///
  /// @param given build arguments, which go before defaults
  /// @param inherited where a name without a default takes its value from
  Scope withArgs(List<Variable> variables, Map<String, String> given, Scope inherited) {
    Scope next = copy();
    for (Variable variable : variables) {
      Optional<String> value =
          Optional.ofNullable(given.get(variable.name()))
              .or(() -> variable.value().flatMap(text -> next.expand(text).known()))
              .or(() ->
                  variable.value().isEmpty() ? inherited.value(variable.name()) : Optional.empty());
      next.put(variable.name(), value);
    }
    return next;
  }

  private Scope copy() {
    return new Scope(new HashMap<>(values), escape);
  }

  private void put(String name, Optional<String> value) {
    if (values.size() < VARIABLES_MAX) {
      values.put(name, value);
    }
  }

  Expansion.Outcome expand(String text) {
    return Expansion.of(text, escape, this);
  }

  /// The text with values for its variables, or nothing where one has none.
  Optional<String> known(String text) {
    return expand(text).known();
  }

  /// The text with values for its variables, or as it is written where one has none.
  String shown(String text) {
    return known(text).orElse(text);
  }
}
