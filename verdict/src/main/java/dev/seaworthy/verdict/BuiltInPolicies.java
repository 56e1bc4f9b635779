package dev.seaworthy.verdict;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.util.List;

/// The policies that come with the program.
public final class BuiltInPolicies {

  private static final List<String> NAMES = List.of("default", "fedramp", "mlps");

  private BuiltInPolicies() {}

  /// What holds when nothing else is asked for: refuses from High on, by CVSS v3 and then what
  /// there is, with advisory data of at most seven days.
  public static Policy standard() {
    return PolicyReader.builtIn("default");
  }

  /// The policy of this name.
  ///
  /// @throws SeaworthyException [VerdictError#NO_SUCH_POLICY]
  public static Policy named(String name) {
    if (!NAMES.contains(name)) {
      throw new SeaworthyException(
          VerdictError.NO_SUCH_POLICY,
          "\"%s\" is not the name of a policy".formatted(Text.shorten(name, 40)));
    }
    return PolicyReader.builtIn(name);
  }
}
