package dev.seaworthy.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The formats of a scan's result.
public enum OutputFormat {
  TABLE("what stands in the way, for people"),
  JSON("everything, for programs (docs/reference-report.md)"),
  CYCLONEDX("the inventory as a CycloneDX 1.6 SBOM in JSON"),
  SPDX("the inventory as an SPDX 2.3 SBOM in JSON"),
  SARIF("the findings as SARIF 2.1.0, for code-scanning views"),
  JUNIT("the findings as JUnit XML, for pipelines"),
  GITLAB("the findings as GitLab's container scanning report 15.0.7"),
  MARKDOWN("a summary in Markdown, for a pipeline's page");

  private final String meaning;

  OutputFormat(String meaning) {
    this.meaning = meaning;
  }

  /// The name on the command line.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it is for, in a few words.
  public String meaning() {
    return meaning;
  }

  static Optional<OutputFormat> of(String key) {
    return Arrays.stream(values()).filter(format -> format.key().equals(key)).findFirst();
  }
}
