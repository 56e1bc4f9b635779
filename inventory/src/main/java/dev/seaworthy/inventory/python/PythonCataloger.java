package dev.seaworthy.inventory.python;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.NameInDirectory;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.text.ControlReader;
import dev.seaworthy.inventory.text.ControlReader.Stanza;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Installed Python distributions (Python Packaging User Guide, "Recording installed projects" and
/// "Core metadata specifications"): `METADATA` of wheels, `PKG-INFO` of eggs, and `RECORD` for the
/// files that they own.
public final class PythonCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("python", 1);
  private static final String LICENCE_CLASSIFIER = "License :: ";
  private static final int FREE_TEXT_LICENCE_CHARS_MAX = 100;
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "version",
          "license",
          "license-expression",
          "classifier",
          "requires-dist",
          "home-page");
  private static final Interest INTEREST =
      Interest.in(
          new NameInDirectory(".dist-info", "METADATA"),
          new NameInDirectory(".dist-info", "RECORD"),
          new NameInDirectory(".egg-info", "PKG-INFO"),
          new NameInDirectory("EGG-INFO", "PKG-INFO"),
          new Suffix(".egg-info"));

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
        "Python distributions (installed)",
        "`*.dist-info/METADATA` and `RECORD`, `*.egg-info/PKG-INFO`, `EGG-INFO/PKG-INFO`, `*.egg-info`",
        "every installed distribution with licences, requirements and owned files",
        "modules copied without metadata; programs frozen into one file");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    if (file.name().equals("RECORD")) {
      own(file.path(), content, sink);
    } else {
      describe(file.name().equals("METADATA") ? "METADATA" : "PKG-INFO", content, sink);
    }
  }

  private static void describe(String method, FileContent content, FactSink sink)
      throws IOException {
    Stanza stanza;
    try (ControlReader reader = new ControlReader(content, sink.limits(), FIELDS)) {
      stanza = reader.next();
    }
    String name = stanza == null ? "" : stanza.first("name");
    String version = stanza == null ? "" : stanza.first("version");
    if (stanza == null || name.isEmpty() || version.isEmpty()) {
      sink.gap(
          InventoryError.METADATA_UNREADABLE,
          "",
          "its Name is \"%s\" and its Version \"%s\""
              .formatted(Text.shorten(name, 100), Text.shorten(version, 100)));
      return;
    }
    sink.fact(
        new Found(
            new ComponentBuilder("pypi")
                .name(normalised(name))
                .version(version)
                .licences(licences(stanza))
                .depends(requirements(stanza))
                .property("homepage", stanza.first("home-page"))
                .build(),
            "",
            method));
  }

  /// The name as PEP 503 normalises it, as purl wants it.
  private static String normalised(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /// The expression if there is one, else the field if it is short enough not to be a whole text,
  /// else classifiers.
  private static List<String> licences(Stanza stanza) {
    if (!stanza.first("license-expression").isEmpty()) {
      return List.of(stanza.first("license-expression"));
    }
    String licence = stanza.first("license");
    boolean isName =
        !licence.isEmpty()
            && licence.length() <= FREE_TEXT_LICENCE_CHARS_MAX
            && licence.indexOf('\n') < 0
            && !licence.equals("UNKNOWN");
    if (isName) {
      return List.of(licence);
    }
    List<String> licences = new ArrayList<>();
    for (String classifier : stanza.all("classifier")) {
      if (classifier.startsWith(LICENCE_CLASSIFIER)) {
        licences.add(
            classifier.substring(classifier.lastIndexOf(" :: ") + " :: ".length()).strip());
      }
    }
    return licences;
  }

  private static List<String> requirements(Stanza stanza) {
    List<String> names = new ArrayList<>();
    for (String requirement : stanza.all("requires-dist")) {
      boolean isExtra = requirement.contains("extra ==") || requirement.contains("extra==");
      int end = 0;
      while (end < requirement.length()
          && (Character.isLetterOrDigit(requirement.charAt(end))
              || "-_.".indexOf(requirement.charAt(end)) >= 0)) {
        end++;
      }
      if (end > 0 && !isExtra) {
        names.add(normalised(requirement.substring(0, end)));
      }
    }
    return names.stream().distinct().toList();
  }

  /// Lines `path,hash,size`; the path is relative to the folder that holds the metadata's folder.
  private static void own(String recordPath, FileContent content, FactSink sink)
      throws IOException {
    String metadata = recordPath.substring(0, recordPath.lastIndexOf('/'));
    String site = metadata.substring(0, metadata.lastIndexOf('/') + 1);
    List<String> paths = new ArrayList<>();
    try (Lines lines = Lines.of(content, sink.limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String path = firstColumn(line);
        if (path.startsWith("/")) {
          paths.add(path);
        } else if (!path.isEmpty()) {
          normalise(site + path, paths);
        }
      }
    }
    if (!paths.isEmpty()) {
      sink.fact(new Owns("pypi", metadata, paths));
    }
  }

  private static String firstColumn(String line) {
    if (line.startsWith("\"")) {
      int end = line.indexOf('"', 1);
      return end < 0 ? "" : line.substring(1, end);
    }
    int comma = line.indexOf(',');
    return comma < 0 ? line : line.substring(0, comma);
  }

  /// Adds the path without `..`, unless it leads out of the root.
  private static void normalise(String path, List<String> paths) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return;
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    paths.add("/" + String.join("/", parts));
  }
}
