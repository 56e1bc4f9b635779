package dev.seaworthy.inspection.provenance;

import dev.seaworthy.base.BaseError;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.dockerfile.SourceText;
import dev.seaworthy.inspection.provenance.Provenance.BuildFile;
import dev.seaworthy.inspection.provenance.Provenance.Material;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads SLSA provenance 0.2 and 1 with BuildKit's additions (BuildKit, "SLSA definitions"): as an
/// in-toto statement, in a DSSE envelope, bare, or as `docker buildx imagetools inspect` prints it.
public final class ProvenanceReader {

  private static final String SLSA = "https://slsa.dev/provenance/";
  private static final String METADATA_0_2 = "https://mobyproject.org/buildkit@v1#metadata";
  private static final String METADATA_1 = "buildkit_metadata";
  private static final String PREDICATE = "predicate";
  private static final String METADATA = "metadata";

  private final String path;
  private final JsonReader json;

  private ProvenanceReader(String path, Limits limits) {
    this.path = path;
    this.json = new JsonReader(limits);
  }

  /// Reads a document.
  ///
  /// @param path what it is called in messages and reports
  /// @throws SeaworthyException [InspectionError#BAD_PROVENANCE], [BaseError#BAD_JSON],
  ///   [BaseError#LIMIT_EXCEEDED] beyond [Limit#PROVENANCE_BYTES]
  public static Provenance read(String path, byte[] bytes, Limits limits) {
    if (bytes.length > limits.of(Limit.PROVENANCE_BYTES)) {
      throw new SeaworthyException(
          BaseError.LIMIT_EXCEEDED,
          "%s has %s bytes, more than the limit %s = %s"
              .formatted(
                  Text.visible(path),
                  bytes.length,
                  Limit.PROVENANCE_BYTES.key(),
                  limits.of(Limit.PROVENANCE_BYTES)));
    }
    ProvenanceReader reader = new ProvenanceReader(path, limits);
    return reader.document(reader.json.readObject(bytes, Text.visible(path)));
  }

  private Provenance document(JsonObject document) {
    if (document.members().containsKey("payload")) {
      byte[] payload = base64(document.text("payload"), "payload");
      return statement(json.readObject(payload, Text.visible(path) + " payload"));
    }
    return statement(document);
  }

  private Provenance statement(JsonObject statement) {
    if (statement.members().get("SLSA") instanceof JsonObject predicate) {
      return predicate(predicate, "");
    }
    if (statement.members().get(PREDICATE) instanceof JsonObject predicate) {
      String type = statement.text("predicateType");
      if (!type.startsWith(SLSA + "v0.2") && !type.startsWith(SLSA + "v1")) {
        throw bad(
            "it states %s, which is no SLSA provenance of version 0.2 or 1"
                .formatted(type.isEmpty() ? "nothing" : Text.shorten(type, 80)));
      }
      return predicate(predicate, type);
    }
    return predicate(statement, "");
  }

  private Provenance predicate(JsonObject predicate, String type) {
    if (predicate.members().containsKey("buildDefinition")) {
      return versionOne(predicate, type.isEmpty() ? SLSA + "v1" : type);
    }
    if (predicate.members().containsKey("buildType")) {
      return versionZero(predicate, type.isEmpty() ? SLSA + "v0.2" : type);
    }
    throw bad("it has neither a buildDefinition nor a buildType");
  }

  private Provenance versionOne(JsonObject predicate, String type) {
    JsonObject definition = predicate.object("buildDefinition");
    JsonObject external = definition.object("externalParameters");
    JsonObject details = predicate.object("runDetails");
    JsonObject metadata = details.object(METADATA);
    JsonObject complete = metadata.object("buildkit_completeness");
    JsonObject source = metadata.object(METADATA_1).object("source");
    return new Provenance(
        path,
        type,
        details.object("builder").text("id"),
        external.object("configSource").text("path"),
        arguments(external.object("request").object("args")),
        materials(definition.objects("resolvedDependencies")),
        files(source),
        isDenied(complete, "request") || isDenied(complete, "resolvedDependencies"));
  }

  private Provenance versionZero(JsonObject predicate, String type) {
    JsonObject invocation = predicate.object("invocation");
    JsonObject metadata = predicate.object(METADATA);
    JsonObject complete = metadata.object("completeness");
    JsonObject source = metadata.object(METADATA_0_2).object("source");
    return new Provenance(
        path,
        type,
        predicate.object("builder").text("id"),
        invocation.object("configSource").text("entryPoint"),
        arguments(invocation.object("parameters").object("args")),
        materials(predicate.objects("materials")),
        files(source),
        isDenied(complete, "parameters") || isDenied(complete, "materials"));
  }

  private static boolean isDenied(JsonObject complete, String member) {
    return complete.members().get(member) instanceof JsonValue.JsonBoolean(boolean value) && !value;
  }

  private static SortedMap<String, String> arguments(JsonObject args) {
    SortedMap<String, String> arguments = new TreeMap<>();
    args.members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text)) {
            arguments.put(name, text);
          }
        });
    return arguments;
  }

  private static List<Material> materials(List<JsonObject> objects) {
    List<Material> materials = new ArrayList<>();
    for (JsonObject object : objects) {
      Map<String, String> digests = new LinkedHashMap<>();
      object
          .object("digest")
          .members()
          .forEach((algorithm, value) -> {
            if (value instanceof JsonString(String text) && !text.isBlank()) {
              digests.put(algorithm, text);
            }
          });
      materials.add(new Material(object.text("uri"), digests));
    }
    return materials;
  }

  private List<BuildFile> files(JsonObject source) {
    List<BuildFile> files = new ArrayList<>();
    for (JsonObject info : source.objects("infos")) {
      String data = info.text("data");
      if (!data.isEmpty()) {
        String text = new String(base64(data, "the build file"), StandardCharsets.UTF_8);
        files.add(
            new BuildFile(
                info.text("filename"), info.text("language"), SourceText.ofLines(text, 1)));
      }
    }
    return files;
  }

  private byte[] base64(String text, String what) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          InspectionError.BAD_PROVENANCE,
          "%s: %s is not in base64".formatted(Text.visible(path), what),
          e);
    }
  }

  private SeaworthyException bad(String problem) {
    return new SeaworthyException(
        InspectionError.BAD_PROVENANCE, Text.visible(path) + ": " + problem);
  }
}
