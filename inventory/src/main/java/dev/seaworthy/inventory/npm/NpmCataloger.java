package dev.seaworthy.inventory.npm;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.NameBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.document.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Node packages as they lie below `node_modules`, by the `package.json` in each package's own
/// folder.
public final class NpmCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("npm", 1);
  private static final Interest INTEREST =
      Interest.in(new NameBelow("node_modules", "package.json"));

  /// A package's folder lies directly in `node_modules` or in a scope there; deeper ones are parts
  /// of packages.
  private static final Pattern INSTALLED =
      Pattern.compile(".*/node_modules/(?:@[^/]+/)?[^/@.][^/]*/package\\.json");

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
        "Node packages (installed)",
        "`**/node_modules/<package>/package.json`",
        "every installed package at every depth, with licences and dependencies",
        "packages bundled into one file; zip archives of yarn's plug'n'play");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    if (!INSTALLED.matcher(file.path()).matches()) {
      return;
    }
    JsonObject document = Documents.json(content, sink.limits());
    String name = document.text("name");
    int slash = name.startsWith("@") ? name.indexOf('/') : -1;
    ComponentBuilder builder =
        new ComponentBuilder("npm")
            .namespace(slash < 0 ? "" : name.substring(0, slash))
            .name(name.substring(slash + 1))
            .version(document.text("version").strip())
            .licences(licences(document))
            .depends(List.copyOf(document.object("dependencies").members().keySet()))
            .property("homepage", document.text("homepage"));
    // Without a name or a version it was never published: a local package or a stub.
    if (builder.isNamed()) {
      sink.fact(new Found(builder.build(), "", "package.json"));
    }
  }

  /// `license` as a text or an object, and the older `licenses` as a list of objects.
  private static List<String> licences(JsonObject document) {
    List<String> licences = new ArrayList<>();
    document.get("license").ifPresent(value -> addLicence(value, licences));
    document.array("licenses").forEach(value -> addLicence(value, licences));
    return licences;
  }

  private static void addLicence(JsonValue value, List<String> licences) {
    if (value instanceof JsonString(String text)) {
      licences.add(text);
    } else if (value instanceof JsonObject object) {
      licences.add(object.text("type"));
    }
  }
}
