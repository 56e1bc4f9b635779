package dev.seaworthy.cli.report;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile.Ignored;
import dev.seaworthy.rulebook.BilingualText;
import java.io.IOException;
import java.io.Writer;

/// What came of a check, for programs, as `docs/schema/1.0/check.schema.json` describes it.
public final class CheckJson {

  private final String productVersion;

  public CheckJson(String productVersion) {
    this.productVersion = productVersion;
  }

  /// Writes the whole report. Neither flushes nor closes the writer.
  public void present(CheckReport report, Writer out) throws IOException {
    JsonObject document =
        new JsonBuilder()
            .put("schemaVersion", "1.0")
            .put("tool", tool())
            .put("outcome", report.outcome())
            .put("refusesFrom", report.refuseFrom().word())
            .putArray("files", report.files().stream().map(file -> file(report, file)).toList())
            .putArray("rules", report.rules().stream().map(CheckJson::rule).toList())
            .build();
    out.write(JsonWriter.indented(document));
  }

  private JsonObject tool() {
    return new JsonBuilder().put("name", "seaworthy").put("version", productVersion).build();
  }

  private static JsonObject file(CheckReport report, CheckedDockerfile file) {
    return new JsonBuilder()
        .put("path", file.path())
        .putArray(
            "observations",
            file.observations().stream().map(each -> observation(report, each).build()).toList())
        .putArray(
            "ignored", file.ignored().stream().map(ignored -> ignored(report, ignored)).toList())
        .build();
  }

  private static JsonBuilder observation(CheckReport report, Observation observation) {
    JsonBuilder json =
        new JsonBuilder()
            .put("rule", observation.rule().id())
            .put("rating", observation.rule().rating().word())
            .put("inTheWay", report.refuses(observation));
    if (observation.line() > 0) {
      json.put("line", observation.line());
    }
    return json.put("key", observation.key()).put("evidence", observation.evidence());
  }

  private static JsonObject ignored(CheckReport report, Ignored ignored) {
    return observation(report, ignored.observation())
        .put("inTheWay", false)
        .put("reason", ignored.reason())
        .put("commentLine", ignored.line())
        .build();
  }

  private static JsonObject rule(InspectionRule rule) {
    return new JsonBuilder()
        .put("id", rule.id())
        .put("rating", rule.rating().word())
        .put("title", text(rule.title()))
        .put("reason", text(rule.reason()))
        .put("fix", text(rule.fix()))
        .putStrings("references", rule.references().stream().map(Reference::text).toList())
        .build();
  }

  private static JsonObject text(BilingualText text) {
    return new JsonBuilder().put("en", text.english()).put("zh", text.chinese()).build();
  }
}
