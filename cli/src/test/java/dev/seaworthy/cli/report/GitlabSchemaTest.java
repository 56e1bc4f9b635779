package dev.seaworthy.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.testkit.Gates;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// GitLab's own schema, which isn't ours to give on: a folder has it as GitLab publishes it.
class GitlabSchemaTest {

  private static final String FILE = "container-scanning-report-format.json";

  @Test
  void reportsFollowTheOfficialSchema() throws Exception {
    Gates.run(
        "GitLab's schema of container scans",
        Gates.folder("SEAWORTHY_GITLAB_SCHEMAS"),
        GitlabSchemaTest::judged);
  }

  private static long judged(Path folder) throws Exception {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Files.readString(folder.resolve(FILE)));
    assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
    List<ScanResult> all =
        List.of(
            Sample.refused(),
            Sample.inspected(),
            Sample.cleared(),
            Sample.withStarterSet(),
            Sample.withMany());
    for (ScanResult result : all) {
      StringWriter out = new StringWriter();
      new GitlabPresenter("1.2.3").present(result, out);
      assertThat(schema.validate(out.toString(), InputFormat.JSON)).isEmpty();
    }
    return all.size();
  }
}
