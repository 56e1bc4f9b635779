package dev.seaworthy.inventory.dotnet;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The forms in which .NET packages are recorded.
public final class DotnetCatalogers {

  private static final String TYPE = "nuget";

  private DotnetCatalogers() {}

  /// `*.deps.json`: what a published program loads (.NET, "runtime configuration files").
  public static Cataloger dependencies() {
    return new LockFileCataloger(
        new AnalyserId("dotnet-deps", 1),
        Interest.in(new Suffix(".deps.json")),
        new Coverage(
            ".NET packages (published programs)",
            "`*.deps.json`",
            "every library of the kinds `package` and `runtimepack`, with its dependencies",
            "assemblies without a deps.json; projects of the same solution"),
        "deps.json",
        false,
        (file, content, told) ->
            tellDependencies(Documents.json(content, told.sink().limits()), told));
  }

  /// The `deps.json` inside programs of a single file.
  public static Cataloger singleFile() {
    return new LockFileCataloger(
        new AnalyserId("dotnet-single-file", 1),
        Interest.in(Interest.elf()),
        new Coverage(
            ".NET packages (programs of a single file)",
            "the `deps.json` that the bundle in an ELF file holds (bundle versions 1, 2 and 6)",
            "every library of the kinds `package` and `runtimepack`, with its dependencies",
            "programs for Windows and macOS; programs compiled ahead of time, which hold no bundle"),
        "deps.json in a single-file bundle",
        false,
        (file, content, told) -> {
          Optional<byte[]> json = SingleFileBundle.dependencies(content);
          if (json.isPresent()
              && Documents.jsonValue(json.get(), told.sink().limits())
                  instanceof JsonObject document) {
            tellDependencies(document, told);
          }
        });
  }

  /// `packages.lock.json`.
  public static Cataloger lockFile() {
    return new LockFileCataloger(
        new AnalyserId("nuget-lock", 1),
        Interest.in(new Name("packages.lock.json")),
        new Coverage(
            ".NET packages (lock file)",
            "`packages.lock.json`",
            "every resolved package of every target framework",
            "projects of the same solution"),
        "packages.lock.json",
        true,
        (file, content, told) -> tellLocked(Documents.json(content, told.sink().limits()), told));
  }

  static void tellDependencies(JsonObject document, Told told) {
    Map<String, List<String>> dependencies = new HashMap<>();
    for (JsonValue target : document.object("targets").members().values()) {
      if (target instanceof JsonObject libraries) {
        libraries
            .members()
            .forEach((name, library) -> {
              if (library instanceof JsonObject object) {
                dependencies.putIfAbsent(
                    name, List.copyOf(object.object("dependencies").members().keySet()));
              }
            });
      }
    }
    document
        .object("libraries")
        .members()
        .forEach((key, value) -> {
          if (value instanceof JsonObject library) {
            tellLibrary(key, library, dependencies.getOrDefault(key, List.of()), told);
          }
        });
  }

  private static void tellLibrary(
      String key, JsonObject library, List<String> dependencies, Told told) {
    String kind = library.text("type");
    int slash = key.indexOf('/');
    if (slash < 0 || !List.of("package", "runtimepack").contains(kind)) {
      return;
    }
    String name = key.substring(0, slash);
    if (kind.equals("runtimepack") && name.startsWith("runtimepack.")) {
      name = name.substring("runtimepack.".length());
    }
    told.component(
        new ComponentBuilder(TYPE)
            .name(name)
            .version(key.substring(slash + 1))
            .depends(dependencies)
            .property("dotnet:sha512", library.text("sha512")));
  }

  private static void tellLocked(JsonObject document, Told told) {
    Map<String, ComponentBuilder> packages = new TreeMap<>();
    for (JsonValue framework : document.object("dependencies").members().values()) {
      if (!(framework instanceof JsonObject entries)) {
        continue;
      }
      entries
          .members()
          .forEach((name, value) -> {
            if (value instanceof JsonObject entry && !entry.text("type").equals("Project")) {
              String version = entry.text("resolved");
              packages.putIfAbsent(
                  name + "/" + version,
                  new ComponentBuilder(TYPE)
                      .name(name)
                      .version(version)
                      .depends(new ArrayList<>(entry.object("dependencies").members().keySet()))
                      .property("scope", entry.text("type").equals("Direct") ? "direct" : ""));
            }
          });
    }
    packages.values().forEach(told::component);
  }
}
