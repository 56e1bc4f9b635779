package dev.seaworthy.inventory.classifier;

import dev.seaworthy.inventory.classifier.BinaryClassifier.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All classifiers, found by the names of the files that they look at.
final class ClassifierTable {

  private static final List<String> RESOURCES =
      List.of("languages.txt", "libraries.txt", "servers.txt", "tools.txt");

  /// A classifier that looks at a file.
  ///
  /// @param named the version in the file's name, or empty
  record Candidate(BinaryClassifier classifier, String named) {}

  private record Entry(FileGlob glob, BinaryClassifier classifier) {}

  private static final class BuiltIn {
    static final ClassifierTable TABLE = new ClassifierTable(readAll());
  }

  private final List<BinaryClassifier> classifiers;

  /// By the first character of the file's name; under 0 those that may begin with any.
  private final Map<Character, List<Entry>> entries = new HashMap<>();

  ClassifierTable(List<BinaryClassifier> classifiers) {
    this.classifiers =
        classifiers.stream().sorted(Comparator.comparing(BinaryClassifier::name)).toList();
    for (BinaryClassifier classifier : this.classifiers) {
      for (FileGlob glob : classifier.files()) {
        char first = glob.prefix().isEmpty() ? 0 : glob.prefix().charAt(0);
        entries
            .computeIfAbsent(first, ignored -> new ArrayList<>())
            .add(new Entry(glob, classifier));
      }
    }
  }

  /// The one that comes with the program.
  static ClassifierTable builtIn() {
    return BuiltIn.TABLE;
  }

  /// All, by name.
  List<BinaryClassifier> classifiers() {
    return classifiers;
  }

  /// Those that look at a file, each once, by name.
  List<Candidate> candidates(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<Candidate> found = new ArrayList<>();
    if (!name.isEmpty()) {
      collect(entries.getOrDefault(name.charAt(0), List.of()), name, path, found);
      collect(entries.getOrDefault('\0', List.of()), name, path, found);
    }
    found.sort(Comparator.comparing(candidate -> candidate.classifier().name()));
    return found;
  }

  private static void collect(
      List<Entry> entries, String name, String path, List<Candidate> found) {
    for (Entry entry : entries) {
      boolean isKnown = found.stream().anyMatch(one -> one.classifier().equals(entry.classifier()));
      if (!isKnown && name.startsWith(entry.glob().prefix())) {
        String named = entry.glob().fit(path);
        if (named != null) {
          found.add(new Candidate(entry.classifier(), named));
        }
      }
    }
  }

  /// The names of the files other than programs that any classifier looks at.
  List<String> textNames() {
    return classifiers.stream()
        .filter(classifier -> classifier.kind() == Kind.TEXT)
        .flatMap(classifier -> classifier.files().stream())
        .map(FileGlob::lastPart)
        .distinct()
        .sorted()
        .toList();
  }

  private static List<BinaryClassifier> readAll() {
    List<BinaryClassifier> all = new ArrayList<>();
    for (String resource : RESOURCES) {
      try (InputStream in = ClassifierTable.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException("the resource " + resource + " is missing");
        }
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        all.addAll(ClassifierReader.read(resource, reader.lines().toList()));
      } catch (IOException e) {
        throw new UncheckedIOException("the resource " + resource + " can't be read", e);
      }
    }
    return all;
  }
}
