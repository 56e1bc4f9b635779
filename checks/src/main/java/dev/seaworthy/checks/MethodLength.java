package dev.seaworthy.checks;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A method's body has at most sixty lines.
record MethodLength(int linesMax) implements JavaRule {
  private static final String NAME = "method-length";

  @Override
  public Stream<Offence> offences(ParsedJava java) {
    List<Offence> offences = new ArrayList<>();
    new TreeScanner<Void, String>() {
      @Override
      public Void visitClass(ClassTree type, String outer) {
        String name = outer.isEmpty() ? type.getSimpleName().toString() : outer;
        String inner = outer.isEmpty() ? name : outer + "." + type.getSimpleName();
        for (Tree member : type.getMembers()) {
          if (member instanceof BlockTree block) {
            judge(inner + ".initializer", block);
          }
        }
        return super.visitClass(type, inner);
      }

      @Override
      public Void visitMethod(MethodTree method, String type) {
        if (method.getBody() != null) {
          judge(type + "." + method.getName(), method.getBody());
        }
        return super.visitMethod(method, type);
      }

      private void judge(String subject, BlockTree body) {
        int lines = java.lastLine(body) - java.line(body) + 1;
        if (lines > linesMax) {
          offences.add(
              new Offence(
                  NAME,
                  java.source().path(),
                  java.line(body),
                  subject,
                  "a body of " + lines + " lines, at most " + linesMax + ": part it"));
        }
      }
    }.scan(java.unit(), "");
    return offences.stream();
  }
}
