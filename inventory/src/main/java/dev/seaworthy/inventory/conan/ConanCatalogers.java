package dev.seaworthy.inventory.conan;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The form in which Conan locks C and C++ packages.
public final class ConanCatalogers {

  /// `name/version[@user/channel][#revision][%time]`
  private static final Pattern REFERENCE =
      Pattern.compile(
          "([a-z0-9_][a-z0-9_+.-]*)/([^@#%:\\s]+)(?:@([^#%:\\s]*))?(?:#[^%]*)?(?:%.*)?");

  private ConanCatalogers() {}

  /// `conan.lock`: version 1 has nodes of a graph, version 2 lists of references.
  public static Cataloger lockFile() {
    return new LockFileCataloger(
        new AnalyserId("conan-lock", 1),
        Interest.in(new Name("conan.lock")),
        new Coverage(
            "C and C++ packages (Conan)",
            "`conan.lock` (versions 1 and 2)",
            "every package reference; tools of the build are marked as such",
            "what was linked into a program; options and settings"),
        "conan.lock",
        true,
        (file, content, told) -> {
          JsonObject document = Documents.json(content, told.sink().limits());
          document.strings("requires").forEach(reference -> tell(reference, "", told));
          document.strings("build_requires").forEach(reference -> tell(reference, "build", told));
          document.strings("python_requires").forEach(reference -> tell(reference, "build", told));
          for (JsonValue node : document.object("graph_lock").object("nodes").members().values()) {
            if (node instanceof JsonObject entry) {
              tell(entry.text("ref"), entry.text("context").equals("build") ? "build" : "", told);
            }
          }
        });
  }

  private static void tell(String reference, String scope, Told told) {
    Matcher matcher = REFERENCE.matcher(reference);
    if (matcher.matches()) {
      ComponentBuilder builder =
          new ComponentBuilder("conan")
              .name(matcher.group(1))
              .version(matcher.group(2))
              .property("scope", scope);
      String userAndChannel = matcher.group(3);
      if (userAndChannel != null && userAndChannel.contains("/")) {
        int slash = userAndChannel.indexOf('/');
        builder
            .qualifier("user", userAndChannel.substring(0, slash))
            .qualifier("channel", userAndChannel.substring(slash + 1));
      }
      told.component(builder);
    }
  }
}
