package dev.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelTableTest {
  @TempDir Path root;

  @Test
  void showsWhatWasFoundOfEachFixture() throws IOException {
    Path folder = Files.createDirectories(root.resolve("inventory/target/gates"));
    Files.writeString(
        folder.resolve("1.labels"),
        """
        yarn-lock\tyarn-classic\t`yarn list`\t3\t2\t2
        apk\tharbour\t`apk info`\t1\t3\t1
        """);

    assertThat(LabelTable.read(root).text())
        .isEqualTo(
            """
            cataloger  fixture       truth from   expected  found  recall  precision
            ---------  ------------  -----------  --------  -----  ------  ---------
            apk        harbour       `apk info`          1      3   1.000      0.333
            yarn-lock  yarn-classic  `yarn list`         3      2   0.666      1.000

            """);
  }

  @Test
  void isSilentWhereNothingIsLabelled() throws IOException {
    assertThat(LabelTable.read(root).text()).isEmpty();
  }
}
