package dev.seaworthy.inventory.pythonlock;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lock files of Python's package managers.
public final class PythonLockFileCatalogers {

  private static final String TYPE = "pypi";
  private static final String BLIND =
      "which of the packages were really installed: those of other platforms and extras are listed too";

  /// A requirement that names one version (PEP 508): `name[extra] == 1.2.3 ; marker # comment`.
  private static final Pattern PINNED =
      Pattern.compile(
          "\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*\\])?\\s*={2,3}"
              + "\\s*([A-Za-z0-9.!+_-]+)\\s*(?:[;#\\\\].*|--hash.*)?");

  private PythonLockFileCatalogers() {}

  public static List<Cataloger> all() {
    return List.of(
        tables("pdm-lock", "pdm.lock"),
        pipenv(),
        tables("poetry-lock", "poetry.lock"),
        pylock(),
        requirements(),
        tables("uv-lock", "uv.lock"));
  }

  /// The forms that are TOML with an array of tables `package`.
  private static Cataloger tables(String id, String fileName) {
    return new LockFileCataloger(
        new AnalyserId(id, 1),
        Interest.in(new Name(fileName)),
        new Coverage(
            "Python packages (" + fileName + ")",
            "`" + fileName + "`",
            "every locked package",
            BLIND),
        fileName,
        true,
        (file, content, told) ->
            tell(Documents.toml(content, told.sink().limits()).objects("package"), told));
  }

  /// `pylock.toml` and `pylock.<name>.toml` (PEP 751).
  private static Cataloger pylock() {
    return new LockFileCataloger(
        new AnalyserId("pylock", 1),
        Interest.in(new Name("pylock.toml")),
        new Coverage(
            "Python packages (pylock.toml)",
            "`pylock.toml` (PEP 751)",
            "every locked package",
            BLIND),
        "pylock.toml",
        true,
        (file, content, told) ->
            tell(Documents.toml(content, told.sink().limits()).objects("packages"), told));
  }

  private static void tell(List<JsonObject> entries, Told told) {
    for (JsonObject entry : entries) {
      // uv lists the project itself, with a source that is a place on the developer's machine.
      JsonObject source = entry.object("source");
      boolean isLocal =
          source.get("virtual").isPresent()
              || source.get("editable").isPresent()
              || source.get("directory").isPresent();
      boolean isForDevelopment =
          entry.text("category").equals("dev") || entry.strings("groups").equals(List.of("dev"));
      if (!isLocal) {
        told.component(
            builder(entry.text("name"), entry.text("version"))
                .property("scope", isForDevelopment ? "dev" : ""));
      }
    }
  }

  /// `Pipfile.lock`: JSON with the sections `default` and `develop`.
  private static Cataloger pipenv() {
    return new LockFileCataloger(
        new AnalyserId("pipfile-lock", 1),
        Interest.in(new Name("Pipfile.lock")),
        new Coverage(
            "Python packages (Pipfile.lock)",
            "`Pipfile.lock`",
            "every locked package, those for development marked so",
            BLIND),
        "Pipfile.lock",
        true,
        (file, content, told) -> {
          JsonObject document = Documents.json(content, told.sink().limits());
          tellSection(document.object("default"), "", told);
          tellSection(document.object("develop"), "dev", told);
        });
  }

  private static void tellSection(JsonObject section, String scope, Told told) {
    section
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonObject entry) {
            told.component(
                builder(name, entry.text("version").replaceFirst("^={2,3}", ""))
                    .property("scope", scope));
          }
        });
  }

  /// `*requirements.txt`: what is pinned to one version; what is not has no version to match.
  private static Cataloger requirements() {
    return new LockFileCataloger(
        new AnalyserId("requirements", 1),
        Interest.in(new Suffix("requirements.txt"), new Suffix("requirements-dev.txt")),
        new Coverage(
            "Python packages (requirements files)",
            "`*requirements.txt`, `*requirements-dev.txt`",
            "every requirement that is pinned with `==`",
            BLIND + "; requirements with a range, by address or in another file (`-r`)"),
        "requirements.txt",
        true,
        PythonLockFileCatalogers::readRequirements);
  }

  private static void readRequirements(FileRecord file, FileContent content, Told told)
      throws IOException {
    String scope = file.name().contains("-dev.") ? "dev" : "";
    try (Lines lines = Lines.of(content, told.sink().limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        Matcher pinned = PINNED.matcher(line);
        if (pinned.matches()) {
          told.component(builder(pinned.group(1), pinned.group(2)).property("scope", scope));
        }
      }
    }
  }

  /// The name as PEP 503 normalises it, as purl wants it.
  private static ComponentBuilder builder(String name, String version) {
    return new ComponentBuilder(TYPE)
        .name(name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"))
        .version(version);
  }
}
