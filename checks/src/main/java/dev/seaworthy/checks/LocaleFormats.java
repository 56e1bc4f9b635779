package dev.seaworthy.checks;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// No number or date is formatted by the machine's locale, which may write other digits than ours:
/// `%s` writes a plain number the same everywhere, `String.format(Locale.ROOT, ...)` the rest.
record LocaleFormats() implements JavaRule {
  private static final String NAME = "locale-format";
  private static final Pattern LOCALISED =
      Pattern.compile("(?<!%)(?:%%)*(%[-#+ 0,(]*\\d*(?:\\.\\d+)?[deEfgGtT])");

  @Override
  public Stream<Offence> offences(ParsedJava java) {
    if (!java.source().isMainJava()) {
      return Stream.empty();
    }
    List<Offence> offences = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
          if (select.getIdentifier().contentEquals("formatted")) {
            judge(java, select.getExpression(), offences);
          } else if (select.toString().equals("String.format")) {
            judge(java, call.getArguments().getFirst(), offences);
          }
        }
        return super.visitMethodInvocation(call, unused);
      }
    }.scan(java.unit(), null);
    return offences.stream();
  }

  private static void judge(ParsedJava java, ExpressionTree format, List<Offence> offences) {
    LOCALISED
        .matcher(literals(format))
        .results()
        .map(found -> found.group(1))
        .map(found ->
            new Offence(
                NAME,
                java.source().path(),
                java.line(format),
                found,
                found + " follows the machine's locale: %s, or String.format(Locale.ROOT, ...)"))
        .forEach(offences::add);
  }

  /// The texts of all string literals in an expression, joined.
  private static String literals(Tree expression) {
    StringBuilder text = new StringBuilder();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitLiteral(LiteralTree literal, Void unused) {
        if (literal.getValue() instanceof String part) {
          text.append(part);
        }
        return super.visitLiteral(literal, unused);
      }
    }.scan(expression, null);
    return text.toString();
  }
}
