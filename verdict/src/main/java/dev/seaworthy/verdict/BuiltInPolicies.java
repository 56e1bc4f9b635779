package dev.seaworthy.verdict;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The policies that come with the program.
public final class BuiltInPolicies {

  private static final String STANDARD = "default";

  private static final List<String> NAMES =
      List.of(
          STANDARD,
          "strict",
          "advise",
          "fedramp-legacy-low",
          "fedramp-legacy-moderate",
          "fedramp-legacy-high",
          "fedramp-cr26-class-b",
          "fedramp-cr26-class-c",
          "fedramp-cr26-class-d",
          "mlps-level-1",
          "mlps-level-2",
          "mlps-level-3",
          "mlps-level-4");

  private static final Map<String, String> ALIASES =
      Map.of("fedramp", "fedramp-legacy-moderate", "mlps", "mlps-level-2");

  private BuiltInPolicies() {}

  /// What holds when nothing else is asked for: refuses from High on, by CVSS v3 and then what
  /// there is, with advisory data of at most seven days.
  public static Policy standard() {
    return PolicyReader.builtIn(STANDARD);
  }

  /// The names, without the short ones.
  public static List<String> names() {
    return NAMES;
  }

  /// Whether a policy comes with the program under this name or short name.
  public static boolean has(String name) {
    return NAMES.contains(name) || ALIASES.containsKey(name);
  }

  /// The name that a short one stands for.
  public static Optional<String> meant(String name) {
    return Optional.ofNullable(ALIASES.get(name));
  }

  /// The short names, by the names that they stand for.
  public static List<String> shortNames(String name) {
    return ALIASES.entrySet().stream()
        .filter(alias -> alias.getValue().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// The policy of this name or short name.
  ///
  /// @throws SeaworthyException [VerdictError#NO_SUCH_POLICY]
  public static Policy named(String name) {
    return PolicyReader.builtIn(known(name));
  }

  /// The policy as it was written, with its comments, in YAML.
  ///
  /// @throws SeaworthyException [VerdictError#NO_SUCH_POLICY]
  public static String source(String name) {
    return text("policies/" + known(name) + ".yaml");
  }

  /// The examples that the policy is tested with, in YAML.
  ///
  /// @throws SeaworthyException [VerdictError#NO_SUCH_POLICY]
  public static String examples(String name) {
    return text("policies/" + known(name) + ".test.yaml");
  }

  private static String known(String name) {
    if (!has(name)) {
      throw new SeaworthyException(
          VerdictError.NO_SUCH_POLICY,
          "\"%s\" is not the name of a policy".formatted(Text.shorten(name, 40)));
    }
    return ALIASES.getOrDefault(name, name);
  }

  private static String text(String resource) {
    try (InputStream in = BuiltInPolicies.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from this program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(resource + " can't be read", e);
    }
  }
}
