package dev.seaworthy.checks;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A Java source and the tree that the JDK's own compiler makes of it.
record ParsedJava(SourceFile source, CompilationUnitTree unit, DocTrees trees) {
  /// Parses each file; names are not resolved, so files need not compile together.
  static List<ParsedJava> parse(List<SourceFile> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    return files.stream().map(file -> parse(compiler, file)).toList();
  }

  private static ParsedJava parse(JavaCompiler compiler, SourceFile file) {
    // Without a class path the compiler opens none of the product's libraries for each file.
    List<String> options = List.of("-proc:none", "-classpath", "");
    JavacTask task =
        (JavacTask)
            compiler.getTask(null, null, problem -> {}, options, null, List.of(new Text(file)));
    try {
      return new ParsedJava(file, task.parse().iterator().next(), DocTrees.instance(task));
    } catch (IOException e) {
      throw new UncheckedIOException("could not parse " + file.path(), e);
    }
  }

  int line(Tree tree) {
    return lineAt(trees.getSourcePositions().getStartPosition(unit, tree));
  }

  int lastLine(Tree tree) {
    return lineAt(trees.getSourcePositions().getEndPosition(unit, tree));
  }

  /// The doc comment of a declaration, or null when it has none.
  @Nullable String docComment(TreePath declaration) {
    return trees.getDocComment(declaration);
  }

  private int lineAt(long offset) {
    return (int) unit.getLineMap().getLineNumber(offset);
  }

  private static final class Text extends SimpleJavaFileObject {
    private final SourceFile file;

    Text(SourceFile file) {
      super(URI.create("string:///" + file.path()), JavaFileObject.Kind.SOURCE);
      this.file = file;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return file.text();
    }
  }
}
