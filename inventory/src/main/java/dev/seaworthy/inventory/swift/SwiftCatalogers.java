package dev.seaworthy.inventory.swift;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import java.util.ArrayList;
import java.util.List;

/// The forms in which Swift packages and CocoaPods are locked.
public final class SwiftCatalogers {

  private SwiftCatalogers() {}

  /// `Package.resolved`, versions 1 to 3. A package's name is its repository's address (purl type
  /// `swift`).
  public static Cataloger resolved() {
    return new LockFileCataloger(
        new AnalyserId("swift-resolved", 1),
        Interest.in(new Name("Package.resolved")),
        new Coverage(
            "Swift packages (lock file)",
            "`Package.resolved` (versions 1 to 3)",
            "every pinned package with a version, by its repository",
            "packages pinned to a branch or commit without a version; what was linked into a program"),
        "Package.resolved",
        true,
        (file, content, told) -> {
          JsonObject document = Documents.json(content, told.sink().limits());
          document
              .object("object")
              .objects("pins")
              .forEach(pin -> tell(pin, "repositoryURL", told));
          document.objects("pins").forEach(pin -> tell(pin, "location", told));
        });
  }

  private static void tell(JsonObject pin, String addressMember, Told told) {
    String address = pin.text(addressMember).replaceFirst("^[a-z+]+://(?:[^@/]*@)?", "");
    address = address.replaceFirst("^git@([^:]+):", "$1/").replaceFirst("\\.git$", "");
    int slash = address.lastIndexOf('/');
    if (slash > 0) {
      told.component(
          new ComponentBuilder("swift")
              .namespace(address.substring(0, slash))
              .name(address.substring(slash + 1))
              .version(pin.object("state").text("version")));
    }
  }

  /// `Podfile.lock`: a list `PODS` of `Name (version)`, each perhaps with its dependencies.
  public static Cataloger pods() {
    return new LockFileCataloger(
        new AnalyserId("podfile-lock", 1),
        Interest.in(new Name("Podfile.lock")),
        new Coverage(
            "CocoaPods (lock file)",
            "`Podfile.lock`",
            "every pod, subspecs under their pod's name",
            "what was linked into a program"),
        "Podfile.lock",
        true,
        (file, content, told) -> {
          List<String> seen = new ArrayList<>();
          for (JsonValue item : Documents.yaml(content, told.sink().limits()).array("PODS")) {
            String text =
                switch (item) {
                  case JsonString(String pod) -> pod;
                  case JsonObject object when !object.members().isEmpty() ->
                      object.members().keySet().iterator().next();
                  default -> "";
                };
            int open = text.indexOf(" (");
            String name = open < 0 ? text : text.substring(0, open);
            int slash = name.indexOf('/');
            String pod = slash < 0 ? name : name.substring(0, slash);
            if (open > 0 && text.endsWith(")") && !seen.contains(pod)) {
              seen.add(pod);
              told.component(
                  new ComponentBuilder("cocoapods")
                      .name(pod)
                      .version(text.substring(open + 2, text.length() - 1)));
            }
          }
        });
  }
}
