package dev.seaworthy.cli;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// The schema of the JSON report, as it is published.
public final class ReportSchema {

  private ReportSchema() {}

  /// What is wrong with a report; empty for a valid one.
  public static List<String> faults(String document) {
    return schema()
        .validate(
            document,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static Schema schema() {
    try {
      String text =
          Files.readString(RepositoryRoot.find().resolve("docs/schema/1.0/report.schema.json"));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON);
    } catch (IOException e) {
      throw new IllegalStateException("the report's schema can't be read", e);
    }
  }
}
