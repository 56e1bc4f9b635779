package dev.seaworthy.verdict.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.seaworthy.base.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An expression that is true or false, ready to be worked out.
public final class Expression {

  private static final int MESSAGE_CHARS_MAX = 200;

  private final CelRuntime.Program program;

  private Expression(CelRuntime.Program program) {
    this.program = program;
  }

  /// What is wrong with an expression, and where in it.
  public static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    Fault(int line, int column, String message, @Nullable Throwable cause) {
      super(Text.shorten(message, MESSAGE_CHARS_MAX), cause);
      this.line = line;
      this.column = column;
    }

    /// Counted from 1 in the expression; 0 where it isn't known.
    public int line() {
      return line;
    }

    /// Counted from 1; 0 where it isn't known.
    public int column() {
      return column;
    }
  }

  /// @throws Fault when it can't be compiled, or is neither true nor false
  public static Expression of(String text) throws Fault {
    CelValidationResult result = Language.compiler().compile(text);
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      return new Expression(Language.runtime().createProgram(tree));
    } catch (CelValidationException e) {
      List<CelIssue> faults = result.getErrors();
      CelIssue first = faults.getFirst();
      throw new Fault(
          first.getSourceLocation().getLine(),
          first.getSourceLocation().getColumn() + 1,
          first.getMessage(),
          e);
    } catch (CelEvaluationException e) {
      throw new Fault(0, 0, String.valueOf(e.getMessage()), e);
    }
  }

  /// @param values by the names in [Language#NAMES]
  /// @param steps that are left for this and all other rules
  /// @throws Fault when it names what isn't there, or there are no steps left
  public boolean isTrue(Map<String, Object> values, Steps steps) throws Fault {
    if (steps.isSpent()) {
      throw spent(null);
    }
    try {
      return program.trace(values, (part, value) -> steps.take(value)) instanceof Boolean answer
          && answer;
    } catch (CelEvaluationException | Steps.Spent e) {
      // The library may have made its own of the other.
      throw steps.isSpent() ? spent(e) : new Fault(0, 0, String.valueOf(e.getMessage()), e);
    }
  }

  private static Fault spent(@Nullable Throwable cause) {
    return new Fault(
        0,
        0,
        "the rules of a policy may take %s steps together on one image, and they are used up"
            .formatted(Text.grouped(Steps.MAX)),
        cause);
  }
}
