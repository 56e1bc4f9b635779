package dev.seaworthy.inventory.julia;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import java.util.List;

/// The form in which Julia records packages.
public final class JuliaCatalogers {

  private JuliaCatalogers() {}

  /// `Manifest.toml`, formats 1 (packages at the top) and 2 (below `deps`).
  public static Cataloger manifest() {
    return new LockFileCataloger(
        new AnalyserId("julia-manifest", 1),
        Interest.in(new Name("Manifest.toml"), new Name("JuliaManifest.toml")),
        new Coverage(
            "Julia packages (manifest)",
            "`Manifest.toml`, `JuliaManifest.toml`",
            "every package with a version, by its UUID",
            "standard libraries without a version; system images"),
        "Manifest.toml",
        true,
        (file, content, told) -> {
          JsonObject document = Documents.toml(content, told.sink().limits());
          JsonObject packages =
              document.get("deps").isPresent() ? document.object("deps") : document;
          packages
              .members()
              .forEach((name, value) -> {
                if (value instanceof JsonArray(List<JsonValue> versions)) {
                  for (JsonValue version : versions) {
                    if (version instanceof JsonObject entry) {
                      told.component(
                          new ComponentBuilder("julia")
                              .name(name)
                              .version(entry.text("version"))
                              .qualifier("uuid", entry.text("uuid"))
                              .depends(entry.strings("deps")));
                    }
                  }
                }
              });
        });
  }
}
