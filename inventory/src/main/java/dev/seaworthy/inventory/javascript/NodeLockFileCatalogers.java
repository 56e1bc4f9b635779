package dev.seaworthy.inventory.javascript;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.JsonWithComments;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lock files of Node's package managers.
public final class NodeLockFileCatalogers {

  private static final String TYPE = "npm";
  private static final String MODULES = "node_modules/";
  private static final String BLIND =
      "which of the packages were really installed: optional and platform-specific ones are listed too";

  /// `/@scope/name/1.2.3_peer` (lock file 5), `/name@1.2.3(peer@1)` (6) and `name@1.2.3(peer@1)`
  /// (9).
  private static final Pattern PNPM =
      Pattern.compile("/?((?:@[^/@]+/)?[^/@]+)[@/]([0-9][^/()_]*)(?:[_(/].*)?");

  private NodeLockFileCatalogers() {}

  public static List<Cataloger> all() {
    return List.of(bun(), bunBinary(), npm(), pnpm(), yarn());
  }

  /// `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3. Those below `node_modules`
  /// belong to packages that brought them along and say nothing about what is installed.
  static Cataloger npm() {
    return new LockFileCataloger(
        new AnalyserId("npm-lock", 1),
        Interest.in(new Name("package-lock.json"), new Name("npm-shrinkwrap.json")),
        new Coverage(
            "Node packages (npm's lock file)",
            "`package-lock.json`, `npm-shrinkwrap.json` (versions 1 to 3)",
            "every locked package with its licence, those for development marked so",
            BLIND),
        "package-lock.json",
        true,
        (file, content, told) -> {
          if (file.path().contains("/" + MODULES)) {
            return;
          }
          JsonObject document = Documents.json(content, told.sink().limits());
          if (document.get("packages").isPresent()) {
            tellPackages(document.object("packages"), told);
          } else {
            int depthMax = told.sink().limits().asInt(Limit.JSON_DEPTH);
            tellDependencies(document.object("dependencies"), depthMax, told);
          }
        });
  }

  private static void tellPackages(JsonObject packages, Told told) {
    packages
        .members()
        .forEach((path, value) -> {
          int modules = path.lastIndexOf(MODULES);
          if (value instanceof JsonObject entry && modules >= 0 && !entry.isTrue("link")) {
            String name = entry.string("name").orElse(path.substring(modules + MODULES.length()));
            told.component(
                builder(name, entry.text("version"))
                    .licences(entry.string("license").stream().toList())
                    .depends(List.copyOf(entry.object("dependencies").members().keySet()))
                    .property("scope", entry.isTrue("dev") ? "dev" : ""));
          }
        });
  }

  /// Version 1: dependencies nested in dependencies.
  private static void tellDependencies(JsonObject dependencies, int depthLeft, Told told)
      throws IOException {
    if (depthLeft == 0) {
      throw new IOException("dependencies are nested too deep");
    }
    for (Map.Entry<String, JsonValue> dependency : dependencies.members().entrySet()) {
      if (dependency.getValue() instanceof JsonObject entry) {
        ComponentBuilder builder = named(dependency.getKey(), entry.text("version"));
        // An address in place of the version is a checkout, no release of any registry.
        if (builder.version().indexOf(':') < 0) {
          told.component(
              builder
                  .depends(List.copyOf(entry.object("requires").members().keySet()))
                  .property("scope", entry.isTrue("dev") ? "dev" : ""));
        }
        tellDependencies(entry.object("dependencies"), depthLeft - 1, told);
      }
    }
  }

  /// `npm:other@1.2.3` names a package that was installed under another name.
  private static ComponentBuilder named(String name, String version) {
    if (version.startsWith("npm:")) {
      int at = version.lastIndexOf('@');
      if (at > "npm:".length()) {
        return builder(version.substring("npm:".length(), at), version.substring(at + 1));
      }
    }
    return builder(name, version);
  }

  static ComponentBuilder builder(String name, String version) {
    int slash = name.startsWith("@") ? name.indexOf('/') : -1;
    return new ComponentBuilder(TYPE)
        .namespace(slash < 0 ? "" : name.substring(0, slash))
        .name(name.substring(slash + 1))
        .version(version);
  }

  /// `yarn.lock`: a form of its own (classic) or YAML (berry), told apart by `__metadata`.
  static Cataloger yarn() {
    return new LockFileCataloger(
        new AnalyserId("yarn-lock", 1),
        Interest.in(new Name("yarn.lock")),
        new Coverage(
            "Node packages (yarn's lock file)",
            "`yarn.lock` (classic and berry)",
            "every locked package",
            BLIND + "; which are for development"),
        "yarn.lock",
        true,
        YarnLock::read);
  }

  /// `pnpm-lock.yaml`, lock file versions 5 to 9.
  static Cataloger pnpm() {
    return new LockFileCataloger(
        new AnalyserId("pnpm-lock", 2),
        Interest.in(new Name("pnpm-lock.yaml")),
        new Coverage(
            "Node packages (pnpm's lock file)",
            "`pnpm-lock.yaml` (versions 5 to 9)",
            "every locked package",
            BLIND),
        "pnpm-lock.yaml",
        true,
        (file, content, told) -> {
          TreeSet<String> seen = new TreeSet<>();
          Documents.yaml(content, told.sink().limits())
              .object("packages")
              .members()
              .forEach((key, value) -> {
                JsonObject entry =
                    value instanceof JsonObject object ? object : new JsonObject(Map.of());
                // Only what no registry has (a folder, a checkout) says its name and version here.
                Matcher matcher = PNPM.matcher(key);
                boolean isFromRegistry = matcher.matches();
                String name = isFromRegistry ? matcher.group(1) : entry.text("name");
                String version = isFromRegistry ? matcher.group(2) : entry.text("version");
                if (seen.add(name + "@" + version)) {
                  told.component(
                      builder(name, version)
                          .property("scope", entry.text("dev").equals("true") ? "dev" : ""));
                }
              });
        });
  }

  /// `bun.lockb`, which bun wrote before 1.2.
  static Cataloger bunBinary() {
    return BunBinaryLock.cataloger();
  }

  /// `bun.lock`: JSON with comments and trailing commas; `packages` maps a place to an array whose
  /// first item is `name@version`.
  static Cataloger bun() {
    return new LockFileCataloger(
        new AnalyserId("bun-lock", 1),
        Interest.in(new Name("bun.lock")),
        new Coverage(
            "Node packages (bun's lock file)", "`bun.lock`", "every locked package", BLIND),
        "bun.lock",
        true,
        (file, content, told) -> {
          Limits limits = told.sink().limits();
          if (!(Documents.jsonValue(JsonWithComments.strict(content.bytes()), limits)
              instanceof JsonObject document)) {
            throw new IOException("expected a JSON object");
          }
          TreeSet<String> seen = new TreeSet<>();
          for (JsonValue value : document.object("packages").members().values()) {
            if (value instanceof JsonArray(List<JsonValue> items)
                && !items.isEmpty()
                && items.getFirst() instanceof JsonString(String resolved)
                && seen.add(resolved)) {
              int at = resolved.lastIndexOf('@');
              String version = resolved.substring(at + 1);
              if (at > 0 && !version.contains(":")) {
                told.component(builder(resolved.substring(0, at), version));
              }
            }
          }
        });
  }
}
