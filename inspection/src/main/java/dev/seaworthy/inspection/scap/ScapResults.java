package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The results of SCAP checks: one `TestResult` of XCCDF 1.1 or 1.2, alone or in an ARF collection
/// (NIST IR 7275r4, 6.6.4; NIST IR 7694).
///
/// @param benchmark its id; empty where it isn't told
/// @param benchmarkVersion its version; empty where it isn't told
/// @param profile its id; empty where none was chosen
/// @param target what was checked, as the checker called it
/// @param endTime when it ended, as written
/// @param version of the checker, as it calls itself
/// @param rules sorted
public record ScapResults(
    String benchmark,
    String benchmarkVersion,
    String profile,
    String target,
    String endTime,
    String version,
    List<ScapRuleResult> rules) {

  public ScapResults {
    rules = rules.stream().sorted().toList();
  }

  /// Reads a document. Nothing outside of it is ever fetched and nothing in it is expanded. Of
  /// several results in one document the last counts.
  ///
  /// @param name of the document, for messages
  /// @throws SeaworthyException [InspectionError#BAD_SCAP_RESULTS] when it is not well-formed, has
  ///   no results, or goes beyond a limit
  public static ScapResults read(String name, InputStream in, Limits limits) {
    return new ResultsReader(name, limits).read(in);
  }

  /// The benchmark with its version and profile, for reports.
  String benchmarkWords() {
    return Stream.of(benchmark, benchmarkVersion, profile)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// How many rules came to this.
  public long count(ScapResult result) {
    return rules.stream().filter(rule -> rule.result() == result).count();
  }

  /// Whether any rule came to a word on the image. Where none did nothing was checked, whatever the
  /// score says.
  public boolean isAnythingChecked() {
    return rules.stream()
        .anyMatch(rule ->
            rule.result() == ScapResult.PASS
                || rule.result() == ScapResult.FAIL
                || rule.result() == ScapResult.FIXED);
  }
}
