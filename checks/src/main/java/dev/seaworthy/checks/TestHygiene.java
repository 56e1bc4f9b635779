package dev.seaworthy.checks;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Tests are not switched off, do not sleep, and skip through the one gate helper alone.
record TestHygiene() implements JavaRule {
  private static final String NAME = "test-hygiene";

  @Override
  public Stream<Offence> offences(ParsedJava java) {
    if (!java.source().isTestJava()) {
      return Stream.empty();
    }
    List<Offence> offences = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitAnnotation(AnnotationTree annotation, Void unused) {
        String type = lastName(annotation.getAnnotationType());
        if (type.matches("Disabled.*|Ignore|(En|Dis)abled(If|On|For).*")) {
          add(
              annotation,
              type,
              "a test that is switched off proves nothing: repair it or delete it");
        }
        return super.visitAnnotation(annotation, unused);
      }

      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        String method = call.getMethodSelect().toString();
        if (method.matches("(java\\.lang\\.)?Thread\\.sleep|TimeUnit\\.\\w+\\.sleep")) {
          add(call, "sleep", "wait for what you mean, not for time");
        }
        return super.visitMethodInvocation(call, unused);
      }

      @Override
      public Void visitImport(ImportTree imported, Void unused) {
        String name = imported.getQualifiedIdentifier().toString();
        if (name.matches("org\\.(junit\\.jupiter\\.api|assertj\\.core\\.api)\\.Assumptions\\b.*")) {
          add(imported, "Assumptions", "skip through testkit's Gates, so that the table shows it");
        }
        return super.visitImport(imported, unused);
      }

      private void add(Tree tree, String subject, String detail) {
        offences.add(new Offence(NAME, java.source().path(), java.line(tree), subject, detail));
      }
    }.scan(java.unit(), null);
    return offences.stream();
  }

  private static String lastName(Tree type) {
    String name = type.toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
