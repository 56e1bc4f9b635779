package dev.seaworthy.inventory.php;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.NameInDirectory;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import java.util.List;

/// The forms in which Composer records PHP packages.
public final class PhpCatalogers {

  private PhpCatalogers() {}

  /// `vendor/composer/installed.json`: what Composer installed; an array in version 1, an object
  /// with `packages` in version 2.
  public static Cataloger installed() {
    return new LockFileCataloger(
        new AnalyserId("composer", 1),
        Interest.in(new NameInDirectory("composer", "installed.json")),
        new Coverage(
            "PHP packages (installed)",
            "`vendor/composer/installed.json`",
            "every installed package with licences and dependencies",
            "packages copied into a project without Composer; PHP's own extensions"),
        "composer installed.json",
        false,
        (file, content, told) -> {
          JsonValue document = Documents.jsonValue(content.bytes(), told.sink().limits());
          if (document instanceof JsonArray(List<JsonValue> items)) {
            for (JsonValue item : items) {
              if (item instanceof JsonObject entry) {
                tell(entry, "", told);
              }
            }
          } else if (document instanceof JsonObject object) {
            List<String> development = object.strings("dev-package-names");
            for (JsonObject entry : object.objects("packages")) {
              tell(entry, development.contains(entry.text("name")) ? "dev" : "", told);
            }
          }
        });
  }

  /// `composer.lock`.
  public static Cataloger lockFile() {
    return new LockFileCataloger(
        new AnalyserId("composer-lock", 1),
        Interest.in(new Name("composer.lock")),
        new Coverage(
            "PHP packages (lock file)",
            "`composer.lock`",
            "every locked package, those for development marked so",
            "platform packages (php, ext-*), which Composer doesn't install"),
        "composer.lock",
        true,
        (file, content, told) -> {
          JsonObject document = Documents.json(content, told.sink().limits());
          document.objects("packages").forEach(entry -> tell(entry, "", told));
          document.objects("packages-dev").forEach(entry -> tell(entry, "dev", told));
        });
  }

  private static void tell(JsonObject entry, String scope, Told told) {
    String name = entry.text("name");
    int slash = name.indexOf('/');
    String version = entry.text("version");
    told.component(
        new ComponentBuilder("composer")
            .namespace(slash < 0 ? "" : name.substring(0, slash))
            .name(name.substring(slash + 1))
            .version(version.matches("v[0-9].*") ? version.substring(1) : version)
            .licences(entry.strings("license"))
            .depends(List.copyOf(entry.object("require").members().keySet()))
            .hash("sha1", entry.object("dist").text("shasum"))
            .property("homepage", entry.text("homepage"))
            .property("scope", scope));
  }
}
