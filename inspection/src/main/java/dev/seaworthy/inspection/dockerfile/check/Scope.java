package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.Expansion;
import dev.seaworthy.inspection.dockerfile.Variable;
import dev.seaworthy.inspection.dockerfile.Variables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /// After so many settings of variables nothing is known of any: nobody means that many.
  private static final int SETTINGS_MAX = 2_000;

  static final Scope EMPTY = new Scope(null, '\\');

  /// One variable's setting, and those before it. Every instruction has a scope of its own, so what
  /// it shares with the one before is not copied.
  ///
  /// @param valueOrNull null for one that is only declared
  /// @param count of the settings up to this
  private record Setting(
      String name, @Nullable String valueOrNull, @Nullable Setting beforeOrNull, int count) {}

  private final @Nullable Setting last;
  private final char escape;

  private Scope(@Nullable Setting last, char escape) {
    this.last = last;
    this.escape = escape;
  }

  /// What holds before the first instruction.
  static Scope global(char escape) {
    Scope scope = new Scope(null, escape);
    for (String name : PLATFORM) {
      scope = scope.with(name, Optional.empty());
    }
    return scope;
  }

  /// What holds in a stage before its first instruction.
  static Scope stage(char escape) {
    return new Scope(null, escape);
  }

  private boolean isFull() {
    return last != null && last.count() >= SETTINGS_MAX;
  }

  private @Nullable Setting find(String name) {
    for (Setting setting = last; setting != null; setting = setting.beforeOrNull()) {
      if (setting.name().equals(name)) {
        return setting;
      }
    }
    return null;
  }

  @Override
  public Optional<String> value(String name) {
    Setting found = isFull() ? null : find(name);
    return found == null ? Optional.empty() : Optional.ofNullable(found.valueOrNull());
  }

  boolean isDeclared(String name) {
    return isFull() || find(name) != null;
  }

  /// With the variables of an `ENV`, whose values can't yet use each other.
  Scope withEnv(List<Variable> variables) {
    Scope next = this;
    for (Variable variable : variables) {
      next = next.with(variable.name(), expand(variable.value().orElse("")).known());
    }
    return next;
  }

  /// With the variables of an `ARG`.
  ///
  /// @param given build arguments, which go before defaults
  /// @param inherited where a name without a default takes its value from
  Scope withArgs(List<Variable> variables, Map<String, String> given, Scope inherited) {
    Scope next = this;
    for (Variable variable : variables) {
      Scope known = next;
      Optional<String> value =
          Optional.ofNullable(given.get(variable.name()))
              .or(() -> variable.value().flatMap(text -> known.expand(text).known()))
              .or(() ->
                  variable.value().isEmpty() ? inherited.value(variable.name()) : Optional.empty());
      next = next.with(variable.name(), value);
    }
    return next;
  }

  private Scope with(String name, Optional<String> value) {
    int count = last == null ? 0 : last.count();
    return isFull()
        ? this
        : new Scope(new Setting(name, value.orElse(null), last, count + 1), escape);
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
