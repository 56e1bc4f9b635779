package dev.seaworthy.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// No wildcard imports and no placeholders; public types say what they are.
record PlainJava() implements JavaRule {
  private static final String NAME = "plain-java";

  @Override
  public Stream<Offence> offences(ParsedJava java) {
    List<Offence> offences = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitImport(ImportTree imported, Void unused) {
        String name = imported.getQualifiedIdentifier().toString();
        if (name.endsWith(".*")) {
          add(imported, name, "import each type by its name");
        }
        return super.visitImport(imported, unused);
      }

      @Override
      public Void visitNewClass(NewClassTree made, Void unused) {
        String type = made.getIdentifier().toString();
        if (java.source().isMainJava() && type.equals("UnsupportedOperationException")) {
          add(made, type, "build it or leave it out; a caller can't use a placeholder");
        }
        return super.visitNewClass(made, unused);
      }

      private void add(Tree tree, String subject, String detail) {
        offences.add(new Offence(NAME, java.source().path(), java.line(tree), subject, detail));
      }
    }.scan(java.unit(), null);
    return Stream.concat(offences.stream(), undocumented(java));
  }

  private static Stream<Offence> undocumented(ParsedJava java) {
    if (!java.source().isMainJava()) {
      return Stream.empty();
    }
    TreePath unit = new TreePath(java.unit());
    return java.unit().getTypeDecls().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .filter(type -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
        .filter(type -> java.docComment(new TreePath(unit, type)) == null)
        .map(type ->
            new Offence(
                NAME,
                java.source().path(),
                java.line(type),
                type.getSimpleName().toString(),
                "a public type without a doc comment: say what it is in a sentence"));
  }
}
