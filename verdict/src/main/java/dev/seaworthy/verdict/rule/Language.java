package dev.seaworthy.verdict.rule;

import dev.cel.common.CelOptions;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;

/// What rules are written in: CEL with its standard functions and macros, bounded in length, depth
/// and steps. Regular expressions are RE2's, which take linear time.
public final class Language {

  /// What an expression may name.
  public static final List<String> NAMES = List.of("image", "finding", "findings", "components");

  private static final int EXPRESSION_CHARS_MAX = 4_000;
  private static final int DEPTH_MAX = 60;

  /// Rounds of all loops together, in one go; [Steps] bounds the rules as a whole.
  private static final int ITERATIONS_MAX = 2_000_000;

  private Language() {}

  /// Made when the first rule is compiled.
  private static final class Holder {
    private static final CelOptions OPTIONS =
        CelOptions.current()
            .maxExpressionCodePointSize(EXPRESSION_CHARS_MAX)
            .maxParseRecursionDepth(DEPTH_MAX)
            .comprehensionMaxIterations(ITERATIONS_MAX)
            .build();
    private static final MapType THING = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final CelCompiler COMPILER =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("image", THING)
            .addVar("finding", THING)
            .addVar("findings", ListType.create(THING))
            .addVar("components", ListType.create(THING))
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
        CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
  }

  static CelCompiler compiler() {
    return Holder.COMPILER;
  }

  static CelRuntime runtime() {
    return Holder.RUNTIME;
  }
}
