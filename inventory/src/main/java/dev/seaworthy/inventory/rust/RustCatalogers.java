package dev.seaworthy.inventory.rust;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import java.util.ArrayList;
import java.util.List;

/// The forms in which Rust crates are recorded.
public final class RustCatalogers {

  private static final String TYPE = "cargo";

  private RustCatalogers() {}

  /// `Cargo.lock`: an array of tables `package` (The Cargo Book, "Cargo.lock"). Crates without a
  /// source are the workspace's own and are listed as well.
  public static Cataloger lockFile() {
    return new LockFileCataloger(
        new AnalyserId("cargo-lock", 1),
        Interest.in(new Name("Cargo.lock")),
        new Coverage(
            "Rust crates (lock file)",
            "`Cargo.lock`",
            "every crate with its checksum, source and dependencies",
            "which of the crates were really built in: target- and feature-specific ones are listed too"),
        "Cargo.lock",
        true,
        (file, content, told) -> {
          JsonObject document = Documents.toml(content, told.sink().limits());
          for (JsonObject crate : document.objects("package")) {
            told.component(
                new ComponentBuilder(TYPE)
                    .name(crate.text("name"))
                    .version(crate.text("version"))
                    .hash("sha256", crate.text("checksum"))
                    .depends(dependencies(crate.strings("dependencies")))
                    .property("cargo:source", crate.text("source")));
          }
        });
  }

  /// Dependencies read `name`, `name version` or `name version (source)`.
  private static List<String> dependencies(List<String> declared) {
    List<String> names = new ArrayList<>();
    for (String dependency : declared) {
      names.add(dependency.split(" ", 2)[0]);
    }
    return names;
  }

  /// What cargo-auditable built into programs.
  public static Cataloger auditable() {
    return new RustAuditableCataloger();
  }
}
