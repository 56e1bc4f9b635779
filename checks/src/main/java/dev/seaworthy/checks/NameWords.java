package dev.seaworthy.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Types, methods, fields, parameters and variables use the words of the vocabulary.
record NameWords(List<Word> words) implements JavaRule {
  private static final String NAME = "words";

  NameWords {
    words = words.stream().filter(Word::isForbiddenInNames).toList();
  }

  @Override
  public Stream<Offence> offences(ParsedJava java) {
    List<Offence> offences = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void unused) {
        judge(type, type.getSimpleName().toString());
        return super.visitClass(type, unused);
      }

      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        judge(method, method.getName().toString());
        return super.visitMethod(method, unused);
      }

      @Override
      public Void visitVariable(VariableTree variable, Void unused) {
        judge(variable, variable.getName().toString());
        return super.visitVariable(variable, unused);
      }

      private void judge(Tree tree, String name) {
        String spelt = words(name);
        words.stream()
            .filter(word -> word.pattern().matcher(spelt).find())
            .map(word -> offence(java, tree, name, word))
            .forEach(offences::add);
      }
    }.scan(java.unit(), null);
    return offences.stream();
  }

  /// A name's words in lower case: `imageName` and `IMAGE_NAME` are both `image name`.
  static String words(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_", " ")
        .toLowerCase(Locale.ROOT)
        .strip();
  }

  private static Offence offence(ParsedJava java, Tree tree, String name, Word word) {
    return new Offence(
        NAME,
        java.source().path(),
        java.line(tree),
        name,
        "\"" + name + "\" holds a word that we spell otherwise: we say " + word.instead());
  }
}
