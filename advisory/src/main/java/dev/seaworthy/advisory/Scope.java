package dev.seaworthy.advisory;

import java.util.List;

/// What a statement is limited to beyond its package and versions.
///
/// @param module the module that the package must be of, as `nodejs:16`; [#ANY_MODULE] for any,
///   [#NO_MODULE] for a package outside of modules; empty where the source doesn't speak of modules
/// @param architectures that it speaks of, as the package manager writes them, sorted; `src` means
///   the source package; empty for all
/// @param alongside what must be there too for the flaw to show, for people; empty for nothing
public record Scope(String module, List<String> architectures, String alongside) {

  /// No limit.
  public static final Scope NONE = new Scope("", List.of(), "");

  /// Any module: the package is modular, and the source doesn't say of which module it is.
  public static final String ANY_MODULE = "*";

  /// No module: the package of this name that lies outside of modules.
  public static final String NO_MODULE = "-";

  /// The word for a source package among architectures.
  public static final String SOURCE = "src";

  public Scope {
    architectures = architectures.stream().distinct().sorted().toList();
  }

  /// A limit to a module alone.
  public static Scope module(String module) {
    return new Scope(module, List.of(), "");
  }

  public boolean isNone() {
    return module.isEmpty() && architectures.isEmpty() && alongside.isEmpty();
  }

  /// Whether it speaks of packages of this module stream.
  ///
  /// @param stream as `nodejs:16`, or empty for a package outside of modules
  public boolean concernsModule(String stream) {
    return switch (module) {
      case "" -> true;
      case NO_MODULE -> stream.isEmpty();
      case ANY_MODULE -> !stream.isEmpty();
      default -> module.equals(stream);
    };
  }

  /// Whether it speaks of packages of this architecture.
  ///
  /// @param architecture as the package manager writes it, [#SOURCE] for the source package; empty
  ///   when it isn't known
  public boolean concernsArchitecture(String architecture) {
    return architectures.isEmpty()
        || architecture.isEmpty()
        || architectures.contains(architecture)
        || (architectures.contains("noarch") && !architecture.equals(SOURCE))
        || (architecture.equals("noarch")
            && architectures.stream().anyMatch(each -> !each.equals(SOURCE)));
  }
}
