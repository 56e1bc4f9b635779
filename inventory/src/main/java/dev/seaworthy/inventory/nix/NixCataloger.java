package dev.seaworthy.inventory.nix;

import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.InventoryFactCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Derivations, Nix's recipes of store paths: they say name and version apart. What is installed
/// the store's directories say ([NixStore]); an image often has no derivations at all.
public final class NixCataloger implements Cataloger {

  /// The purl type of its components.
  static final String TYPE = "nix";

  static final AnalyserId ID = new AnalyserId("nix-store", 1);

  /// Between name and version of the fact that a derivation becomes; no name has it.
  static final char SEPARATOR = '\n';

  private static final Pattern DERIVATION = Pattern.compile("/nix/store/[^/]+\\.drv");

  /// Members of a derivation in their order (Nix manual, "Derivation ATerm format").
  private static final int OUTPUTS = 0;

  private static final int ENVIRONMENT = 6;

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return Interest.in(new SuffixBelow("store", ".drv"));
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "Nix packages",
        "the directories of `/nix/store`; `/nix/store/*.drv`",
        "every directory whose name has a version, all outputs of one version together; name and"
            + " version by the derivation where the image has it, else split as Nix does",
        "single files in the store; packages without a version; profiles: what is in the store but"
            + " out of use is listed too");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    if (!DERIVATION.matcher(file.path()).matches()) {
      return;
    }
    List<JsonArray> members =
        Derivation.read(new String(content.bytes(), StandardCharsets.UTF_8), sink.limits());
    String name = "";
    String version = "";
    for (JsonArray pair : tuples(members, ENVIRONMENT)) {
      String key = text(pair, 0);
      name = key.equals("pname") ? text(pair, 1) : name;
      version = key.equals("version") ? text(pair, 1) : version;
    }
    List<String> outputs = new ArrayList<>();
    for (JsonArray output : tuples(members, OUTPUTS)) {
      outputs.add(text(output, 1));
    }
    if (!name.isBlank() && !version.isBlank()) {
      sink.fact(new Owns(TYPE, name + SEPARATOR + version, outputs));
    }
  }

  private static List<JsonArray> tuples(List<JsonArray> members, int member) throws IOException {
    if (members.size() <= member) {
      throw new IOException("a derivation of only %s members".formatted(members.size()));
    }
    List<JsonArray> tuples = new ArrayList<>();
    members
        .get(member)
        .items()
        .forEach(item -> {
          if (item instanceof JsonArray tuple) {
            tuples.add(tuple);
          }
        });
    return tuples;
  }

  private static String text(JsonArray tuple, int at) {
    return at < tuple.items().size() && tuple.items().get(at) instanceof JsonString(String text)
        ? text
        : "";
  }
}
