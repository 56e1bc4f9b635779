package dev.seaworthy.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The chart as it lies in the sources, and the values that tests give it.
final class Chart {
  static final Path FOLDER = Path.of("src/main/helm/seaworthy").toAbsolutePath();

  private static final Path VALUES =
      Path.of("src/test/resources/dev/seaworthy/dist/chart").toAbsolutePath();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Chart() {}

  /// The files with values, of one installation each.
  static List<Path> installations() throws IOException {
    try (Stream<Path> files = Files.list(VALUES)) {
      return files.sorted().toList();
    }
  }

  static Path installation(String name) {
    return VALUES.resolve(name + ".yaml");
  }

  static String text(String path) throws IOException {
    return Files.readString(FOLDER.resolve(path));
  }

  static JsonNode yaml(String text) throws IOException {
    return YAML.readTree(text);
  }

  /// Every document of a text that holds something.
  static List<JsonNode> documents(String text) throws IOException {
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
      return all.readAll().stream().filter(JsonNode::isObject).toList();
    }
  }

  /// What the chart's schema says against these values, which stand over the chart's own as Helm
  /// puts them.
  static List<String> faults(String values) throws IOException {
    JsonNode own = yaml(text("values.yaml"));
    JsonNode merged = YAML.readerForUpdating(own).readValue(values);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(text("values.schema.json"), InputFormat.JSON);
    return schema.validate(merged.toString(), InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("templates"))) {
      return files.sorted().toList();
    }
  }
}
