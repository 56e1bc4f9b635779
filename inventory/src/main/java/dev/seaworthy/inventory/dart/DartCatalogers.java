package dev.seaworthy.inventory.dart;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;

/// The form in which Pub locks Dart packages.
public final class DartCatalogers {

  private DartCatalogers() {}

  /// `pubspec.lock`: a mapping `packages` of name to source, version and description.
  public static Cataloger lockFile() {
    return new LockFileCataloger(
        new AnalyserId("pubspec-lock", 1),
        Interest.in(new Name("pubspec.lock")),
        new Coverage(
            "Dart packages (lock file)",
            "`pubspec.lock`",
            "every hosted and git package with its hash",
            "packages of an SDK and local paths; what was compiled into a program"),
        "pubspec.lock",
        true,
        (file, content, told) ->
            Documents.yaml(content, told.sink().limits())
                .object("packages")
                .members()
                .forEach((name, value) -> {
                  if (value instanceof JsonObject entry
                      && !entry.text("source").equals("path")
                      && !entry.text("source").equals("sdk")) {
                    told.component(
                        new ComponentBuilder("pub")
                            .name(name)
                            .version(entry.text("version"))
                            .hash("sha256", entry.object("description").text("sha256"))
                            .property(
                                "scope", entry.text("dependency").contains("dev") ? "dev" : ""));
                  }
                }));
  }
}
