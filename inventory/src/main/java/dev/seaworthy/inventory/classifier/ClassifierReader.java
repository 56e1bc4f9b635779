package dev.seaworthy.inventory.classifier;

import dev.seaworthy.inventory.classifier.BinaryClassifier.Kind;
import dev.seaworthy.inventory.classifier.BinaryClassifier.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads classifiers from their form of writing: a line `[name]`, then lines of a key, a blank and
/// a value. Lines that begin with `#` and empty ones are left out. Strict: what isn't known, is
/// missing or stands twice is refused.
final class ClassifierReader {

  private static final Set<String> ONCE = Set.of("kind", "files", "cpe", "debian", "origin");
  private static final Set<String> OFTEN = Set.of("pattern", "sample");

  private final String resource;
  private final List<BinaryClassifier> found = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private String name = "";
  private int lineNumber;

  private ClassifierReader(String resource) {
    this.resource = resource;
  }

  /// @param resource where the lines come from, for messages
  /// @throws IllegalStateException when they are wrong; they are our own data
  static List<BinaryClassifier> read(String resource, List<String> lines) {
    ClassifierReader reader = new ClassifierReader(resource);
    for (String line : lines) {
      reader.lineNumber++;
      if (!line.isBlank() && !line.startsWith("#")) {
        reader.line(line);
      }
    }
    reader.end();
    return reader.found;
  }

  private void line(String line) {
    if (line.startsWith("[") && line.endsWith("]")) {
      end();
      name = line.substring(1, line.length() - 1);
      if (!name.matches("[a-z0-9][a-z0-9.+-]*") || !names.add(name)) {
        throw refusal("the name \"%s\" is malformed or stands twice".formatted(name));
      }
      return;
    }
    String[] parts = line.split(" ", 2);
    if (parts.length < 2 || parts[1].isBlank()) {
      throw refusal("a key without a value");
    }
    boolean isRepeated = values.containsKey(parts[0]) && ONCE.contains(parts[0]);
    if (isRepeated || !(ONCE.contains(parts[0]) || OFTEN.contains(parts[0]))) {
      throw refusal("the key \"%s\" is unknown or stands twice".formatted(parts[0]));
    }
    values.computeIfAbsent(parts[0], ignored -> new ArrayList<>()).add(parts[1]);
  }

  private void end() {
    if (name.isEmpty()) {
      if (!values.isEmpty()) {
        throw refusal("values before the first name");
      }
      return;
    }
    List<BytePattern> patterns = all("pattern").stream().map(BytePattern::new).toList();
    List<Sample> samples = all("sample").stream().map(this::sample).toList();
    String cpe = one("cpe");
    if (one("files").isEmpty()
        || patterns.isEmpty()
        || samples.size() < patterns.size()
        || !cpe.matches("[^:]+:[^:]+")
        || one("debian").isEmpty() == one("origin").isEmpty()) {
      throw refusal(
          "wants files, patterns, as many samples or more, a CPE, and either a Debian package or an"
              + " origin");
    }
    Kind kind =
        one("kind").isEmpty() ? Kind.ELF : Kind.valueOf(one("kind").toUpperCase(Locale.ROOT));
    List<FileGlob> files = Arrays.stream(one("files").split(" ")).map(FileGlob::new).toList();
    found.add(
        new BinaryClassifier(
            name, kind, files, patterns, cpe, one("debian"), one("origin"), samples));
    values.clear();
    name = "";
  }

  private Sample sample(String text) {
    String[] parts = text.split(" ", 3);
    if (parts.length < 3) {
      throw refusal("a sample has a version, a file and bytes");
    }
    return new Sample(parts[0], parts[1], unescaped(parts[2]));
  }

  private String unescaped(String text) {
    StringBuilder bytes = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        char what = at < text.length() ? text.charAt(at++) : ' ';
        switch (what) {
          case '0' -> bytes.append('\0');
          case 'n' -> bytes.append('\n');
          case '\\' -> bytes.append('\\');
          case 'x' -> {
            bytes.append((char) Integer.parseInt(text, at, at + 2, 16));
            at += 2;
          }
          default -> throw refusal("\\" + what + " means nothing in a sample");
        }
      } else {
        bytes.append(c);
      }
    }
    return bytes.toString();
  }

  private List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  private String one(String key) {
    return all(key).isEmpty() ? "" : all(key).getFirst();
  }

  private IllegalStateException refusal(String why) {
    return new IllegalStateException("%s, line %s: %s".formatted(resource, lineNumber, why));
  }
}
