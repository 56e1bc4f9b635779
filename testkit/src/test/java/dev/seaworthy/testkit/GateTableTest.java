package dev.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTableTest {
  @TempDir Path root;

  @BeforeEach
  void twoModules() throws IOException {
    gates("image", "tar oracle\tran\t40\t\npush\tran\t2\t\n");
    gates("scan", "tar oracle\tran\t2\t\npush\tabsent\t0\ttool skopeo\n");
    report("image", 12, 0, 0, 1);
    report("scan", 5, 0, 0, 0);
  }

  @Test
  void sumsTheModulesAndShowsTheWorstThatHappened() throws IOException {
    assertThat(GateTable.read(root).text())
        .isEqualTo(
            """
            gate        outcome       count
            ----------  -------  ----------
            push        absent            2  tool skopeo
            tar oracle  ran              42

            16 passed, 0 failed, 1 skipped
            """);
  }

  @Test
  void standsWithAnAbsentGateUnlessAllAreRequired() throws IOException {
    assertThat(GateTable.read(root).refusal(false)).isEmpty();
    assertThat(GateTable.read(root).refusal(true))
        .contains("a gate is absent although all are required");
  }

  @Test
  void refusesAFailedTestAndAFailedGate() throws IOException {
    report("scan", 5, 1, 1, 0);
    assertThat(GateTable.read(root).text()).endsWith("14 passed, 2 failed, 1 skipped\n");
    assertThat(GateTable.read(root).refusal(false)).contains("a test or a gate failed");

    report("scan", 5, 0, 0, 0);
    gates("scan", "hull\tfailed\t0\twater\n");
    assertThat(GateTable.read(root).refusal(false)).contains("a test or a gate failed");
  }

  @Test
  void refusesARunInWhichNoGateOrNoTestRan() throws IOException {
    gates("image", "push\tabsent\t0\ttool skopeo\n");
    gates("scan", "");
    assertThat(GateTable.read(root).refusal(false)).contains("no gate ran");

    gates("image", "push\tran\t1\t\n");
    report("image", 1, 0, 0, 1);
    report("scan", 0, 0, 0, 0);
    assertThat(GateTable.read(root).refusal(false)).contains("no test passed");
  }

  private void gates(String module, String records) throws IOException {
    Path folder = Files.createDirectories(root.resolve(module).resolve("target/gates"));
    Files.writeString(folder.resolve("1.tsv"), records);
  }

  private void report(String module, int tests, int failures, int errors, int skipped)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
    Files.writeString(
        folder.resolve("TEST-Hull.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="Hull" tests="%d" errors="%d" skipped="%d" failures="%d"/>
        """
            .formatted(tests, errors, skipped, failures));
  }
}
