package dev.seaworthy.cli;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The schemas of certificates and JSON reports, as they are published.
public final class ReportSchema {

  private ReportSchema() {}

  /// What is wrong with the report of a scan; empty for a valid one.
  public static List<String> faults(String document) {
    return faults("report", document);
  }

  /// What is wrong with the report of a check; empty for a valid one.
  static List<String> faultsOfCheck(String document) {
    return faults("check", document);
  }

  /// What is wrong with the report of a re-evaluation; empty for a valid one.
  static List<String> faultsOfReevaluation(String document) {
    return faults("reevaluation", document);
  }

  /// What is wrong with the statement that a certificate's envelope holds.
  static List<String> faultsOfCertificate(String statement) {
    return faults("certificate", statement);
  }

  /// What is wrong with the statement in the envelope in a file.
  static List<String> faultsOfCertificate(Path envelope) throws IOException {
    return faultsOfCertificate(statement(envelope));
  }

  /// The statement in the envelope in a file.
  static String statement(Path envelope) throws IOException {
    Matcher payload =
        Pattern.compile("\"payload\":\"([^\"]*)\"").matcher(Files.readString(envelope));
    if (!payload.find()) {
      throw new IllegalArgumentException(envelope + " has no payload");
    }
    return new String(Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8);
  }

  private static List<String> faults(String schema, String document) {
    return schema(schema)
        .validate(
            document,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static Schema schema(String name) {
    try {
      String text =
          Files.readString(
              RepositoryRoot.find().resolve("docs/schema/1.0/%s.schema.json".formatted(name)));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON);
    } catch (IOException e) {
      throw new IllegalStateException("the report's schema can't be read", e);
    }
  }
}
