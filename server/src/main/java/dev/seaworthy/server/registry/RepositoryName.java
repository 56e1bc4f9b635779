package dev.seaworthy.server.registry;

import java.util.Optional;
import java.util.regex.Pattern;

/// A repository: a project, and a name of one or more parts in it (distribution-spec 1.1, "Pulling
/// manifests").
///
/// @param project such as `shop`
/// @param path what follows it, such as `cart` or `team/cart`
public record RepositoryName(String project, String path) {
  private static final int CHARS_MAX = 255;
  private static final Pattern PART = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");

  /// Reads a name; empty when it is none.
  static Optional<RepositoryName> parse(String text) {
    int slash = text.indexOf('/');
    if (text.length() > CHARS_MAX || slash < 0) {
      return Optional.empty();
    }
    for (String part : text.split("/", -1)) {
      if (!PART.matcher(part).matches()) {
        return Optional.empty();
      }
    }
    return Optional.of(new RepositoryName(text.substring(0, slash), text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return project + "/" + path;
  }
}
