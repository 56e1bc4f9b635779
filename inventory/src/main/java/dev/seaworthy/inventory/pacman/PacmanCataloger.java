package dev.seaworthy.inventory.pacman;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Under;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Packages of Arch Linux and its relatives: one folder for each in pacman's local database, with
/// the files `desc` (what it is) and `files` (what it owns), both as blocks of a `%FIELD%` line,
/// values and an empty line.
///
/// Properties of its components: `homepage`, `maintainer`; `provides` is used up when dependencies
/// are resolved.
public final class PacmanCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("pacman", 1);
  private static final String FOLDER = "/var/lib/pacman/local/";
  private static final String DESCRIPTION = "/desc";
  private static final String FILES = "/files";
  private static final Interest INTEREST = Interest.in(new Under(FOLDER));

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return INTEREST;
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "Arch Linux packages (pacman)",
        "`/var/lib/pacman/local/*/desc` and `files`",
        "every package with its base (the source package), architecture, licences, owned files and"
            + " dependencies",
        "packages whose folder was removed; where a package came from (repositories leave no trace)");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    String inFolder = file.path().substring(FOLDER.length());
    if (inFolder.endsWith(DESCRIPTION)) {
      describe(blocks(content, sink), sink);
    } else if (inFolder.endsWith(FILES)) {
      String folder = inFolder.substring(0, inFolder.length() - FILES.length());
      own(nameIn(folder), blocks(content, sink), sink);
    }
  }

  private static void describe(Map<String, List<String>> blocks, FactSink sink) {
    String name = first(blocks, "NAME");
    String version = first(blocks, "VERSION");
    if (name.isEmpty() || version.isEmpty()) {
      sink.gap(
          InventoryError.ENTRY_UNREADABLE,
          "",
          "its NAME is \"%s\" and its VERSION \"%s\""
              .formatted(Text.shorten(name, 100), Text.shorten(version, 100)));
      return;
    }
    String base = first(blocks, "BASE");
    sink.fact(
        new Found(
            new ComponentBuilder("alpm")
                .name(name)
                .version(version)
                .architecture(first(blocks, "ARCH"))
                .source(base.isEmpty() ? name : base, version)
                .licences(all(blocks, "LICENSE"))
                .depends(all(blocks, "DEPENDS"))
                .property("provides", String.join(" ", all(blocks, "PROVIDES")))
                .property("homepage", first(blocks, "URL"))
                .property("maintainer", first(blocks, "PACKAGER"))
                .build(),
            "",
            "pacman local database"));
  }

  private static void own(String packageName, Map<String, List<String>> blocks, FactSink sink) {
    List<String> paths = new ArrayList<>();
    for (String path : all(blocks, "FILES")) {
      if (!path.endsWith("/")) {
        paths.add("/" + path);
      }
    }
    if (!packageName.isEmpty() && !paths.isEmpty()) {
      sink.fact(new Owns("alpm", packageName, paths));
    }
  }

  /// The package in `bash-5.2.026-2`: what is left without version and release.
  private static String nameIn(String folder) {
    int release = folder.lastIndexOf('-');
    int version = release < 0 ? -1 : folder.lastIndexOf('-', release - 1);
    return version < 0 ? "" : folder.substring(0, version);
  }

  private static Map<String, List<String>> blocks(FileContent content, FactSink sink)
      throws IOException {
    Map<String, List<String>> blocks = new HashMap<>();
    try (Lines lines = Lines.of(content, sink.limits())) {
      List<String> current = new ArrayList<>();
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.length() > 2 && line.startsWith("%") && line.endsWith("%")) {
          current = new ArrayList<>();
          blocks.putIfAbsent(line.substring(1, line.length() - 1), current);
        } else if (!line.isBlank()) {
          current.add(line.strip());
        }
      }
    }
    return blocks;
  }

  private static List<String> all(Map<String, List<String>> blocks, String field) {
    return blocks.getOrDefault(field, List.of());
  }

  private static String first(Map<String, List<String>> blocks, String field) {
    List<String> values = all(blocks, field);
    return values.isEmpty() ? "" : values.getFirst();
  }
}
