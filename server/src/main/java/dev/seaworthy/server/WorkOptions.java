package dev.seaworthy.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How `up` keeps its audit trail, signs and scans.
final class WorkOptions {
  @Option(
      names = "--signing-key",
      paramLabel = "KEY",
      description =
          "Sign certificates and audit heads with this key: a PEM file with its public part beside"
              + " it as FILE.pub, pkcs11:… or vault:…; by default one that is made in the data"
              + " directory.")
  @Nullable String signingKey;

  @Option(
      names = "--audit-heads-to",
      paramLabel = "ADDRESS",
      description =
          "Send signed heads of the audit trail there: file:/FOLDER, syslog+tls://HOST:PORT or"
              + " s3://BUCKET/PREFIX; repeatable.")
  List<String> headsTo = List.of();

  @Option(
      names = "--audit-retention-days",
      paramLabel = "DAYS",
      defaultValue = "400",
      description = "Keep audit records at least so long, 184 or more (${DEFAULT-VALUE}).")
  int retentionDays = 400;

  @Option(
      names = "--audit-review-days",
      paramLabel = "DAYS",
      defaultValue = "7",
      description = "One log review covers so many days (${DEFAULT-VALUE}).")
  int reviewDays = 7;

  @Option(
      names = "--scans",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Scan so many images at once (${DEFAULT-VALUE}).")
  int scans = 1;

  @Option(
      names = "--scan-heap",
      paramLabel = "MIB",
      defaultValue = "1024",
      description = "The heap of a scan's own process (${DEFAULT-VALUE}).")
  int heap = 1024;

  @Option(
      names = "--scan-minutes",
      paramLabel = "MINUTES",
      defaultValue = "30",
      description = "Kill a scan's process after so long (${DEFAULT-VALUE}).")
  int minutes = 30;

  @Option(
      names = "--imports",
      paramLabel = "DIR",
      description = "Images may also be taken from the OCI layouts and archives in this folder.")
  @Nullable Path imports;

  @Option(
      names = "--advisories",
      paramLabel = "DIR",
      description =
          "The advisory databases, as seaworthy db install keeps them; by default in the"
              + " data directory.")
  @Nullable Path advisories;

  @Option(
      names = "--advisory-keys",
      paramLabel = "DIR",
      description = "The keys that sign advisory databases.")
  @Nullable Path advisoryKeys;

  @Option(
      names = "--plain-http",
      paramLabel = "HOST:PORT",
      description = "Speak to this registry without TLS; repeatable.")
  List<String> plain = List.of();

  void put(Map<String, String> configuration) {
    put(configuration, "installation.signing-key", signingKey);
    put(configuration, "installation.survey.imports", imports);
    put(configuration, "installation.survey.databases", advisories);
    put(configuration, "installation.survey.database-keys", advisoryKeys);
    list(configuration, "installation.audit.heads-to", headsTo);
    list(configuration, "installation.survey.plain-registries", plain);
    configuration.put("installation.audit.retention-days", String.valueOf(retentionDays));
    configuration.put("installation.audit.review-days", String.valueOf(reviewDays));
    configuration.put("installation.survey.workers", String.valueOf(scans));
    configuration.put("installation.survey.heap-mebibytes", String.valueOf(heap));
    configuration.put("installation.survey.minutes-max", String.valueOf(minutes));
  }

  /// An absolute path, since the server's working directory is nobody's choice.
  private static void put(Map<String, String> configuration, String name, @Nullable Object value) {
    if (value != null) {
      configuration.put(
          name, value instanceof Path path ? path.toAbsolutePath().toString() : value.toString());
    }
  }

  private static void list(Map<String, String> configuration, String name, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      configuration.put(name + "[" + i + "]", values.get(i));
    }
  }
}
