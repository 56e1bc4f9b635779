package dev.seaworthy.inventory.apk;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads apk's database of installed packages: one line for each field, its letter and a colon in
/// front; an empty line ends a package (apk-tools, "apk v2 installed database").
final class ApkDatabase {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9+._-]*");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._~-]*");

  private final FactSink sink;
  private final Map<Character, String> fields = new HashMap<>();
  private final List<String> files = new ArrayList<>();
  private String directory = "";
  private String problem = "";
  private int firstLine;

  private ApkDatabase(FactSink sink) {
    this.sink = sink;
  }

  static void read(FileContent content, FactSink sink) {
    ApkDatabase database = new ApkDatabase(sink);
    try (Lines lines = Lines.of(content, sink.limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isEmpty()) {
          database.endPackage();
        } else {
          database.readField(line, lines.number());
        }
      }
      database.endPackage();
      if (!lines.endsWithLineFeed()) {
        sink.gap(
            InventoryError.DATABASE_UNREADABLE,
            "",
            "the package database ends in the middle of a line; packages after it are not known");
      }
    } catch (IOException e) {
      sink.gap(
          InventoryError.DATABASE_UNREADABLE,
          "",
          "reading the package database: " + Text.visible(String.valueOf(e.getMessage())));
    }
  }

  private void readField(String line, int number) {
    if (firstLine == 0) {
      firstLine = number;
    }
    if (line.length() < 2 || line.charAt(1) != ':') {
      problem = "line %s is not of the form X:value".formatted(number);
      return;
    }
    String value = line.substring(2);
    switch (line.charAt(0)) {
      case 'F' -> directory = value;
      case 'R' -> files.add((directory.isEmpty() ? "/" : "/" + directory + "/") + value);
      case 'P', 'V', 'A', 'o', 'L', 'D', 'p', 'U', 'm', 'C', 'c' ->
          fields.put(line.charAt(0), value.strip());
      default -> {
        // Sizes, times, modes and checksums of files say nothing about which packages there are.
      }
    }
  }

  private void endPackage() {
    if (firstLine == 0) {
      return;
    }
    String name = field('P');
    String version = field('V');
    if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
      problem =
          "its name is \"%s\" and its version \"%s\""
              .formatted(Text.shorten(name, 100), Text.shorten(version, 100));
    } else {
      tell(name, version);
    }
    if (!problem.isEmpty()) {
      sink.gap(
          InventoryError.ENTRY_UNREADABLE,
          "",
          "the entry at line %s (%s): %s"
              .formatted(firstLine, name.isEmpty() ? "no name" : Text.shorten(name, 100), problem));
    }
    fields.clear();
    files.clear();
    directory = "";
    problem = "";
    firstLine = 0;
  }

  private void tell(String name, String version) {
    String origin = field('o');
    String licence = field('L');
    sink.fact(
        new Found(
            new ComponentBuilder("apk")
                .name(name)
                .version(version)
                .architecture(field('A'))
                .source(origin.isEmpty() ? name : origin, version)
                .licences(List.of(licence))
                .depends(words(field('D')))
                .ownedFiles(files)
                .property("provides", field('p'))
                .property("homepage", field('U'))
                .property("maintainer", field('m'))
                .property("apk:checksum", field('C'))
                .property("apk:commit", field('c'))
                .build(),
            "",
            "apk installed"));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private String field(char letter) {
    return fields.getOrDefault(letter, "");
  }
}
