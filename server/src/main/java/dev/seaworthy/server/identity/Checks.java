package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What bodies and parameters must have.
final class Checks {
  private Checks() {}

  static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw bad("%s is missing.".formatted(name));
    }
    return value;
  }

  /// A text of 1 to so many characters, none of them a control character.
  static String text(@Nullable String value, String name, int charsMax) {
    String text = present(value, name).strip();
    if (text.isEmpty() || text.length() > charsMax) {
      throw bad("%s needs 1 to %s characters.".formatted(name, charsMax));
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw bad("%s has a control character.".formatted(name));
    }
    return text;
  }

  /// What somebody signs in by.
  static String personName(@Nullable String value) {
    String name = text(value, "name", 64);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]*")) {
      throw bad(
          "name has other characters than letters, digits, \".\", \"_\", \"@\" and \"-\", or does"
              + " not begin with a letter or digit.");
    }
    return name;
  }

  /// The name of a project, a robot, a role or a provider: lower case, as in an image reference.
  static String slug(@Nullable String value, String name) {
    String slug = text(value, name, 63);
    if (!slug.matches("[a-z0-9]+(?:[._-][a-z0-9]+)*")) {
      throw bad(
          "%s has other characters than a-z, 0-9 and single \".\", \"_\" or \"-\" between them."
              .formatted(name));
    }
    return slug;
  }

  static UUID id(@Nullable String value, String name) {
    String text = present(value, name);
    if (!text.matches("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw bad("%s is no id.".formatted(name));
    }
    return UUID.fromString(text);
  }

  /// Permissions that a role or token can hold, by name.
  static Set<Permission> permissions(@Nullable Collection<String> names) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (String name : present(names, "permissions")) {
      permissions.add(permission(name));
    }
    if (permissions.isEmpty()) {
      throw bad("permissions is empty.");
    }
    return permissions;
  }

  private static Permission permission(String name) {
    return List.of(Permission.values()).stream()
        .filter(each -> each.isGrantable() && each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> bad("permissions has one that can't be given; see docs/howto-people.md."));
  }

  /// How long something lives, within its bound.
  static Duration life(
      @Nullable Integer asked, Duration unit, int byDefault, int max, String name) {
    int count = asked == null ? byDefault : asked;
    if (count < 1 || count > max) {
      throw bad("%s is %s; give 1 to %s.".formatted(name, count, max));
    }
    return unit.multipliedBy(count);
  }

  static void future(@Nullable Instant moment, Instant now, String name) {
    if (moment != null && !moment.isAfter(now)) {
      throw bad("%s is past.".formatted(name));
    }
  }

  static ProblemException bad(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }

  static ProblemException forbidden(String detail) {
    return new ProblemException(Problem.forbidden(detail));
  }

  static ProblemException conflict(String detail) {
    return new ProblemException(Problem.conflict(detail));
  }

  static ProblemException notFound(String what) {
    return new ProblemException(Problem.notFound("There is no such %s.".formatted(what)));
  }
}
